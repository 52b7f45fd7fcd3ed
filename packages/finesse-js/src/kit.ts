import type { ClientServices } from './clientservices/client-services.js';
import type { SharedTopics } from './clientservices/shared-topics.js';
import type { PendingRequests } from './restservices/pending-requests.js';
import type { RestServices } from './restservices/rest-services.js';
import type { FrameWindow, Hub } from './frame-window.js';
import type { Settings } from './settings.js';
import type { Utilities } from './utilities/utilities.js';

/** What the parts of one frame's library share. Each part is made by a function that takes it: `createX(kit)`. */
export interface Kit {
  readonly frame: FrameWindow;
  readonly settings: Settings;
  readonly utilities: Utilities;
  readonly services: ClientServices;
  /** Requests whose outcome is still to come by notification: of all objects in the frame together. */
  readonly pending: PendingRequests;
  /** Topics that several objects of the frame hear. */
  readonly shared: SharedTopics;
  /** The classes of this frame. */
  readonly rest: RestServices;
  /** The hub that `ClientServices.init` was given, else the frame's. Throws an `Error` before the frame has one. */
  hub(): Hub;
  /** The server as the browser sees it; empty where nobody said. */
  host(): string;
  /** The agent's id; empty where nobody said. */
  agentId(): string;
  /** A line for the developer, by way of the logger that `ClientServices.setLogger` was given. Never give it credentials. */
  log(text: string): void;
  /** Calls a gadget's own function; what it throws is told to the developer and goes no further. */
  call(work: () => void): void;
}
