import { expect } from '@open-wc/testing';
import { aDialog, anAgent, aParticipant, fakeDesktopWith, NINE_O_CLOCK, VirtualRuntime } from '@cordboard/testing';
import fc from 'fast-check';
import type { DesktopClient } from './client.js';
import type { DialogPicture, PortEvent, Seen } from './port.js';

/** What a server did, in order: a call begins or changes, ends, or comes back under the same id. */
interface Step {
  readonly id: string;
  readonly ends: boolean;
}
const steps = fc.array(fc.record({ id: fc.constantFrom('1', '2', '3'), ends: fc.boolean().map((b) => b) }), {
  minLength: 1,
  maxLength: 40,
});

interface History {
  readonly events: readonly PortEvent[];
  /** The truth after each event. */
  readonly truths: readonly (readonly Seen<DialogPicture>[])[];
}

// `callType` carries the number of the step, so that a test can see which picture is shown.
function historyOf(planned: readonly Step[]): History {
  const live = new Map<string, Seen<DialogPicture>>();
  const events: PortEvent[] = [];
  const truths: Seen<DialogPicture>[][] = [];
  planned.forEach(({ id, ends }, index) => {
    const at = NINE_O_CLOCK + index;
    const eventId = `item-${index}`;
    if (ends && live.has(id)) {
      live.delete(id);
      events.push({ type: 'dialog-ended', dialogId: id, at, eventId });
    } else {
      const seen = { picture: aDialog({ id, callType: String(index), participants: [aParticipant({ since: at })] }), at };
      events.push({ type: 'dialog', added: !live.has(id), eventId, ...seen });
      live.set(id, seen);
    }
    truths.push([...live.values()]);
  });
  return { events, truths };
}

function shown(client: DesktopClient): Record<string, string | undefined> {
  return Object.fromEntries([...client.state.dialogs].map(([id, dialog]) => [id, dialog.callType]));
}

function wanted(truth: readonly Seen<DialogPicture>[]): Record<string, string | undefined> {
  return Object.fromEntries(truth.map(({ picture }) => [picture.id, picture.callType]));
}

// Reads wait for ever here: these tests are about what reports and snapshots alone lead to.
function desktop() {
  const runtime = new VirtualRuntime();
  const { client, port } = fakeDesktopWith({ runtime });
  port.answers.dialog = () => new Promise<never>(() => undefined);
  return { client, port, runtime };
}

async function deliver(world: ReturnType<typeof desktop>, event: PortEvent): Promise<void> {
  world.port.emit(event);
  await world.runtime.advance(1);
}

describe('order', () => {
  it('shows the truth after one reconcile, however events were shuffled, dropped and doubled, and whatever comes late', async () => {
    const mess = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 2 })), { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, mess, async (planned, choices) => {
        const { events, truths } = historyOf(planned);
        const order = events
          .flatMap((event, index) =>
            Array.from({ length: choices[index]?.[1] ?? 1 }, (_, copy) => ({ event, key: (choices[index]?.[0] ?? 0) + copy * 7919 })),
          )
          .sort((a, b) => a.key - b.key);
        const world = desktop();
        for (const { event } of order) await deliver(world, event);
        const dialogs = truths.at(-1) ?? [];
        const readAt = world.runtime.monotonic();
        await deliver(world, { type: 'snapshot', readAt, dialogs });
        expect(shown(world.client)).to.deep.equal(wanted(dialogs));
        for (const { event } of order) await deliver(world, event);
        expect(shown(world.client)).to.deep.equal(wanted(dialogs));
        world.client.close();
      }),
      { numRuns: 150 },
    );
  });

  it('never shows an older picture after a newer one of the same call, nor a call after its end', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), async (planned, keys) => {
        const { events } = historyOf(planned);
        const shuffled = events.map((event, index) => ({ event, key: keys[index] ?? 0 })).sort((a, b) => a.key - b.key);
        const world = desktop();
        const newest = new Map<string, number>();
        for (const id of ['1', '2', '3']) {
          world.client.dialog$(id).subscribe((dialog) => {
            if (!dialog) return;
            const version = Number(dialog.callType);
            expect(version).to.be.at.least(newest.get(id) ?? -1);
            newest.set(id, version);
          });
        }
        for (const { event } of shuffled) {
          await deliver(world, event);
          if (event.type === 'dialog-ended' && !world.client.state.dialogs.get(event.dialogId)) {
            newest.set(event.dialogId, Math.max(newest.get(event.dialogId) ?? -1, (event.at ?? 0) - NINE_O_CLOCK));
          }
        }
        world.client.close();
      }),
      { numRuns: 150 },
    );
  });

  it('lets no snapshot overwrite what was reported after its read began', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), fc.nat(), async (planned, a, b) => {
        const { events, truths } = historyOf(planned);
        const [readAfter, arrivesAfter] = [a % events.length, b % events.length].sort((x, y) => x - y) as [number, number];
        const world = desktop();
        let readAt = 0;
        for (const [index, event] of events.entries()) {
          await deliver(world, event);
          if (index === readAfter) readAt = world.runtime.monotonic();
          if (index === arrivesAfter) await deliver(world, { type: 'snapshot', readAt, dialogs: truths[readAfter] ?? [] });
        }
        expect(shown(world.client)).to.deep.equal(wanted(truths.at(-1) ?? []));
        world.client.close();
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the agent of the newer report and of the newer read', async () => {
    const world = desktop();
    const agent = (state: 'ready' | 'not-ready' | 'talking', at?: number): PortEvent => ({
      type: 'agent',
      picture: anAgent({ state }),
      ...(at === undefined ? {} : { at }),
    });
    await deliver(world, agent('ready', 2000));
    await deliver(world, agent('not-ready', 1000));
    expect(world.client.state.agent?.state).to.equal('ready');
    const readAt = world.runtime.monotonic();
    await deliver(world, agent('talking', 3000));
    await deliver(world, { type: 'snapshot', readAt, agent: { picture: anAgent({ state: 'ready' }), at: 2000 } });
    expect(world.client.state.agent?.state).to.equal('talking');
    await deliver(world, agent('not-ready'));
    expect(world.client.state.agent?.state).to.equal('not-ready');
    world.client.close();
  });

  it('bounds what it remembers of ended calls and of messages', () => {
    const world = desktop();
    for (let index = 0; index < 5000; index++) {
      const id = `call-${index}`;
      world.port.emit(
        { type: 'dialog', added: true, picture: aDialog({ id }), eventId: `a${index}` },
        { type: 'dialog-ended', dialogId: id, eventId: `b${index}` },
      );
    }
    const state = world.client.state as unknown as {
      ends: { young: { size: number }; old: { size: number } };
      messages: { young: { size: number }; old: { size: number } };
    };
    expect(state.ends.young.size + state.ends.old.size).to.be.at.most(2000);
    expect(state.messages.young.size + state.messages.old.size).to.be.at.most(8192);
    expect(world.client.state.dialogs.size).to.equal(0);
    world.client.close();
  });
});
