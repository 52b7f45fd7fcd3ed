import { type Hub } from '../frame-window.js';
import { type Kit } from '../kit.js';

/** `finesse.cslogger.ClientLogger`: lines to the console and to the page, which keeps them for the error report. Never give it credentials. */
export interface ClientLogger {
  /** @param name - Of the gadget; without dots, or the page does not hear it. @param config - Without it, `finesse.container.Config`. */
  init(hub: Hub, name: string, config?: { readonly host?: string | undefined }): void;
  /** A line. Nothing before `init`. */
  log(text: string): void;
}

/** Makes the logger of one frame. */
export function createClientLogger(kit: Kit): ClientLogger {
  let write: ((text: string) => void) | undefined;
  return {
    init(hub, name, config) {
      const host = config?.host ?? kit.host();
      write = (text) => {
        const time = new Date(kit.utilities.currentServerTimeMillis()).toISOString();
        const line = `${time}: ${host}: ${kit.agentId()}: ${name}: ${text}`;
        kit.frame.console.log(line);
        hub.publish(`finesse.clientLogging.${name}`, line);
      };
    },
    log: (text) => write?.(text),
  };
}
