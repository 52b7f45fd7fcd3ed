import { envelope, readPageMessage, type FrameMessage, type FrameNote, type PageMessage } from '../frame-protocol.js';

// Taken before any content of the gadget runs: libraries replace these, and not always with the same behaviour.
const { stringify } = JSON;

/** The frame's end of the line to the page. Heard is only what the parent window of the same origin says with the frame's token. */
export class Channel {
  readonly #parent: Window;
  readonly #origin: string;
  readonly #token: string;

  constructor(own: Window, token: string, onMessage: (message: PageMessage) => void) {
    this.#parent = own.parent;
    this.#origin = own.location.origin;
    this.#token = token;
    own.addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== this.#parent || origin !== this.#origin) return;
      const message = readPageMessage(data, token);
      if (message) onMessage(message);
    });
  }

  /** Throws where the data cannot be written as JSON. */
  send(message: FrameMessage): void {
    this.#parent.postMessage(envelope(this.#token, stringify(message)), this.#origin);
  }

  note(note: FrameNote): void {
    this.send({ kind: 'note', note });
  }
}
