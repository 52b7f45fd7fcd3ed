import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { A1, A2, A3, K, Stage } from './raw-bridge.js';
import { RawWeb } from './raw-web.js';

const OUTSIDE = [K, '+12065550143', '+12065550150', '+12065550153'];
/** Operations that somebody else may refuse: the number called. */
const TO_A_NUMBER = new Set(['SingleStepTransfer', 'SingleStepConference', 'InitiateTransfer', 'InitiateConference', 'CompleteConference']);

interface Call {
  readonly id: string;
  readonly capabilities: readonly string[];
  readonly participants: readonly { readonly phoneNumber: string }[];
}

async function callsOf(web: RawWeb): Promise<readonly Call[]> {
  return (await web.send('GET', '/me/calls')).json['calls'] as readonly Call[];
}

describe('the capabilities of calls on the Web Services wire', () => {
  it('are operations that succeed, and are told whenever they change', async () => {
    const step = fc.record({ who: fc.nat(2), pick: fc.nat(1_000), to: fc.nat(100), wait: fc.constantFrom(30, 500, 4_000) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const stage = new Stage();
        const agents = [await RawWeb.start(stage, A1), await RawWeb.start(stage, A2), await RawWeb.start(stage, A3)];
        const told = new Map<string, readonly string[]>();
        for (const { who, pick, to, wait } of steps) {
          const web = agents[who]!;
          const offers = (await callsOf(web)).flatMap((call) => call.capabilities.map((name) => ({ call, name })));
          const destinations = [...OUTSIDE, ...agents.map(({ id }) => id).filter((id) => id !== web.id)];
          const phoneNumber = destinations[to % destinations.length];
          const offer = offers[pick % (offers.length + 3)];
          if (offer) {
            const code = await web.operate(offer.call.id, offer.name, {
              destination: { phoneNumber },
              digits: '1',
              key: 'Case',
              userData: { Case: pick },
              otherCallUri: '/me/calls/Call_1',
              participant: offer.call.participants[0]?.phoneNumber,
            });
            assert.ok(code === 0 || TO_A_NUMBER.has(offer.name), `${offer.name} of ${offer.call.id} was offered: ${String(code)}`);
          } else if (pick % 2 === 0) {
            stage.engine.execute({ type: 'place-call', from: OUTSIDE[to % 2]!, to: web.id });
          } else {
            await web.post(`/me/devices/${web.id}_SW1/calls`, { operationName: 'Dial', destination: { phoneNumber } });
          }
          await stage.wait(wait);
          for (const each of agents) {
            for (const { data } of await each.messages()) if (data?.call) told.set(String(data.call['id']), data.call.capabilities);
            for (const { id, capabilities } of await callsOf(each)) assert.deepEqual(told.get(id), capabilities, id);
          }
        }
        assert.deepEqual(stage.bugs, []);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 15), endOnFailure: process.env['RUNS'] !== undefined },
    );
  });
});
