import type { Command, Query } from '@cordboard/core';
import { AmazonDesk, SYNC } from '../amazon/amazon-desk.test.js';
import { amazon } from '../catalogue/amazon.js';
import { prove, type Row } from './prove.test.js';

type Act = (desk: AmazonDesk) => unknown;
const run = (command: Command) => (desk: AmazonDesk) => desk.client.run(command);
const ask = (query: Query) => (desk: AmazonDesk) => desk.client.query(query);
const { signal } = new AbortController();

const signedIn: Act = (desk) => desk.signedIn();
const signedOut: Act = (desk) => desk.says('Agent', 'StateSync', { loginState: 'LoggedOut', agentInfo: null, agentState: null, rules: '' });
const status =
  (event: string, type: string): Act =>
  (desk) => {
    desk.signedIn();
    desk.agent(event, type, { buttons: { Ready: 'Enable', NotReady: 'Enable' } });
  };
const onCall =
  (muted: boolean): Act =>
  (desk) => {
    desk.signedIn();
    desk.agent('Busy', 'system', { buttons: muted ? { mute: 'Hide', unmute: 'Enable' } : {}, data: { muted } });
    desk.talking();
  };
const isMuted =
  (muted: boolean): Act =>
  (desk) =>
    desk.agent('Busy', 'system', {
      buttons: muted ? { mute: 'Hide', unmute: 'Enable' } : { mute: 'Enable', unmute: 'Hide' },
      data: { muted },
    });
const tethered =
  (callStatus: string): Act =>
  (desk) =>
    desk.says('OutboundCall', 'SetNailupDetails', { callStatus, uuid: 't-1' });
const tetheredUp: Act = (desk) => {
  desk.signedIn();
  tethered('Connected')(desk);
};

const ROWS: Readonly<Record<string, Row<AmazonDesk>>> = {
  coreState: { sends: ['App', 'StateSync'], answered: ['App', 'StateSync'] },
  agentSync: { sends: ['Agent', 'StateSync'], answered: ['Agent', 'StateSync'] },
  signIn: {
    sends: ['Agent', 'Login'],
    by: run({ type: 'sign-in', agentId: 'druiz', extension: '1' }),
    given: signedOut,
    settled: (desk) => desk.says('Agent', 'LoginSuccess', SYNC),
  },
  signOut: {
    sends: ['Agent', 'Logout'],
    by: run({ type: 'sign-out' }),
    given: signedIn,
    settled: (desk) => desk.says('Agent', 'LogoutSuccess', { ...SYNC, loginState: 'LoggedOut' }),
  },
  states: {
    sends: ['Agent', 'GetStates'],
    by: ask({ type: 'reason-codes', category: 'not-ready' }),
    given: signedIn,
    settled: (desk) => desk.says('Agent', 'GetStates', [{ label: 'Break', code: 'arn:b', type: 'not_routable' }]),
  },
  agentState: { sends: ['Agent', 'GetAgentState'], answered: ['Agent', 'SetAgentState'] },
  ready: {
    sends: ['Agent', 'SetReady'],
    by: run({ type: 'set-agent-state', state: 'ready' }),
    given: status('Break', 'not_routable'),
    settled: (desk) => desk.agent('Available', 'routable'),
  },
  notReady: {
    sends: ['Agent', 'SetNotReady', { ReasonCodeId: 'Break' }],
    by: run({ type: 'set-agent-state', state: 'not-ready', reasonId: 'Break' }),
    given: status('Available', 'routable'),
    settled: (desk) => desk.agent('Break', 'not_routable'),
  },
  updateState: {
    sends: ['Agent', 'UpdateState', { label: 'Lunch', code: 'arn:l', type: 'not_routable' }],
    by: (desk) => desk.port.setStatus({ label: 'Lunch', code: 'arn:l', type: 'not_routable' }, signal),
    given: status('Available', 'routable'),
    settled: (desk) => desk.agent('Lunch', 'not_routable'),
  },
  mute: {
    sends: ['Agent', 'Mute'],
    by: run({ type: 'dialog-action', dialogId: 'k-1', action: 'mute' }),
    given: onCall(false),
    settled: isMuted(true),
  },
  unmute: {
    sends: ['Agent', 'Unmute'],
    by: run({ type: 'dialog-action', dialogId: 'k-1', action: 'unmute' }),
    given: onCall(true),
    settled: isMuted(false),
  },
  dropTethered: {
    sends: ['OutboundCall', 'DropNailedCall', { ReasonCodeId: 'Break' }],
    by: (desk) => desk.port.dropTethered('Break', signal),
    given: tetheredUp,
    settled: tethered('completed'),
  },
  dropTetheredPlain: {
    sends: ['OutboundCall', 'DropNailedCall'],
    by: (desk) => desk.port.dropTethered(undefined, signal),
    given: tetheredUp,
    settled: tethered('Disconnected'),
  },
};

describe('contract: the agent on the channel Amazon', () => {
  prove('Amazon', amazon, ROWS, () => new AmazonDesk());
});
