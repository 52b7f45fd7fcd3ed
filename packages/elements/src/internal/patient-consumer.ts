import { ContextConsumer, type Context } from '@lit/context';
import type { LitElement } from 'lit';

/**
 * Keeps `take` told of a context's value: of the nearest provider, also of one that is defined or put on the page later. Until one has answered,
 * and only while the element is on the page, it is asked for anew with each provider that comes.
 *
 * The `ContextRoot` of `@lit/context` is for the same, but remembers every element that ever asked in vain.
 */
export class PatientConsumer<T> extends ContextConsumer<Context<unknown, T>, LitElement> implements EventListenerObject {
  #answered = false;
  // Where providers are heard of; undefined while nothing is waited for. An element that is adopted is in another document when it is told.
  #page: Document | undefined;

  constructor(host: LitElement, context: Context<unknown, T>, take: (value: T) => void) {
    const callback = (value: T): void => {
      this.#answered = true;
      this.#rest();
      take(value);
    };
    super(host, { context, subscribe: true, callback });
  }

  override hostConnected(): void {
    super.hostConnected();
    if (this.#answered) return;
    this.#page = this.host.ownerDocument;
    this.#page.addEventListener('context-provider', this);
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    this.#rest();
    this.#answered = false;
  }

  handleEvent(): void {
    super.hostConnected();
  }

  #rest(): void {
    this.#page?.removeEventListener('context-provider', this);
    this.#page = undefined;
  }
}
