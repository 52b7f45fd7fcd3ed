/** The client's end of a connection for events. */
export interface PushEnd {
  send(frame: string): void;
  /** Ends it in good order. */
  close(): void;
}

/** A connection for events that has been let in. */
export interface PushConnection {
  /** Serves it; the result takes its frames and its end. */
  start(client: PushEnd): { receive(frame: string): void; closed(): void };
}
