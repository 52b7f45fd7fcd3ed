import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Prosody } from './prosody.js';

/** Publishes numbered items, with stanzas written by hand: it shares nothing with the client under test. */
export class Publisher {
  readonly #socket: WebSocket;
  readonly #answers = new Map<string, () => void>();
  #ids = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async connect({ url, domain, accounts }: Prosody): Promise<Publisher> {
    const socket = new WebSocket(url, 'xmpp');
    await once(socket, 'open');
    const open = `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='${domain}' version='1.0'/>`;
    const proof = Buffer.from(`\0${accounts.publisher}\0${accounts.password}`).toString('base64');
    await exchange(socket, open, 'features');
    await exchange(socket, `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${proof}</auth>`, '<success');
    await exchange(socket, open, 'features');
    await exchange(socket, `<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`, '<jid>');
    const publisher = new Publisher(socket);
    socket.on('message', (data: Buffer) => publisher.#onFrame(data.toString()));
    return publisher;
  }

  /** Resolves when the server has taken it. */
  async publish(node: string, text: string): Promise<void> {
    const id = `p${++this.#ids}`;
    const taken = new Promise<void>((resolve) => this.#answers.set(id, resolve));
    this.#socket.send(
      `<iq xmlns='jabber:client' type='set' id='${id}' to='pubsub.localhost'><pubsub xmlns='http://jabber.org/protocol/pubsub'>` +
        `<publish node='${node}'><item><notification xmlns='http://jabber.org/protocol/pubsub'>${text}</notification></item></publish></pubsub></iq>`,
    );
    await taken;
  }

  close(): void {
    this.#socket.terminate();
  }

  #onFrame(frame: string): void {
    const id = /^<iq\b[^>]*\bid=['"](p\d+)['"]/.exec(frame)?.[1];
    if (id === undefined) return;
    if (!/type=['"]result['"]/.test(frame)) throw new Error(`The server refused to publish: ${frame}`);
    this.#answers.get(id)?.();
    this.#answers.delete(id);
  }
}

async function exchange(socket: WebSocket, frame: string, until: string): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    const onMessage = (data: Buffer) => {
      if (!data.toString().includes(until)) return;
      socket.off('message', onMessage);
      resolve();
    };
    socket.on('message', onMessage);
  });
  socket.send(frame);
  await answered;
}
