// The page's line to the sandbox, which plays what stands behind a Workspace. How it is spoken is the sandbox's own affair.

/** A message of the line: a widget's packet, either way, or that the widget is gone. */
export interface Frame {
  readonly application: string;
  readonly packet?: unknown;
  readonly left?: true;
}

/** What a {@link Line} tells. */
export interface LineEvents {
  /** It stands: everybody has to register. Again after each loss. */
  readonly opened: () => void;
  readonly lost: () => void;
  readonly came: (frame: Frame) => void;
}

const RETRY_MS = 1_000;

/** Keeps a line to the sandbox, as long as the page is open. */
export class Line {
  readonly #address: string;
  readonly #events: LineEvents;
  #socket: WebSocket | undefined;

  constructor(address: string, events: LineEvents) {
    this.#address = address;
    this.#events = events;
    this.#open();
  }

  /** Sends a message; while there is no line it is lost, as on a bus without a host. */
  send(frame: Frame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #open(): void {
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#events.opened());
    socket.addEventListener('message', ({ data }) => this.#events.came(JSON.parse(String(data)) as Frame));
    socket.addEventListener('close', () => {
      this.#events.lost();
      setTimeout(() => this.#open(), RETRY_MS);
    });
  }
}
