import { expect } from '@open-wc/testing';
import { aCustomer, aDialog, anAgent, aParticipant } from '@cordboard/testing';
import { controlOf, type AgentAction, type ControlFacts, type ControlReason } from './controls.js';
import { DesktopError } from './errors.js';
import type { Agent, AgentState, Dialog, DialogAction, DialogState, Participant, ParticipantState, RequestableState } from './model.js';
import type { Link } from './port.js';
import type { CommandEntry } from './state.js';

const UP: Link = { state: 'up' };

function facts(changes: Partial<ControlFacts>): ControlFacts {
  return { served: true, link: UP, command: undefined, ...changes };
}

function dialogWith(state: DialogState, own: Partial<Participant>): Dialog {
  return { ...aDialog({ state, participants: [aParticipant(own), aCustomer()] }), freshness: 'fresh', partial: false };
}

const DIALOG_STATES: readonly DialogState[] = ['initiating', 'initiated', 'alerting', 'active', 'accepted', 'failed', 'dropped', 'unknown'];
const ROLES: readonly Participant['role'][] = ['caller', 'called', 'joined', 'monitor', 'unknown'];

// Finesse 12.5 guide p. 126 and captures: what the platform lists by the state of the agent's own leg.
const LISTED: Record<ParticipantState, readonly DialogAction[]> = {
  initiating: ['update-call-data', 'drop'],
  initiated: ['update-call-data', 'drop'],
  alerting: ['answer'],
  active: ['transfer-now', 'consult', 'hold', 'update-call-data', 'send-dtmf', 'drop'],
  held: ['update-call-data', 'drop', 'retrieve'],
  failed: ['drop'],
  'wrap-up': ['update-call-data'],
  accepted: [],
  dropped: [],
  unknown: [],
};

// One row per action, one cell per state of the own leg: '+' ready, else the reason that must be told. Typed by hand.
const COLUMNS = ['initiating', 'initiated', 'alerting', 'active', 'held', 'failed', 'wrap-up', 'accepted', 'dropped', 'unknown'] as const;
const W = 'no-answer-yet';
const R = 'ringing';
const N = 'not-offered';
const F = 'call-failed';
const U = 'wrapping-up';
const E = 'call-ended';
const V = 'not-a-reservation';
const O = 'call-not-over';
const CELLS: Record<DialogAction, readonly ('+' | ControlReason)[]> = {
  answer: [W, W, '+', 'already-answered', 'already-answered', F, U, W, E, N],
  hold: [W, W, R, '+', 'held', F, U, W, E, N],
  retrieve: [W, W, R, 'not-held', '+', F, U, W, E, N],
  drop: ['+', '+', R, '+', '+', '+', U, W, E, N],
  consult: [W, W, R, '+', 'held', F, U, W, E, N],
  conference: [W, W, R, 'no-consult', 'no-consult', F, U, W, E, N],
  transfer: [W, W, R, 'no-consult', 'no-consult', F, U, W, E, N],
  'transfer-now': [W, W, R, '+', 'held', F, U, W, E, N],
  'send-dtmf': [W, W, R, '+', 'held', F, U, W, E, N],
  'update-call-data': ['+', '+', R, '+', '+', F, '+', W, E, N],
  record: [W, W, R, N, 'held', F, U, W, E, N],
  'drop-participant': [W, W, R, N, N, F, U, W, E, N],
  barge: [W, W, R, N, N, F, U, W, E, N],
  accept: [V, V, V, V, V, F, U, V, E, V],
  reject: [V, V, V, V, V, F, U, V, E, V],
  close: [V, V, V, V, V, F, U, V, E, V],
  reclassify: [W, W, R, N, N, F, U, W, E, N],
  'schedule-callback': [W, W, R, N, N, F, U, W, E, N],
  'cancel-callback': [W, W, R, N, N, F, U, W, E, N],
  mute: [W, W, R, N, 'held', F, U, W, E, N],
  unmute: [W, W, R, N, 'held', F, U, W, E, N],
  'mark-done': [O, O, O, O, O, F, U, O, N, N],
  'conference-now': [W, W, R, N, 'held', F, U, W, E, N],
  'transfer-mute': [W, W, R, N, 'held', F, U, W, E, N],
};

// A whole call that has ended or failed explains more than the leg does, but takes nothing away that the platform still lists.
function expected(dialog: DialogState, own: ParticipantState, action: DialogAction): '+' | ControlReason | undefined {
  const cell = CELLS[action][COLUMNS.indexOf(own)];
  if (cell === '+' || own === 'dropped' || own === 'wrap-up')
    return cell === '+' || own === 'dropped' || dialog !== 'dropped' ? cell : expected('dropped', 'dropped', action);
  if (dialog === 'dropped') return action === 'mark-done' ? 'not-offered' : 'call-ended';
  return dialog === 'failed' ? 'call-failed' : cell;
}

describe('controlOf, on a dialog', () => {
  for (const own of COLUMNS) {
    it(`answers for every action, role and dialog state while the own leg is ${own}`, () => {
      for (const dialog of DIALOG_STATES) {
        for (const role of ROLES) {
          for (const action of Object.keys(CELLS) as DialogAction[]) {
            const control = controlOf(facts({ dialog: dialogWith(dialog, { state: own, role, actions: LISTED[own] }) }), action);
            const want = expected(dialog, own, action);
            const cell = `${dialog} / ${own} / ${role} / ${action}`;
            expect(control, cell).to.deep.equal(want === '+' ? { state: 'ready' } : { state: 'blocked', why: want });
          }
        }
      }
    });
  }

  it('follows the platform, not the state: what it lists is ready, whatever the state', () => {
    for (const own of COLUMNS) {
      for (const action of Object.keys(CELLS) as DialogAction[]) {
        expect(controlOf(facts({ dialog: dialogWith('active', { state: own, actions: [action] }) }), action).state).to.equal('ready');
      }
    }
  });

  it('tells of muting what the leg is already', () => {
    const why = (muted: boolean, action: 'mute' | 'unmute') =>
      controlOf(facts({ dialog: dialogWith('active', { muted, actions: ['drop'] }) }), action).why;
    expect([why(true, 'mute'), why(true, 'unmute')]).to.deep.equal(['already-there', 'not-offered']);
    expect([why(false, 'mute'), why(false, 'unmute')]).to.deep.equal(['not-offered', 'already-there']);
  });

  it('says of a join what stands in its way: no call beside it, one that is being dialled, or the platform', () => {
    const held = dialogWith('active', { state: 'held', actions: ['retrieve'] });
    const why = (other: Dialog | undefined) =>
      (['conference', 'transfer'] as const).map((join) => controlOf({ ...facts({ dialog: held }), other }, join).why);
    const rows: readonly (readonly [Dialog | undefined, ControlReason])[] = [
      [undefined, 'no-consult'],
      [dialogWith('active', { state: 'failed' }), 'no-consult'],
      [dialogWith('active', { state: 'alerting' }), 'no-consult'],
      [dialogWith('active', { state: 'initiating' }), 'no-answer-yet'],
      [dialogWith('active', { state: 'initiated' }), 'no-answer-yet'],
      // The second call is there, as one begun for a transfer is where a conference is asked for.
      [dialogWith('active', { state: 'active' }), 'not-offered'],
    ];
    for (const [other, reason] of rows) expect(why(other), other?.participants[0]?.state).to.deep.equal([reason, reason]);
  });

  it('tells that a monitored agent only appears in the call', () => {
    const dialog = dialogWith('active', { actions: [] });
    expect(controlOf(facts({ dialog }), 'hold')).to.deep.equal({ state: 'blocked', why: 'passive-call' });
  });

  it('offers accept, reject and close on a reservation only, and nothing else there', () => {
    const dialog: Dialog = {
      ...dialogWith('alerting', { state: 'alerting', actions: ['accept', 'close', 'reject'] }),
      kind: 'reservation',
    };
    expect(controlOf(facts({ dialog }), 'accept').state).to.equal('ready');
    expect(controlOf(facts({ dialog }), 'answer')).to.deep.equal({ state: 'blocked', why: 'reserved-call' });
  });

  it('tells of a reservation that was accepted that its customer has not answered', () => {
    const dialog: Dialog = { ...dialogWith('accepted', { state: 'accepted', actions: [] }), kind: 'reservation' };
    for (const action of ['accept', 'reject', 'close', 'hold'] as const)
      expect(controlOf(facts({ dialog }), action), action).to.deep.equal({ state: 'blocked', why: 'no-answer-yet' });
  });

  it('blocks adding parties only for who is known not to control the conference', () => {
    for (const [controller, state] of [
      ['yes', 'ready'],
      ['unknown', 'ready'],
      ['no', 'blocked'],
    ] as const) {
      const dialog = dialogWith('active', { state: 'held', actions: ['conference'], controller });
      expect(controlOf(facts({ dialog }), 'conference').state, controller).to.equal(state);
    }
  });

  it('drops a party that the platform lets go of, and tells of the others why not', () => {
    const dialog = dialogWith('active', { actions: ['drop-participant'] });
    const rows: [Partial<Participant>, ControlReason | undefined][] = [
      [{ own: false, actions: ['drop-participant'] }, undefined],
      [{ own: false, actions: [], state: 'active', kind: 'route-point' }, 'party-not-droppable'],
      [{ own: false, actions: [], state: 'alerting' }, 'party-not-there'],
      [{ own: true, actions: ['drop-participant'] }, 'own-leg'],
    ];
    for (const [party, why] of rows) {
      const control = controlOf(facts({ dialog, participant: aParticipant(party) }), 'drop-participant');
      expect(control.why, JSON.stringify(party)).to.equal(why);
    }
  });

  it('knows a call without the agent from no call at all', () => {
    const others: Dialog = { ...aDialog({ participants: [aCustomer()] }), freshness: 'fresh', partial: false };
    expect(controlOf(facts({ dialog: others }), 'hold').why).to.equal('not-a-participant');
    expect(controlOf(facts({}), 'hold').why).to.equal('no-call');
  });

  it('blocks nothing because a picture is suspect or stale', () => {
    const dialog: Dialog = { ...dialogWith('active', {}), freshness: 'suspect' };
    expect(controlOf(facts({ dialog }), 'hold').state).to.equal('ready');
  });
});

// Finesse 12.5 guide pp. 42-47: what an agent may ask for from each state on CCE; everything else says why.
const NEXT: Record<AgentState, readonly RequestableState[]> = {
  'signed-out': [],
  'not-ready': ['ready', 'not-ready', 'signed-out'],
  ready: ['not-ready'],
  reserved: [],
  'reserved-outbound': ['ready', 'not-ready'],
  'reserved-outbound-preview': ['ready', 'not-ready'],
  talking: ['ready', 'not-ready'],
  hold: ['ready', 'not-ready'],
  work: ['ready', 'not-ready'],
  'work-ready': ['ready', 'not-ready'],
  unknown: [],
};
type AgentRow = Record<AgentAction, '+' | ControlReason>;
const AGENT_CELLS: Record<AgentState, AgentRow> = {
  'signed-out': {
    'sign-in': '+',
    'make-call': 'signed-out',
    ready: 'signed-out',
    'not-ready': 'signed-out',
    work: 'signed-out',
    'signed-out': 'signed-out',
  },
  'not-ready': { 'sign-in': 'signed-in', 'make-call': '+', ready: '+', 'not-ready': '+', work: 'no-call', 'signed-out': '+' },
  ready: {
    'sign-in': 'signed-in',
    'make-call': '+',
    ready: 'already-there',
    'not-ready': '+',
    work: 'no-call',
    'signed-out': 'not-ready-first',
  },
  reserved: {
    'sign-in': 'signed-in',
    'make-call': '+',
    ready: 'system-decides',
    'not-ready': 'system-decides',
    work: 'wrap-up-not-allowed',
    'signed-out': 'on-a-call',
  },
  'reserved-outbound': {
    'sign-in': 'signed-in',
    'make-call': '+',
    ready: '+',
    'not-ready': '+',
    work: 'wrap-up-not-allowed',
    'signed-out': 'on-a-call',
  },
  'reserved-outbound-preview': {
    'sign-in': 'signed-in',
    'make-call': '+',
    ready: '+',
    'not-ready': '+',
    work: 'wrap-up-not-allowed',
    'signed-out': 'on-a-call',
  },
  talking: {
    'sign-in': 'signed-in',
    'make-call': '+',
    ready: '+',
    'not-ready': '+',
    work: 'wrap-up-not-allowed',
    'signed-out': 'on-a-call',
  },
  hold: { 'sign-in': 'signed-in', 'make-call': '+', ready: '+', 'not-ready': '+', work: 'wrap-up-not-allowed', 'signed-out': 'on-a-call' },
  work: { 'sign-in': 'signed-in', 'make-call': '+', ready: '+', 'not-ready': '+', work: 'already-there', 'signed-out': 'wrapping-up' },
  'work-ready': {
    'sign-in': 'signed-in',
    'make-call': '+',
    ready: '+',
    'not-ready': '+',
    work: 'already-there',
    'signed-out': 'wrapping-up',
  },
  unknown: {
    'sign-in': 'signed-in',
    'make-call': '+',
    ready: 'system-decides',
    'not-ready': 'system-decides',
    work: 'no-call',
    'signed-out': 'not-offered',
  },
};

describe('controlOf, on the agent', () => {
  it('answers for every state and every request', () => {
    for (const state of Object.keys(AGENT_CELLS) as AgentState[]) {
      const next = NEXT[state].map((option) => ({ state: option, reason: 'optional' as const, effect: 'now' as const }));
      const agent: Agent = { ...anAgent({ state, next }), freshness: 'fresh' };
      for (const [action, want] of Object.entries(AGENT_CELLS[state]) as [AgentAction, '+' | ControlReason][]) {
        const control = controlOf(facts({ agent }), action);
        expect(control, `${state} / ${action}`).to.deep.equal(want === '+' ? { state: 'ready' } : { state: 'blocked', why: want });
      }
    }
  });

  it('lets an agent nobody knows of sign in, and nothing else', () => {
    expect(controlOf(facts({}), 'sign-in').state).to.equal('ready');
    expect(controlOf(facts({}), 'ready')).to.deep.equal({ state: 'blocked', why: 'signed-out' });
  });
});

describe('controlOf, before it looks at the object', () => {
  const dialog = dialogWith('active', {});
  const pending: CommandEntry = {
    id: 1,
    target: 'dialog:1',
    command: { type: 'dialog-action', dialogId: '1', action: 'hold' },
    phase: 'pending',
  };

  it('is absent when no port serves the feature, even while something is under way or the link is down', () => {
    const control = controlOf(facts({ served: false, link: undefined, dialog, command: pending }), 'hold');
    expect(control).to.deep.equal({ state: 'absent', why: 'platform-cannot' });
  });

  it('blocks with the state of the link as the reason', () => {
    const reasons: [Link['state'], ControlReason, ControlReason | undefined][] = [
      ['idle', 'link-down', 'link-down'],
      ['connecting', 'link-down', 'link-down'],
      ['closed', 'link-down', 'link-down'],
      ['out-of-service', 'out-of-service', 'out-of-service'],
      ['superseded', 'signed-in-elsewhere', undefined],
      ['sign-in-needed', 'signed-out', undefined],
    ];
    for (const [state, forHold, forSignIn] of reasons) {
      expect(controlOf(facts({ link: { state }, dialog }), 'hold').why, state).to.equal(forHold);
      expect(controlOf(facts({ link: { state } }), 'sign-in').why, state).to.equal(forSignIn);
    }
  });

  it('lets a session be begun or taken back whatever the last picture of the agent, and is busy while that is under way', () => {
    const agent: Agent = { ...anAgent({ state: 'ready' }), freshness: 'stale' };
    expect(controlOf(facts({ link: { state: 'superseded' }, agent }), 'sign-in').state).to.equal('ready');
    expect(controlOf(facts({ link: { state: 'sign-in-needed' }, agent }), 'sign-in').state).to.equal('ready');
    const signingIn: CommandEntry = { ...pending, target: 'agent' };
    expect(controlOf(facts({ link: { state: 'connecting' }, command: signingIn }), 'sign-in').state).to.equal('busy');
  });

  it('is busy while a command on the target is pending, and no longer once it was refused', () => {
    expect(controlOf(facts({ dialog, command: pending }), 'drop')).to.deep.equal({ state: 'busy', why: 'command-pending' });
    const refused: CommandEntry = { ...pending, phase: 'refused', error: new DesktopError('refused', 'no') };
    expect(controlOf(facts({ dialog, command: refused }), 'drop').state).to.equal('ready');
  });
});
