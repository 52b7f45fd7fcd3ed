import type { Ignored } from './journal.js';

/** What a {@link BusHost} tells. */
export interface BusHostEvents {
  /** A widget says something to the Workspace. */
  readonly asked: (widget: string, packet: unknown) => void;
  readonly ignored: (why: Ignored) => void;
}

/** Longest packet that is taken, in characters of JSON. */
const LONGEST = 900_000;

/**
 * The Workspace's end of the bus: what frames post to this window, and what is posted to them. A message counts only from the widgets' exact
 * origin and from a window that is a widget's frame now; whatever else comes is ignored and counted.
 */
export class BusHost {
  readonly #origin: string;
  readonly #events: BusHostEvents;
  readonly #frames = new Map<string, HTMLIFrameElement>();

  constructor(origin: string, events: BusHostEvents) {
    this.#origin = origin;
    this.#events = events;
    window.addEventListener('message', (event) => this.#take(event));
  }

  /** From now on the frame is a widget of this name. */
  add(name: string, frame: HTMLIFrameElement): void {
    this.#frames.set(name, frame);
  }

  /** Posts to a widget, and to no other origin, should its frame have gone elsewhere. */
  post(name: string, packet: unknown): void {
    this.#frames.get(name)?.contentWindow?.postMessage(packet, this.#origin);
  }

  #take({ origin, source, data }: MessageEvent): void {
    if (origin !== this.#origin) return this.#events.ignored('another origin');
    const [name] = [...this.#frames].find(([, frame]) => frame.contentWindow === source) ?? [];
    if (name === undefined) return this.#events.ignored('another window');
    const packet = plain(data);
    if (packet === undefined) return this.#events.ignored('unreadable');
    this.#events.asked(name, packet);
  }
}

// What has cycles, or goes on for too long, cannot be relayed.
function plain(data: unknown): unknown {
  try {
    const json = JSON.stringify(data);
    return json.length > LONGEST ? undefined : (JSON.parse(json) as unknown);
  } catch {
    return undefined;
  }
}
