import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DANA, Floor, KENJI, MAYA, OSEI, standings, type RawApplication, type Said } from '../raw-application.js';

type Deed = (floor: Floor, page: RawApplication, choice: number) => void;

const REQUESTS: readonly (readonly [topic: string, subtopic: string, data?: unknown])[] = [
  ...['Answer', 'Reject', 'Hold', 'Resume', 'Disconnect', 'Swap', 'Transfer', 'Conference', 'ClearContact'].map(
    (each) => ['InboundCall', each] as const,
  ),
  ...[
    'MakeCall',
    'Skip',
    'SetHold',
    'Resume',
    'Disconnect',
    'ClearContact',
    'ConsultDrop',
    'Swap',
    'Conference',
    'Transfer',
    'AcceptWarmTransfer',
  ].map((each) => ['OutboundCall', each] as const),
  ['InboundCall', 'Consult', OSEI],
  ['InboundCall', 'Consult', { agentLogin: 'kmorikawa' }],
  ['InboundCall', 'SetMakeCall', OSEI],
  ['InboundCall', 'SetMakeCall', '+12065550152'],
  ['OutboundCall', 'ExternalConsult', OSEI],
  ['OutboundCall', 'Consult', { agentName: 'Kenji Morikawa' }],
  ['OutboundCall', 'QueueTransfer', { queueName: 'Technical Support', isWarmTransfer: true }],
  ['Agent', 'SetReady'],
  ['Agent', 'Mute'],
];

// Everybody does something: the agent, customers, the colleague, campaigns, another desktop of the agent's.
const DEEDS: readonly Deed[] = [
  (_floor, page, choice) => {
    const [topic, subtopic, data] = REQUESTS[choice % REQUESTS.length]!;
    page.ask('Amazon', topic, subtopic, data);
  },
  (floor) => void floor.sandbox.engine.execute({ type: 'place-call', from: DANA, queue: '5120' }),
  (floor) => void floor.sandbox.engine.execute({ type: 'offer-contact', campaign: '31', customer: DANA, target: MAYA }),
  (floor) => void floor.sandbox.engine.execute({ type: 'offer-contact', campaign: '33', customer: DANA, target: MAYA }),
  (floor, _page, choice) => {
    const calls = floor.sandbox.engine.calls();
    const call = calls[choice % Math.max(1, calls.length)];
    const party = call?.parties[choice % call.parties.length];
    const action = party?.actions.find((each) => each === (['answer', 'hold', 'retrieve', 'drop'] as const)[choice % 4]);
    if (!call || !party || !action || action === 'update-data') return;
    floor.sandbox.engine.execute({ type: 'call-action', callId: call.id, address: party.address, action });
  },
  (floor, _page, choice) => floor.advance(choice * 100),
];

interface Snapshot {
  readonly calls: readonly { readonly connectionId: string; readonly buttonStates: Readonly<Record<string, boolean>> }[];
}

const OVER: ReadonlySet<string> = new Set(['Dropped', 'DROPPED', 'missed', 'Rejected']);

describe('whatever happens', () => {
  it('what the page told last of each call is what is true', () => {
    const step = fc.tuple(fc.nat(DEEDS.length - 1), fc.nat(97));
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: fc.tuple(fc.constant(0), fc.nat(97)) }, step), { maxLength: 40 }), (story) => {
        const floor = new Floor();
        const page = floor.ready();
        floor.sandbox.engine.execute({ type: 'force-state', target: KENJI, state: 'READY' });
        const last = new Map<string, { event: string; buttons: readonly string[] }>();
        const kept: unknown[] = [];
        // Everything that is heard, also what a request's answer brings.
        const push = page.heard.push.bind(page.heard);
        page.heard.push = (...packets: unknown[]) => {
          kept.push(...packets);
          return push(...packets);
        };
        for (const [deed, choice] of story) {
          DEEDS[deed]!(floor, page, choice);
          floor.advance(choice);
        }
        const { engine } = floor.sandbox;
        const mine = engine.callsOf(MAYA);
        const campaign = mine.filter((call) => {
          const original = call.originalId === null ? undefined : engine.call(call.originalId);
          return call.attemptId !== null || (original?.attemptId ?? null) !== null;
        });
        const dialled = engine.calls().flatMap(({ attemptId, secondaryId }) => [attemptId, secondaryId]);
        page.ask('Amazon', 'InboundCall', 'StateSync');
        // What is said crosses the bus in order: all that comes before the answer was said before it.
        const all = kept.map((packet) => (packet as { readonly message: Said }).message);
        const answered = all.findIndex(({ subtopic }) => subtopic === 'StateSync');
        for (const { id, event, buttons } of standings(all.slice(0, answered))) last.set(id, { event, buttons });
        const alive = [...last].filter(([, { event }]) => !OVER.has(event)).map(([id]) => id);
        const { calls: legs } = all[answered]?.message as Snapshot;
        for (const leg of legs) {
          const told = last.get(leg.connectionId);
          const enabled = Object.keys(leg.buttonStates).filter((name) => leg.buttonStates[name]);
          assert.deepEqual(told?.buttons, enabled, `${leg.connectionId} told ${told?.event ?? 'never'}`);
        }
        for (const call of campaign) assert.ok(last.has(call.attemptId ?? call.id), `campaign call ${call.id} was told of`);
        const known = new Set([...legs.map(({ connectionId }) => connectionId), ...mine.map((call) => call.attemptId ?? call.id)]);
        const ghosts = alive.filter((id) => !known.has(id) && !dialled.includes(id) && !/^\d+-\+/.test(id));
        assert.deepEqual(ghosts, []);
        floor.sandbox.close();
      }),
      { numRuns: 300 },
    );
  });
});
