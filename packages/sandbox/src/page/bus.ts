import type { Workspace } from '../acqueon/index.js';

/** The two ends that an application on the page itself needs of a bus, in place of a parent window and its own. */
export interface BusInPage {
  /** Takes packets, as the Workspace's window would. */
  readonly peer: { postMessage(message: unknown, targetOrigin: string): void };
  /** Gets packets, as the application's own window would. */
  readonly receiver: {
    addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
    removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  };
  /** The application is gone. */
  close(): void;
}

/**
 * A Workspace's bus for an application on the same page. Messages are copied as between windows, arrive later as between windows, and carry
 * the given origin. What is posted to another origin goes nowhere.
 */
export function busInPage(workspace: Workspace, origin: string): BusInPage {
  const listeners = new Set<(event: MessageEvent) => void>();
  const application = workspace.connect((data) => {
    const event = new MessageEvent('message', { data, origin });
    // No window stands behind it, so the source is the peer itself.
    Object.defineProperty(event, 'source', { value: peer });
    for (const listener of [...listeners]) listener(event);
  });
  const peer: BusInPage['peer'] = {
    postMessage(message, targetOrigin) {
      if (targetOrigin !== origin) return;
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => application.receive(copy));
    },
  };
  return {
    peer,
    receiver: {
      addEventListener: (_type, listener) => listeners.add(listener),
      removeEventListener: (_type, listener) => listeners.delete(listener),
    },
    close: () => application.close(),
  };
}
