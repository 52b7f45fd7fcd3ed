import type { Runtime } from '@cordboard/core';
import { sleep } from '../wire/wait.js';
import type { GadgetHub, GadgetPage } from './page.js';

const POLL_MS = 50;

/**
 * The frame's hub as soon as it is connected. It looks rather than being told: `HubSettings.onConnect` is one place for all code of a gadget, is read only
 * once while the frame loads, and belongs to whoever wrote the gadget. Rejects with `aborted` when the signal does.
 */
export async function hubOf({ gadgets }: GadgetPage, runtime: Runtime, signal: AbortSignal): Promise<GadgetHub> {
  while (!gadgets.Hub?.isConnected()) await sleep(runtime, POLL_MS, signal);
  return gadgets.Hub;
}

/** `run`, for the page to call: the hub and the page swallow what it throws, so that is thrown where the page's error handlers see it. */
export function guarded<Given extends unknown[]>(run: (...given: Given) => void): (...given: Given) => void {
  return (...given) => {
    try {
      run(...given);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}

/** Has `take` called with all that is published on the topic, until the returned function is called. */
export function listen(hub: GadgetHub, topic: string, take: (data: unknown) => void): () => void {
  const id = hub.subscribe(
    topic,
    guarded((_topic, data) => take(data)),
  );
  return () => {
    try {
      hub.unsubscribe(id);
    } catch {
      // The page has dropped the frame's subscriptions already, as it does before a reload.
    }
  };
}

/** The hub's name for a node: its path with dots. */
export function topicOf(node: string): string {
  return node.slice(1).replaceAll('/', '.');
}
