import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { A1, A2, Stage } from './raw-bridge.js';

describe('the two platforms of one contact centre', () => {
  it('show the same call, each in its own words', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    // A2 works with the other platform.
    stage.engine.execute({ type: 'sign-in', agentId: A2, extension: A2 });
    const basic = { Authorization: `Basic ${btoa(`${A2}:cordboard`)}` };
    const dialogs = async (): Promise<string> => {
      const outcome = await stage.sandbox.fetch(new Request(`http://127.0.0.1:8450/finesse/api/User/${A2}/Dialogs`, { headers: basic }));
      return typeof outcome === 'string' ? outcome : outcome.text();
    };
    const put = async (action: string, id: string): Promise<number> => {
      const body = `<Dialog><requestedAction>${action}</requestedAction><targetMediaAddress>${A2}</targetMediaAddress></Dialog>`;
      const headers = { ...basic, 'Content-Type': 'application/xml' };
      const outcome = await stage.sandbox.fetch(
        new Request(`http://127.0.0.1:8450/finesse/api/Dialog/${id}`, { method: 'PUT', headers, body }),
      );
      return typeof outcome === 'string' ? 0 : outcome.status;
    };
    assert.equal(await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1`, destination: A2 }), null);
    await stage.wait(500);
    const xml = await dialogs();
    assert.match(xml, /<state>ALERTING<\/state>/);
    const id = /<id>(\d+)<\/id>/.exec(xml)?.[1] ?? '';
    assert.equal(await put('ANSWER', id), 202);
    await stage.wait(100);
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'TALKING');
    assert.equal(await put('HOLD', id), 202);
    await stage.wait(100);
    // Who is put on hold still talks, as far as their own phone knows.
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'TALKING');
    assert.equal(await a1.voice('muteOn', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    assert.equal(await a1.voice('releaseCall', { interactionId: 'Call_1' }), null);
    await stage.wait(100);
    assert.doesNotMatch(await dialogs(), /<Dialog>/);
    assert.equal(await a1.voice('markDone', { interactionId: 'Call_1' }), null);
    // The phone of the other platform has its own view, which nobody of this one ever sees.
    assert.deepEqual(stage.bugs, []);
  });
});
