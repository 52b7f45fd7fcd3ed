import { DesktopError } from '@cordboard/core';
import { isOfLibrary, offeredBy, type ContainerPage, type ContainerService } from './container-page.js';

/** Functions of the page, called. */
export class PageCalls {
  readonly #page: ContainerPage;

  constructor(page: ContainerPage) {
    this.#page = page;
  }

  /** Whether the page has it. It may come later, with a library. */
  offers(service: ContainerService): boolean {
    return offeredBy(this.#page, service) !== undefined;
  }

  /** What the page answers. Throws `not-offered` where it lacks the function, and `refused` with what the page throws. */
  run(what: Parameters<typeof offeredBy>[1], ...given: unknown[]): unknown {
    const call = offeredBy(this.#page, what);
    if (!call) throw new DesktopError('not-offered', what);
    try {
      if (isOfLibrary(what)) this.#startLibrary();
      return call(...given);
    } catch (error) {
      throw new DesktopError('refused', what, { cause: error });
    }
  }

  // Whoever wrote the gadget may have started it, and then this does nothing. It needs the hub.
  #startLibrary(): void {
    const config = this.#page.finesse?.gadget?.Config;
    if (config) this.#page.finesse?.clientservices?.ClientServices?.init(config);
    offeredBy(this.#page, 'start')?.();
  }
}
