import { type Kit } from '../kit.js';
import { type ContainerServices } from './container-services.js';
import { envelope, type Envelope, readEnvelope } from './envelope.js';

/** What a 12.x service needs from the container services that a gadget hands to its `init`. */
export type ServiceHost = Pick<ContainerServices, 'addHandler' | 'publish' | 'getMyGadgetId'>;

/** The wire of one 12.x service: requests to the page, and events for all gadgets, each with whether it is meant for this one. */
export class ServiceWire {
  readonly #kit: Kit;
  readonly #name: string;
  #host: ServiceHost | undefined;
  #requests = '';

  /** @param name - The service, for the message of a call that comes before `open`. */
  constructor(kit: Kit, name: string) {
    this.#kit = kit;
    this.#name = name;
  }

  /** Starts to listen on `events`; the second call does nothing. @throws TypeError when `host` is no container services. */
  open(host: ServiceHost | undefined, requests: string, events: string, onEvent: (event: Envelope, mine: boolean) => void): void {
    if (this.#host) return;
    if (typeof host?.addHandler !== 'function' || typeof host.publish !== 'function') {
      throw new TypeError(`${this.#name}.init wants the container services`);
    }
    host.addHandler(events, (payload) => {
      const event = readEnvelope(payload);
      if (event) onEvent(event, event.gadgetId === host.getMyGadgetId());
    });
    this.#host = host;
    this.#requests = requests;
  }

  /** Sends a request, or with `invokeID` the answer to one of the page. @returns Its id. @throws Error before `open`. */
  send(type: string, data: Readonly<Record<string, unknown>>, invokeID?: string): string {
    if (!this.#host) throw new Error(`${this.#name}.init has not been called`);
    const message = envelope(this.#kit, this.#host.getMyGadgetId(), type, data);
    this.#host.publish(this.#requests, invokeID === undefined ? message : { ...message, invokeID });
    return invokeID ?? message.invokeID;
  }
}
