import type { CallView } from '../../engine/index.js';
import type { Fields } from '../xml/write.js';
import { API, time } from './common.js';

/** Ids of these legs were seen to be very high, near 2^31. */
const HIGH = 2_000_000_000;

/**
 * The passing dialog that the target of a single-step transfer was captured to see before the call itself: its first and its last
 * picture. `undefined` when the call does not ring at the agent as such a transfer. The customer's leg wears a device's type there.
 */
export function temporaryLegOf(call: CallView, agentId: string): { readonly POST: Fields; readonly DELETE: Fields } | undefined {
  const own = call.parties.find((party) => party.agentId === agentId);
  const customer = call.parties.find((party) => party.kind === 'customer' || party.kind === 'external');
  if (call.callType !== 'TRANSFER' || call.state !== 'ACTIVE' || own?.state !== 'ALERTING' || !customer) return undefined;
  const id = String(HIGH + (Number(call.id) % 147_000_000));
  const picture = (over: boolean): Fields => ({
    associatedDialogUri: '',
    fromAddress: customer.address,
    id,
    mediaProperties: {
      DNIS: own.address,
      callType: over ? 'TRANSFER' : 'PREROUTE_ACD_IN',
      callvariables: { CallVariable: call.variables.map(({ name, value }) => ({ name, value })) },
      dialedNumber: call.dialedNumber,
      mediaId: '1',
      outboundClassification: '',
      queueName: '',
      queueNumber: '',
    },
    mediaType: 'Voice',
    participants: {
      Participant: [
        { address: own.address, state: over ? 'DROPPED' : 'ALERTING', actions: over ? [] : ['ANSWER'] },
        { address: customer.address, state: over ? 'DROPPED' : 'INITIATED', actions: [] },
      ].map(({ address, state, actions }) => ({
        actions: { action: actions },
        mediaAddress: address,
        mediaAddressType: 'AGENT_DEVICE',
        startTime: time(own.startedAt),
        state,
        stateCause: over ? 'OTHER' : '',
        stateChangeTime: time(own.since),
      })),
    },
    state: over ? 'DROPPED' : 'ALERTING',
    toAddress: own.address,
    uri: `${API}/Dialog/${id}`,
  });
  return { POST: picture(false), DELETE: picture(true) };
}
