import { action, prove, type Row } from './prove.test.js';

const ROUTED_ROWS: readonly Row[] = [
  [
    'answer',
    (desk) => desk.ringing(),
    action('k-1', 'answer'),
    { topic: 'InboundCall', subtopic: 'Answer' },
    (desk) => desk.talking(),
    'ANSWER_CALL_FAILED',
  ],
  [
    'reject',
    (desk) => desk.ringing(),
    action('k-1', 'reject'),
    { topic: 'InboundCall', subtopic: 'Reject' },
    (desk) => desk.leg({ type: 'agent', event: 'Rejected', status: 'disconnected', offers: ['clearContact'] }),
    '',
  ],
  [
    'hold, by the connection that has the button',
    (desk) => desk.talking(),
    action('k-1', 'hold'),
    { topic: 'InboundCall', subtopic: 'Hold', data: 'k-1' },
    (desk) => desk.leg({ type: 'inbound', event: 'hold', offers: ['resume'] }),
    'HOLD_CALL_FAILED',
  ],
  [
    'resume',
    (desk) => {
      desk.talking();
      desk.leg({ type: 'inbound', event: 'hold', offers: ['resume'] });
    },
    action('k-1', 'retrieve'),
    { topic: 'InboundCall', subtopic: 'Resume', data: 'k-1' },
    (desk) => desk.talking(),
    'RESUME_CALL_FAILED',
  ],
  [
    'disconnect',
    (desk) => desk.talking(),
    action('k-1', 'drop'),
    { topic: 'InboundCall', subtopic: 'Disconnect', data: 'k-1' },
    (desk) => desk.leg({ type: 'agent', event: 'ACW', offers: ['clearContact'] }),
    'DISCONNECT_CALL_FAILED',
  ],
  [
    'clear the contact',
    (desk) => desk.leg({ type: 'agent', event: 'ACW', offers: ['clearContact'] }),
    action('k-1', 'mark-done'),
    { topic: 'InboundCall', subtopic: 'ClearContact' },
    (desk) => desk.leg({ type: 'agent', event: 'ACW', status: 'disconnected', more: { previousStatus: 'connected' } }),
    '',
  ],
  [
    'mute',
    (desk) => desk.talking(),
    action('k-1', 'mute'),
    { topic: 'Agent', subtopic: 'Mute' },
    (desk) => desk.agent('Busy', 'system', { data: { muted: true } }),
    '',
  ],
  [
    'unmute',
    (desk) => {
      desk.agent('Busy', 'system', { buttons: { mute: 'Hide', unmute: 'Enable' }, data: { muted: true } });
      desk.talking();
    },
    action('k-1', 'unmute'),
    { topic: 'Agent', subtopic: 'Unmute' },
    (desk) => desk.agent('Busy', 'system', { buttons: { mute: 'Enable', unmute: 'Hide' }, data: { muted: false } }),
    '',
  ],
  [
    'consult from a routed call',
    (desk) => desk.talking(),
    { type: 'consult', dialogId: 'k-1', to: '+12025550199', intent: 'transfer' },
    { topic: 'InboundCall', subtopic: 'Consult', data: '+12025550199' },
    (desk) => desk.leg({ id: 'c-3', type: 'outbound', event: 'connecting', number: '+12025550199' }),
    '',
  ],
];

prove('routed calls', ROUTED_ROWS);
