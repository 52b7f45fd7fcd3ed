import '@cordboard/elements/define';
import { cannedDesk, type CannedDesk, type CannedOptions } from './canned-finesse.js';

/** An element that renders on its own time, as all of the kit's do. */
export interface Rendering extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
}

/** A connected client on the page, with elements for one call inside a provider. */
export interface DeskPage extends CannedDesk {
  readonly elements: readonly Rendering[];
  /** Resolves when no element has anything left to render. */
  rendered(): Promise<void>;
  /** Ends the client and takes the elements away. */
  leave(): void;
}

/** Puts elements of these tags on the page. */
export async function deskPage(tags: readonly string[], dialogId = '', options: CannedOptions = {}): Promise<DeskPage> {
  const desk = await cannedDesk(options);
  const provider = document.createElement('desktop-provider');
  provider.client = desk.client;
  const elements = tags.map((tag) => {
    const element = document.createElement(tag) as Rendering;
    if (dialogId !== '') element.setAttribute('dialog-id', dialogId);
    return element;
  });
  provider.append(...elements);
  document.body.append(provider);
  const page: DeskPage = {
    client: desk.client,
    deliver: (frame) => desk.deliver(frame),
    get sockets() {
      return desk.sockets;
    },
    elements,
    async rendered() {
      await Promise.all(elements.map((element) => element.updateComplete));
    },
    leave() {
      provider.remove();
      desk.client.close();
    },
  };
  // Some ask the platform something before they show anything.
  await new Promise((resolve) => setTimeout(resolve, 100));
  await page.rendered();
  return page;
}

/** All text that is shown below a node, in shadow trees too. */
export function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  const root = node instanceof HTMLElement && node.shadowRoot ? node.shadowRoot : node;
  return node instanceof HTMLStyleElement ? '' : Array.from(root.childNodes, textOf).join(' ');
}

/** Resolves after the next frame has been handed to the compositor. */
export function painted(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    }),
  );
}
