/** What finesse.js has a page by, of which only this is used here. */
interface PeerPage {
  finesse?: { utilities?: { Utilities?: { xml2JsObj?: (text: string) => unknown } } };
}

/** The peer's way from a payload to an object, as its own classes go it; `undefined` on pages without the peer. */
export function peerConverter(): ((text: string) => unknown) | undefined {
  const utilities = (globalThis as PeerPage).finesse?.utilities?.Utilities;
  return utilities?.xml2JsObj?.bind(utilities);
}

/** Whether what the peer made is of that call. It is of the peer's own shape: it counts as long as the call's id and all of its variables are in it. */
export function isOfCall(model: unknown, id: string): boolean {
  const said = JSON.stringify(model);
  return said.includes(id) && said.includes('callVariable10');
}
