/** Settles when the hub is connected, whether or not the page asked for its `onConnect` already. */
export function hubReady({ gadgets }) {
  if (gadgets.Hub?.isConnected()) return Promise.resolve(gadgets.Hub);
  return new Promise((resolve) => {
    const before = gadgets.HubSettings.onConnect;
    gadgets.HubSettings.onConnect = (...values) => {
      before?.apply(window, values);
      resolve(gadgets.Hub);
    };
  });
}
