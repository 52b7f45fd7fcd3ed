import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { AgentState } from '../engine/index.js';
import { textOf } from '../finesse/xml/read.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { control, RawAgent } from './raw-client.js';

// The table of user state transitions (Finesse 12.5 guide p. 43), row by row: done at the wire, asserted in the engine's facts and in the
// user events that the agent is sent. LOGIN is the twelfth state: it is asked for and never shown.

const MAYA = '1001001';
/** After-call work is required of her, and lasts 30 s. */
const ZOFIA = '1001003';
const INGRID = '1001090';
const C = '+12065550142';
const BUSY = '+12065550150';
const REASON = '<reasonCodeId>11</reasonCodeId>';

let running: RunningSandbox;
afterEach(() => running.close());

class Desk extends RawAgent {
  callId = '';

  async state(state: string, more = ''): Promise<void> {
    await this.user(`<state>${state}</state>${more}`);
  }

  async called(to = '7400'): Promise<void> {
    const { json } = await control(this.running, 'POST', '/calls', { from: C, to });
    this.callId = json['id'] as string;
    this.settle();
  }

  async offered(campaign: string, customer = C): Promise<void> {
    const { json } = await control(this.running, 'POST', '/calls', { from: campaign, to: customer });
    this.callId = json['id'] as string;
    this.settle(0);
  }

  async does(action: string, more = ''): Promise<void> {
    await this.act(this.callId, action, more);
  }

  async customer(action: string): Promise<void> {
    await control(this.running, 'POST', `/calls/${this.callId}/actions`, { address: C, action });
    this.settle();
  }

  async bySupervisor(state: string): Promise<void> {
    await new RawAgent(this.running, INGRID).command('PUT', `/User/${this.id}`, `<User><state>${state}</state></User>`);
  }

  async dials(to: string): Promise<void> {
    const body = `<Dialog><requestedAction>MAKE_CALL</requestedAction><fromAddress>${this.extension}</fromAddress><toAddress>${to}</toAddress></Dialog>`;
    await this.command('POST', `/User/${this.id}/Dialogs`, body);
  }
}

type Deed = (desk: Desk) => Promise<void>;

const ARRANGE: Readonly<Record<string, Deed>> = {
  LOGOUT: async (desk) => void (await desk.connect()),
  NOT_READY: (desk) => desk.signIn(),
  READY: async (desk) => {
    await desk.signIn();
    await desk.ready();
  },
  RESERVED: async (desk) => {
    await ARRANGE['READY']!(desk);
    await desk.called();
  },
  RESERVED_OUTBOUND: async (desk) => {
    await ARRANGE['READY']!(desk);
    await desk.offered('33');
  },
  RESERVED_OUTBOUND_PREVIEW: async (desk) => {
    await ARRANGE['READY']!(desk);
    await desk.offered('31');
  },
  TALKING: async (desk) => {
    await ARRANGE['RESERVED']!(desk);
    await desk.does('ANSWER');
  },
  HOLD: async (desk) => {
    await ARRANGE['TALKING']!(desk);
    await desk.does('HOLD');
  },
  WORK: async (desk) => {
    await ARRANGE['TALKING']!(desk);
    await desk.state('NOT_READY', REASON);
    await desk.customer('drop');
  },
  WORK_READY: async (desk) => {
    await ARRANGE['TALKING']!(desk);
    await desk.customer('drop');
  },
};

interface Row {
  readonly from: AgentState;
  /** The states that are shown, one after the other. */
  readonly to: readonly AgentState[];
  readonly why: string;
  readonly act: Deed;
  /** Code of the reason shown in the end. */
  readonly reason?: number;
  /** Default: Maya. */
  readonly who?: string;
}

const row = (from: AgentState, to: AgentState | readonly AgentState[], why: string, act: Deed, more: Partial<Row> = {}): Row => ({
  from,
  to: typeof to === 'string' ? [to] : to,
  why,
  act,
  ...more,
});
const work = { who: ZOFIA };
const pass =
  (ms: number): Deed =>
  (desk) =>
    Promise.resolve(desk.settle(ms));

const ROWS: readonly Row[] = [
  row('LOGOUT', 'NOT_READY', 'the agent signs in', (desk) => desk.state('LOGIN', `<extension>${MAYA}</extension>`)),
  row('NOT_READY', 'LOGOUT', 'the agent signs out', (desk) => desk.state('LOGOUT', '<reasonCodeId>21</reasonCodeId>'), { reason: 101 }),
  row('NOT_READY', 'NOT_READY', 'the agent changes the reason', (desk) => desk.state('NOT_READY', REASON), { reason: 1 }),
  row('NOT_READY', 'READY', 'the agent asks', (desk) => desk.state('READY')),
  row('NOT_READY', 'READY', 'a supervisor asks', (desk) => desk.bySupervisor('READY')),
  row('NOT_READY', 'TALKING', 'the agent places a call', (desk) => desk.dials(C)),
  row('NOT_READY', 'TALKING', 'the agent picks up a direct call', async (desk) => {
    await desk.called(MAYA);
    await desk.does('ANSWER');
  }),
  row('READY', 'NOT_READY', 'the agent asks', (desk) => desk.state('NOT_READY', REASON), { reason: 1 }),
  row('READY', 'NOT_READY', 'a supervisor asks', (desk) => desk.bySupervisor('NOT_READY'), { reason: 999 }),
  row('READY', ['NOT_READY', 'TALKING'], 'the agent dials, with 50006 in between', (desk) => desk.dials(C)),
  row('READY', 'RESERVED', 'a call is routed', (desk) => desk.called()),
  row('READY', 'RESERVED_OUTBOUND', 'a dialler reserves', (desk) => desk.offered('33')),
  row('READY', 'RESERVED_OUTBOUND_PREVIEW', 'a preview is offered', (desk) => desk.offered('31')),
  row('READY', 'TALKING', 'the phone is lifted', async ({ running: at }) => {
    await control(at, 'POST', '/calls', { from: MAYA, to: C });
  }),
  row('RESERVED', 'TALKING', 'the agent answers', (desk) => desk.does('ANSWER')),
  row('RESERVED', 'READY', 'the caller gives up', (desk) => desk.customer('drop')),
  row('RESERVED', 'NOT_READY', 'nobody answers', pass(15_000), { reason: 32767 }),
  row('RESERVED_OUTBOUND', 'TALKING', 'the customer is there', pass(2_000)),
  row('RESERVED_OUTBOUND', 'READY', 'the agent leaves', (desk) => desk.state('READY')),
  row('RESERVED_OUTBOUND', 'READY', 'the call is not delivered', (desk) => desk.customer('drop')),
  row('RESERVED_OUTBOUND', 'NOT_READY', 'the agent leaves', (desk) => desk.state('NOT_READY', REASON), { reason: 1 }),
  row('RESERVED_OUTBOUND_PREVIEW', 'TALKING', 'accepted, and the customer is there', async (desk) => {
    await desk.does('ACCEPT');
    desk.settle(2_000);
  }),
  row('RESERVED_OUTBOUND_PREVIEW', 'READY', 'rejected', (desk) => desk.does('REJECT')),
  row('RESERVED_OUTBOUND_PREVIEW', 'READY', 'closed', (desk) => desk.does('CLOSE')),
  row(
    'RESERVED_OUTBOUND_PREVIEW',
    ['READY', 'RESERVED_OUTBOUND_PREVIEW', 'READY'],
    'rejected; the next one is accepted, and its call fails',
    async (desk) => {
      await desk.does('REJECT');
      await desk.offered('31', BUSY);
      await desk.does('ACCEPT');
      desk.settle(2_000);
    },
  ),
  row(
    'RESERVED_OUTBOUND_PREVIEW',
    ['RESERVED_OUTBOUND_PREVIEW', 'NOT_READY'],
    'asked for, shown as pending, then rejected',
    async (desk) => {
      await desk.state('NOT_READY', REASON);
      await desk.does('REJECT');
    },
  ),
  row('TALKING', 'HOLD', 'the last active call is held', (desk) => desk.does('HOLD')),
  row('TALKING', 'READY', 'the call ends', (desk) => desk.customer('drop')),
  row('TALKING', ['TALKING', 'NOT_READY'], 'asked for, then the call ends', async (desk) => {
    await desk.state('NOT_READY', REASON);
    await desk.customer('drop');
  }),
  row(
    'TALKING',
    ['TALKING', 'WORK'],
    'not ready asked for, then the call ends, and work is required',
    (desk) => workAfter(desk, 'NOT_READY'),
    work,
  ),
  row('TALKING', 'WORK_READY', 'the call ends, and work is required', (desk) => desk.customer('drop'), work),
  row('HOLD', 'TALKING', 'retrieved', (desk) => desk.does('RETRIEVE')),
  row('HOLD', 'READY', 'the held call ends', (desk) => desk.customer('drop')),
  row('HOLD', ['HOLD', 'NOT_READY'], 'asked for, then the held call ends', async (desk) => {
    await desk.state('NOT_READY', REASON);
    await desk.customer('drop');
  }),
  row(
    'HOLD',
    ['HOLD', 'WORK'],
    'not ready asked for, then the held call ends, and work is required',
    (desk) => workAfter(desk, 'NOT_READY'),
    work,
  ),
  row('HOLD', 'WORK_READY', 'the held call ends, and work is required', (desk) => desk.customer('drop'), work),
  row('WORK', 'READY', 'the agent asks', (desk) => desk.state('READY'), work),
  row('WORK', 'NOT_READY', 'the agent asks', (desk) => desk.state('NOT_READY', REASON), { ...work, reason: 1 }),
  row('WORK', 'NOT_READY', 'its time is up', pass(30_000), work),
  row('WORK_READY', 'READY', 'the agent asks', (desk) => desk.state('READY'), work),
  row('WORK_READY', 'NOT_READY', 'the agent asks', (desk) => desk.state('NOT_READY', REASON), { ...work, reason: 1 }),
  row('WORK_READY', 'READY', 'its time is up', pass(30_000), work),
  row('READY', 'UNKNOWN', 'a failure of the platform', async ({ running: at }) => {
    await control(at, 'POST', `/agents/${MAYA}/state`, { state: 'UNKNOWN' });
  }),
];

async function workAfter(desk: Desk, state: string): Promise<void> {
  await desk.state(state, REASON);
  await desk.customer('drop');
}

describe('the table of user state transitions', () => {
  for (const { from, to, why, act, reason, who = MAYA } of ROWS) {
    it(`${from} → ${to.join(' → ')}: ${why}`, async () => {
      running = await startSandbox({ port: 0, clock: 'virtual' });
      const desk = new Desk(running, who);
      await ARRANGE[from]!(desk);
      assert.equal(running.engine.agent(who)?.state, from);
      // A roll call, answered like any other request: everything before it has been sent.
      const mark = async (): Promise<number> => {
        const before = desk.notes.length;
        const frames = desk.socket!.frames.length;
        desk.socket!.send(`<iq type='get' id='mark-${frames}' to='127.0.0.1' xmlns='jabber:client'><ping xmlns='urn:xmpp:ping'/></iq>`);
        await desk.socket!.frame(`mark-${frames}`, frames);
        return Math.max(before, desk.notes.length);
      };
      const start = await mark();
      const facts = running.engine.facts().at(-1)?.seq ?? 0;
      await act(desk);
      await mark();
      const shown = desk.notes.slice(start).filter(({ root }) => root === 'user');
      assert.deepEqual(
        shown.map(({ data }) => textOf(data, 'state')),
        to,
        'on the wire',
      );
      assert.deepEqual(
        running.engine.facts(facts).flatMap((fact) => (fact.type === 'agent' && fact.agentId === who ? fact.agent.state : [])),
        to,
        'in the engine',
      );
      if (reason !== undefined) assert.match(shown.at(-1)?.payload ?? '', new RegExp(`<code>${reason}</code>`));
    });
  }

  it('has every state but LOGIN in it', () => {
    const states = new Set(ROWS.flatMap(({ from, to }) => [from, ...to]));
    assert.deepEqual([...states].sort(), [...Object.keys(ARRANGE), 'UNKNOWN'].sort());
  });
});

/** What comes of asking for a state (pp. 42-51): `now X`, `later X` (pending), `same`, or the refusal: at once (`400`) or by an event. */
const REQUESTS: Readonly<Record<string, readonly [ready: string, notReady: string, logout: string, work: string]>> = {
  LOGOUT: ['Invalid State', 'Invalid State', '400', 'Invalid State'],
  NOT_READY: ['now READY', 'now NOT_READY', 'now LOGOUT', 'Invalid State'],
  READY: ['now READY', 'now NOT_READY', 'Invalid State', 'Invalid State'],
  RESERVED: ['later READY', 'later NOT_READY', 'Invalid State', 'Invalid State'],
  RESERVED_OUTBOUND: ['now READY', 'now NOT_READY', 'Invalid State', 'Invalid State'],
  RESERVED_OUTBOUND_PREVIEW: ['now READY', 'later NOT_READY', 'Invalid State', 'Invalid State'],
  TALKING: ['later READY', 'later NOT_READY', 'Invalid State', 'later WORK'],
  HOLD: ['later READY', 'later NOT_READY', 'Invalid State', 'later WORK'],
  WORK: ['now READY', 'now NOT_READY', 'Invalid State', 'now WORK'],
  WORK_READY: ['now READY', 'now NOT_READY', 'Invalid State', 'now WORK_READY'],
};

describe('asking for a state at the wire', () => {
  for (const [state, cells] of Object.entries(REQUESTS)) {
    for (const [at, [wanted, more]] of (
      [
        ['READY', ''],
        ['NOT_READY', REASON],
        ['LOGOUT', '<reasonCodeId>21</reasonCodeId>'],
        ['WORK', ''],
      ] as const
    ).entries()) {
      const expected = cells[at] ?? '';
      it(`${state} → ${wanted}: ${expected}`, async () => {
        running = await startSandbox({ port: 0, clock: 'virtual' });
        const desk = new Desk(running, state.startsWith('WORK') ? ZOFIA : MAYA);
        await ARRANGE[state]!(desk);
        const { status, requestId } = await desk.user(`<state>${wanted}</state>${more}`);
        if (expected === '400') return assert.equal(status, 400);
        assert.equal(status, 202);
        const { root, data } = await desk.note((note) => note.requestId === requestId);
        const error = root === 'apiErrors' ? data.children[0] : undefined;
        if (error) return assert.equal(textOf(error, 'errorType'), expected);
        const [shown = '', pending = ''] = [textOf(data, 'state'), textOf(data, 'pendingState')];
        assert.equal(pending === '' ? `now ${shown}` : `later ${pending}`, expected);
        if (pending !== '') assert.equal(shown, state);
      });
    }
  }
});
