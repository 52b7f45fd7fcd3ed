import { offeredBy, type ContainerPage } from './container-page.js';
import type { GadgetView } from './events.js';
import { fieldsOf, pixelsIn, textIn } from './told.js';

/** Where on the page the gadget is, and what its address says. */
export class Place {
  readonly #page: ContainerPage;

  constructor(page: ContainerPage) {
    this.#page = page;
  }

  /** See `GadgetContainer.gadgetId`. */
  get gadgetId(): string {
    return this.#address.get('mid') ?? textIn(this.#ask('gadget-id')) ?? '';
  }

  /** See `GadgetContainer.tabId`. */
  get tabId(): string | undefined {
    // finesse.js knows the page that it came with; the classic page's own marks are known without it.
    const told = textIn(this.#ask('tab-id'));
    if (told !== '') return told;
    try {
      const panel = this.#page.frameElement?.closest('.tab-panel');
      return /^panel_(.+)$/.exec(panel?.id ?? '')?.[1];
    } catch {
      // The page is of another origin, and keeps its elements to itself.
      return undefined;
    }
  }

  /** See `GadgetContainer.parameters`. */
  get parameters(): ReadonlyMap<string, string> {
    const [, query = ''] = /\?([^#]*)/.exec(this.#address.get('url') ?? '') ?? [];
    // In layouts `;` and `&amp;` stand for `&` as well.
    return pairsIn(query.replace(/&amp;|;/g, '&'));
  }

  /** The view that the gadget was loaded with. */
  get view(): GadgetView {
    const { view = this.#address.get('view'), maxAvailableHeight } = fieldsOf(this.#ask('gadget-view'));
    return { view: view === 'canvas' ? 'canvas' : 'default', maxAvailableHeight: pixelsIn(maxAvailableHeight) };
  }

  // The page puts some behind `?` and some behind `#`.
  get #address(): ReadonlyMap<string, string> {
    const [, query = '', hash = ''] = /^[^?#]*\??([^#]*)#?(.*)$/.exec(this.#page.location?.href ?? '') ?? [];
    return pairsIn(`${query}&${hash}`);
  }

  // A library that has not been started may throw; then it knows nothing yet.
  #ask(what: 'tab-id' | 'gadget-id' | 'gadget-view'): unknown {
    try {
      return offeredBy(this.#page, what)?.();
    } catch {
      return undefined;
    }
  }
}

function pairsIn(query: string): ReadonlyMap<string, string> {
  return new Map([...new URLSearchParams(query)].reverse());
}
