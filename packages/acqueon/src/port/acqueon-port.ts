import { CISCO_FEATURES } from '../cisco/features.js';
import { CISCO_SETTINGS, type CiscoSettings } from '../cisco/settings.js';
import { CiscoSpeaker } from '../cisco/speaker.js';
import { BusPort } from './bus-port.js';
import type { AcqueonOptions } from './options.js';

/**
 * A port over the Acqueon Workspace message bus, channel `Cisco`: what the Workspace publishes is reported, commands become the catalogue's
 * messages. For a Workspace on Amazon Connect take `AmazonPort`.
 *
 * ```ts
 * const transport = new FrameTransport({ workspaceOrigin: 'https://workspace.example', appName: 'my-widget' });
 * const client = new DesktopClient(new AcqueonPort({ transport, appName: 'my-widget' }));
 * client.connect();
 * ```
 *
 * An agent who signed in in the Workspace itself is shown; `sign-in` asks the Workspace to sign one in. The bus has no answers to most
 * requests, so a command is confirmed by what is reported after it, and refused by an error message.
 */
export class AcqueonPort extends BusPort {
  /** Does no I/O. `cisco`: points that the vendor does not document. */
  constructor(options: AcqueonOptions & { readonly cisco?: Partial<CiscoSettings> }) {
    const settings = { ...CISCO_SETTINGS, ...options.cisco };
    super(options, CISCO_FEATURES, { channel: 'Cisco', speak: (line) => new CiscoSpeaker(line, settings) });
  }
}
