import type { DesktopClient } from '@cordboard/core';

const MOST = 8;

const numbers = new WeakMap<DesktopClient, readonly string[]>();

/** The last numbers that were reached through this client, newest first. Kept in memory: they go with the page. */
export function recentsOf(client: DesktopClient | undefined): readonly string[] {
  return (client && numbers.get(client)) ?? [];
}

/** Puts a number first, once. To be called when the platform has confirmed it, so that no slip of the finger is offered again. */
export function remember(client: DesktopClient | undefined, number: string): void {
  if (client) numbers.set(client, [number, ...recentsOf(client).filter((other) => other !== number)].slice(0, MOST));
}
