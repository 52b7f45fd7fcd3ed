import { type RequestHandlers } from './response.js';
import { type Hearing, RestBase } from './rest-base.js';

/** Where an agent's logs are sent. There is nothing to read: it is loaded when its node is granted. */
export class ClientLog extends RestBase {
  override getRestClass(): string {
    return 'ClientLog';
  }

  override hearing(): Hearing {
    return 'explicit';
  }

  protected override read(handlers: RequestHandlers): void {
    handlers.success?.({ status: 200, content: '', object: { [this.getRestType()]: null } });
  }

  /** POST `/User/{id}/ClientLog`. @param log - The text, or `{ ClientLog: { logData } }`. */
  sendLogs(log: string | object, handlers?: RequestHandlers): void {
    const content = typeof log === 'string' ? { ClientLog: { logData: log } } : log;
    this.restRequest(this.getRestUrl(), { ...handlers, method: 'POST', content });
  }
}
