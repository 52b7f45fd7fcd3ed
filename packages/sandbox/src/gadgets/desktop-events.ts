/** Something that is to be published on the hub of every open desktop page. */
export interface HubMessage {
  readonly topic: string;
  /** Absent when the message has none. */
  readonly data?: unknown;
}

/** The desktop pages that are open, as far as the server can reach them. */
export class DesktopEvents {
  readonly #pages = new Set<(message: HubMessage) => void>();

  /** Tells every open page, and returns how many there were. */
  publish(message: HubMessage): number {
    for (const tell of this.#pages) tell(message);
    return this.#pages.size;
  }

  /** Tells of every message from now on, until the result is called. */
  subscribe(tell: (message: HubMessage) => void): () => void {
    // One listener may be given twice.
    const own = (message: HubMessage): void => tell(message);
    this.#pages.add(own);
    return () => void this.#pages.delete(own);
  }

  /**
   * The messages as server-sent events, `event: publish` with the message as JSON, until the client goes. The first line is a comment: it
   * opens the stream, so that whoever waits for it misses nothing afterwards.
   */
  stream(signal: AbortSignal): Response {
    const encoder = new TextEncoder();
    let end = (): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(encoder.encode(': open\n\n'));
        const unsubscribe = this.subscribe((message) => {
          controller.enqueue(encoder.encode(`event: publish\ndata: ${JSON.stringify(message)}\n\n`));
        });
        end = () => {
          unsubscribe();
          signal.removeEventListener('abort', close);
        };
        const close = (): void => {
          end();
          controller.close();
        };
        signal.addEventListener('abort', close);
      },
      cancel: () => end(),
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' } });
  }
}
