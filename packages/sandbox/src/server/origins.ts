/** Names under which only this machine is reached. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether a host name means this machine itself. A name that merely resolves to it (DNS rebinding) does not. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.has(hostname);
}

/** The origins under which the pages of some ports of this machine are reached. */
export function ownOrigins(ports: readonly number[]): readonly string[] {
  return ports.flatMap((port) => [...LOOPBACK].map((host) => new URL(`http://${host}:${port}`).origin));
}
