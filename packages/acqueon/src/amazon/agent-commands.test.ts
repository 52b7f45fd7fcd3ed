import { SYNC } from './amazon-desk.test.js';
import { prove, type Row } from './prove.test.js';

const AGENT_ROWS: readonly Row[] = [
  [
    'ready',
    (desk) => desk.agent('Break', 'not_routable', { buttons: { Ready: 'Enable' } }),
    { type: 'set-agent-state', state: 'ready' },
    { topic: 'Agent', subtopic: 'SetReady' },
    (desk) => desk.agent('Available', 'routable'),
    '',
  ],
  [
    'not ready, by the name of the status',
    (desk) => desk.agent('Available', 'routable'),
    { type: 'set-agent-state', state: 'not-ready', reasonId: 'Break' },
    { topic: 'Agent', subtopic: 'SetNotReady', data: { ReasonCodeId: 'Break' } },
    (desk) => desk.agent('Break', 'not_routable'),
    'UPDATE_AGENT_STATE_FAILED',
  ],
  [
    'sign out',
    () => undefined,
    { type: 'sign-out' },
    { topic: 'Agent', subtopic: 'Logout' },
    (desk) => desk.says('Agent', 'LogoutSuccess', { ...SYNC, loginState: 'LoggedOut' }),
    '',
  ],
  [
    'make a call',
    () => undefined,
    { type: 'make-call', to: '+12025550142' },
    { topic: 'InboundCall', subtopic: 'SetMakeCall', data: '+12025550142' },
    (desk) => desk.leg({ type: 'outbound', event: 'connecting', number: '+12025550142' }),
    'MAKE_CALL_FAILED',
  ],
];

prove('the agent', AGENT_ROWS);
