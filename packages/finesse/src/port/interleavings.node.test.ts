import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { ownParticipant, Secret } from '@cordboard/core';
import type { Subscription } from 'rxjs';
import { AGENT, PASSWORD, VirtualDesk } from './virtual-desk.node.test.js';

type Act =
  | { readonly do: Word }
  | { readonly do: 'break'; readonly toxic: 'half_open' | 'down' | 'out_of_service' | 'finesse_presence' | 'timeout' }
  | { readonly do: 'mend' }
  | { readonly do: 'wait'; readonly ms: number };

type Word = 'start' | 'stop' | 'cut' | 'conflict' | 'freeze' | 'wake' | 'command' | 'restart' | 'ring' | 'hang-up' | 'supervise';

const word = (...all: Word[]): fc.Arbitrary<Act> => fc.constantFrom(...all).map((act) => ({ do: act }));
const broken: fc.Arbitrary<Act> = fc
  .constantFrom('half_open', 'down', 'out_of_service', 'finesse_presence', 'timeout')
  .map((toxic) => ({ do: 'break', toxic }));
const mended: fc.Arbitrary<Act> = fc.constant({ do: 'mend' });
const passing: fc.Arbitrary<Act> = fc
  .oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 20_000 }))
  .map((ms) => ({ do: 'wait', ms }));
const happenings: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { arbitrary: word('cut', 'freeze', 'wake', 'command'), weight: 2 },
    { arbitrary: word('ring', 'ring', 'hang-up', 'supervise'), weight: 3 },
    { arbitrary: broken, weight: 1 },
    { arbitrary: mended, weight: 1 },
    { arbitrary: passing, weight: 4 },
  ),
  { minLength: 3, maxLength: 25 },
);
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { arbitrary: word('start', 'stop', 'restart'), weight: 3 },
    { arbitrary: word('cut', 'conflict', 'freeze', 'wake', 'command'), weight: 3 },
    { arbitrary: broken, weight: 1 },
    { arbitrary: mended, weight: 1 },
    { arbitrary: passing, weight: 5 },
  ),
  { minLength: 3, maxLength: 25 },
);

class Stage {
  readonly desk = new VirtualDesk({
    credentials: () => Promise.resolve({ kind: 'basic', id: AGENT, secret: new Secret(PASSWORD) }),
  });
  readonly unsettled = new Set<Promise<unknown>>();
  readonly outcomes: string[] = [];
  #subscription: Subscription | undefined;
  #faults: { readonly id: string; readonly toxic: string }[] = [];
  #customers = 0;

  constructor() {
    this.desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'NOT_READY' });
  }

  start(): void {
    let links = 0;
    this.#subscription ??= this.desk.port.events$.subscribe({
      next: (event) => {
        // The first word is about the link, and nothing comes after the end.
        if (links++ === 0) assert.equal(event.type, 'link');
        assert.ok(this.desk.open <= 1, `${this.desk.open} sockets at once`);
      },
      error: () => assert.fail('a port never errors'),
      complete: () => assert.fail('a port never completes'),
    });
  }

  stop(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
  }

  async perform(act: Act): Promise<void> {
    const { desk } = this;
    switch (act.do) {
      case 'start':
        return this.start();
      case 'stop':
        return this.stop();
      case 'restart':
        this.stop();
        return this.start();
      case 'cut':
        this.#cut();
        break;
      case 'conflict':
        desk.fault(`xmpp:${AGENT}`, 'conflict', { times: 1 });
        break;
      case 'break':
        this.#faults.push({ id: desk.fault(targetOf(act.toxic), act.toxic), toxic: act.toxic });
        break;
      case 'mend':
        for (const { id, toxic } of this.#faults.splice(0)) {
          desk.node.faults.stop(id);
          // What a line swallowed does not come again; on a real one that ends the connection.
          if (toxic === 'half_open') this.#cut();
        }
        break;
      case 'freeze':
      case 'wake':
        desk.hint(act.do);
        break;
      case 'command': {
        const command = desk.port.send({ type: 'set-agent-state', state: 'ready' }, AbortSignal.timeout(600_000));
        this.unsettled.add(command);
        command
          .then(
            () => this.outcomes.push('done'),
            (error: { name: string }) => this.outcomes.push(error.name),
          )
          .finally(() => this.unsettled.delete(command));
        break;
      }
      case 'ring':
        desk.node.engine.execute({ type: 'place-call', from: `+1206555${String(++this.#customers).padStart(4, '0')}`, to: AGENT });
        break;
      case 'hang-up':
        for (const { id, parties } of desk.node.engine.calls()) {
          for (const { address } of parties.filter(({ address, state }) => address !== AGENT && state !== 'DROPPED')) {
            desk.node.engine.execute({ type: 'call-action', callId: id, address, action: 'drop' });
          }
        }
        break;
      case 'supervise':
        desk.node.engine.execute({ type: 'force-state', target: AGENT, state: this.#customers % 2 ? 'READY' : 'NOT_READY' });
        break;
      case 'wait':
        await desk.advance(act.ms, act.ms > 1_000 ? 200 : 10);
    }
    assert.ok(desk.open <= 1, `${desk.open} sockets at once after ${act.do}`);
  }

  // The line that is there, and none of those to come.
  #cut(): void {
    this.desk.node.faults.stop(this.desk.fault(`xmpp:${AGENT}`, 'reset_peer', { times: 1 }));
  }
}

function targetOf(toxic: string): string {
  return toxic === 'half_open' ? 'xmpp' : toxic === 'down' || toxic === 'timeout' ? 'rest' : 'system';
}

describe('starting, stopping and failing in any order', () => {
  it('never has two sockets, settles every command, and leaves nothing behind', async () => {
    const run = async (all: readonly Act[]): Promise<void> => {
      const stage = new Stage();
      for (const act of all) await stage.perform(act);
      stage.stop();
      await stage.desk.advance(0);
      assert.deepEqual(
        { sockets: stage.desk.open, timers: stage.desk.timers.size, hints: stage.desk.hints.size, unsettled: stage.unsettled.size },
        { sockets: 0, timers: 0, hints: 0, unsettled: 0 },
      );
      assert.ok(stage.outcomes.every((outcome) => outcome === 'done' || outcome === 'DesktopError'));
      stage.desk.close();
    };
    await fc.assert(fc.asyncProperty(acts, run), { numRuns: 150, endOnFailure: false });
  });

  it('comes back to the truth once all is mended', async () => {
    const run = async (all: readonly Act[]): Promise<void> => {
      const stage = new Stage();
      const { desk } = stage;
      desk.client.connect();
      for (const act of all) await stage.perform(act);
      await stage.perform({ do: 'mend' });
      await stage.perform({ do: 'wake' });
      const isTrue = (): boolean => desk.client.state.link.state === 'up' && isDeepStrictEqual(shown(desk), truth(desk));
      await desk.until('the truth', isTrue, 120_000);
      assert.ok(desk.open <= 1);
      desk.close();
    };
    await fc.assert(fc.asyncProperty(happenings, run), { numRuns: 80, endOnFailure: false, includeErrorInReport: true });
  });
});

interface Picture {
  readonly agent: string | undefined;
  readonly calls: readonly string[];
}

const WORDS: Readonly<Record<string, string>> = {
  READY: 'ready',
  NOT_READY: 'not-ready',
  LOGOUT: 'signed-out',
  RESERVED: 'reserved',
  TALKING: 'talking',
};

function truth({ node }: VirtualDesk): Picture {
  const { state } = node.engine.agent(AGENT)!;
  // The platform shows no calls to one who is signed out, even where the phone rings on.
  const all = state === 'LOGOUT' ? [] : node.engine.calls();
  const calls = all.flatMap(({ id, parties }) => {
    const own = parties.find(({ address, state }) => address === AGENT && state !== 'DROPPED');
    return own ? [`${id} ${own.state.toLowerCase().replace('_', '-')}`] : [];
  });
  return { agent: WORDS[state] ?? state, calls: calls.sort() };
}

function shown({ client }: VirtualDesk): Picture {
  const calls = [...client.state.dialogs].map(([id, dialog]) => `${id} ${ownParticipant(dialog)?.state}`);
  return { agent: client.state.agent?.state, calls: calls.sort() };
}
