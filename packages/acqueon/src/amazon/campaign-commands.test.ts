import { action, prove, type Row } from './prove.test.js';

const CAMPAIGN_ROWS: readonly Row[] = [
  [
    'accept a preview',
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'Preview', offers: ['Accept'] }),
    action('o-1', 'accept'),
    { topic: 'OutboundCall', subtopic: 'MakeCall' },
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'Initiate' }),
    'ACCEPT_CONTACT_FAILED',
  ],
  [
    'accept a preview whose customer answers at once',
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'Preview', offers: ['Accept'] }),
    action('o-1', 'accept'),
    { topic: 'OutboundCall', subtopic: 'MakeCall' },
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'CustAnswered' }),
    'ACCEPT_CONTACT_FAILED',
  ],
  [
    'skip a preview',
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'Preview', offers: ['Accept', 'Skip'] }),
    action('o-1', 'reject'),
    { topic: 'OutboundCall', subtopic: 'Skip' },
    (desk) => desk.campaignStatus('NCC'),
    'SKIP_CONTACT_FAILED',
  ],
  [
    'hold',
    (desk) => desk.campaignTalking(),
    action('o-1', 'hold'),
    { topic: 'OutboundCall', subtopic: 'SetHold' },
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'Hold', offers: ['resume'] }),
    'HOLD_CALL_FAILED',
  ],
  [
    'resume',
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'Hold', offers: ['resume'] }),
    action('o-1', 'retrieve'),
    { topic: 'OutboundCall', subtopic: 'Resume' },
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'CustAnswered' }),
    'RESUME_CALL_FAILED',
  ],
  [
    'disconnect',
    (desk) => desk.campaignTalking(),
    action('o-1', 'drop'),
    { topic: 'OutboundCall', subtopic: 'Disconnect' },
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'DROPPED' }),
    'DISCONNECT_CALL_FAILED',
  ],
  [
    'clear the contact',
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'ACW', offers: ['clearContact'] }),
    action('o-1', 'mark-done'),
    { topic: 'OutboundCall', subtopic: 'ClearContact' },
    (desk) => desk.campaignStatus('NCC'),
    'SET_AGENTSTATE_FAILED',
  ],
  [
    'clear the contact where the agent’s status is all that tells of it',
    (desk) => {
      desk.agent('After Call Work', 'system');
      desk.campaign({ type: 'Regular-Call', event: 'ACW', offers: ['clearContact'] });
    },
    action('o-1', 'mark-done'),
    { topic: 'OutboundCall', subtopic: 'ClearContact' },
    (desk) => desk.agent('Available', 'routable'),
    'SET_AGENTSTATE_FAILED',
  ],
  [
    'consult a number',
    (desk) => desk.campaignTalking(),
    { type: 'consult', dialogId: 'o-1', to: '+12025550199', intent: 'transfer' },
    { topic: 'OutboundCall', subtopic: 'ExternalConsult', data: '+12025550199' },
    (desk) => desk.campaign({ id: 'o-2', type: 'Consult', event: 'Consult' }),
    'DROP_TETHERED_CALL_FAILED',
  ],
  [
    'end a consult',
    (desk) => desk.campaignConsulting(),
    action('o-2', 'drop'),
    { topic: 'OutboundCall', subtopic: 'ConsultDrop' },
    (desk) => desk.campaign({ id: 'o-2', type: 'Consult', event: 'DROPPED' }),
    'CONSULT_DROP_FAILED',
  ],
  [
    'swap',
    (desk) => desk.campaignConsulting(),
    { type: 'swap', dialogId: 'o-1' },
    { topic: 'OutboundCall', subtopic: 'Swap' },
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'Swapped', offers: ['swap'] }),
    '',
  ],
  [
    'conference',
    (desk) => desk.campaignConsulting(),
    { type: 'conference', dialogId: 'o-1' },
    { topic: 'OutboundCall', subtopic: 'Conference' },
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'Conference' }),
    'CONFERENCE_CALL_FAILED',
  ],
  [
    'pass on to a queue',
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'CustAnswered', offers: ['queueTransfer'] }),
    { type: 'transfer-now', dialogId: 'o-1', to: 'Billing' },
    { topic: 'OutboundCall', subtopic: 'QueueTransfer', data: { queueName: 'Billing', isWarmTransfer: false } },
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'DROPPED' }),
    'TRANSFER_CALL_FAILED',
  ],
  [
    'take a warm transfer',
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'Ringing', offers: ['answer'] }),
    action('o-1', 'answer'),
    { topic: 'OutboundCall', subtopic: 'AcceptWarmTransfer' },
    (desk) => desk.campaign({ type: 'Regular-Call', event: 'CustAnswered' }),
    '',
  ],
  [
    'let go of somebody in a conference',
    (desk) => {
      desk.campaignConsulting();
      desk.campaign({ type: 'Regular-Call', event: 'Conference' });
      desk.campaign({ id: 'o-2', type: 'Consult', event: 'Conference', offers: ['consultDrop'], number: '+12025550199' });
    },
    { type: 'drop-participant', dialogId: 'o-1', address: '+12025550199' },
    { topic: 'OutboundCall', subtopic: 'ConsultDrop' },
    (desk) => desk.campaign({ id: 'o-2', type: 'Consult', event: 'DROPPED' }),
    'CONSULT_DROP_FAILED',
  ],
];

prove('a campaign’s calls', CAMPAIGN_ROWS);
