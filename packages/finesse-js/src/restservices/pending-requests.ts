import { memberOf } from '../xml/values.js';
import { refusalOf, type RequestHandlers } from './response.js';
import { type Update } from './update.js';

/** More than a gadget has under way at once; what is older was never answered, and the platform gives no deadline. */
const MOST = 500;

/** Requests that were sent and may still be refused by notification. Any object in the frame that hears of one resolves it. */
export class PendingRequests {
  readonly #handlers = new Map<string, RequestHandlers>();

  /** Remembers who is to hear of a refusal. */
  add(requestId: string, handlers: RequestHandlers): void {
    this.#handlers.set(requestId, handlers);
    if (this.#handlers.size > MOST) this.#handlers.delete(this.#handlers.keys().next().value!);
  }

  /** Forgets a request that was refused at once. */
  remove(requestId: string): void {
    this.#handlers.delete(requestId);
  }

  /** Ends the request that a notification answers. A refusal calls its error handler, though its success handler was called for the 202. */
  settle(update: Update): void {
    const handlers = this.#handlers.get(update.requestId);
    if (!handlers) return;
    this.#handlers.delete(update.requestId);
    const errors = memberOf(update.data, 'apiErrors') ?? memberOf(update.data, 'ApiErrors');
    if (errors !== undefined) handlers.error?.(refusalOf(errors, update.content));
  }
}

/** Whether a notification tells of a refusal and not of an object. */
export function isRefusal(update: Update): boolean {
  return memberOf(update.data, 'apiErrors') !== undefined || memberOf(update.data, 'ApiErrors') !== undefined;
}
