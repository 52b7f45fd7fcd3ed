import { CISCO_FEATURES } from '../cisco/features.js';
import { CISCO_SETTINGS, type CiscoSettings } from '../cisco/settings.js';
import { CiscoSpeaker } from '../cisco/speaker.js';
import type { MemberState } from '../cisco/team-requests.js';
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
export class AcqueonPort extends BusPort<CiscoSpeaker> {
  /** Does no I/O. `cisco`: points that the vendor does not document. */
  constructor(options: AcqueonOptions & { readonly cisco?: Partial<CiscoSettings> }) {
    const settings = { ...CISCO_SETTINGS, ...options.cisco };
    super(options, CISCO_FEATURES, { channel: 'Cisco', speak: (line) => new CiscoSpeaker(line, settings) });
  }

  /**
   * Asks for another agent's state, as a supervisor of theirs may. The bus tells nothing of other agents: done when nothing has been said
   * against it for a while (`limits.quietMs`). Rejects with what the platform refused it for, and `link-down` without a connection.
   */
  async setMemberState(member: MemberState, signal: AbortSignal): Promise<void> {
    await this.speaker('setMemberState').setMemberState(member, signal);
  }
}
