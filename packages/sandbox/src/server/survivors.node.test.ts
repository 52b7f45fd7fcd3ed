import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { startSandbox, type RunningSandbox, type StartOptions } from './index.js';
import { control, LoggedStory, RawAgent } from './raw-client.js';

// Which dialog lives on, and what every side is told meanwhile, read from the log (Finesse 12.5 guide pp. 94-97, 104-106, 130-131, 349).

const A = '1001001';
const B = '1001002';
const D = '1001005';
const C = '+12065550142';

let running: RunningSandbox;
let story: LoggedStory;
afterEach(() => running.close());

interface Cast {
  readonly a: RawAgent;
  readonly b: RawAgent;
  readonly original: string;
}

async function talking(options: StartOptions = {}): Promise<Cast> {
  running = await startSandbox({ port: 0, clock: 'virtual', ...options });
  story = new LoggedStory(running, { [A]: 'A', [B]: 'B', [D]: 'D', [C]: 'C' });
  const a = new RawAgent(running, A);
  const b = new RawAgent(running, B);
  await a.signIn();
  await b.signIn();
  await a.ready();
  const { json } = await control(running, 'POST', '/calls', { from: C, to: '7400' });
  const original = json['id'] as string;
  a.settle();
  await a.act(original, 'ANSWER');
  story = story.with(original, 'D1');
  await story.told();
  return { a, b, original };
}

/** The newest call of an agent. */
const newest = (id: string): string => running.engine.callsOf(id).at(-1)?.id ?? '';

async function consult(by: RawAgent, callId: string, to: RawAgent, name: string): Promise<string> {
  const { status } = await by.act(callId, 'CONSULT_CALL', `<toAddress>${to.extension}</toAddress>`);
  assert.equal(status, 202);
  const id = newest(by.id);
  await to.act(id, 'ANSWER');
  story = story.with(id, name);
  return id;
}

async function third(): Promise<RawAgent> {
  const d = new RawAgent(running, D);
  await d.signIn();
  await story.told();
  return d;
}

describe('a consultation', () => {
  it('is told to both, and puts TRANSFER and CONFERENCE on the held dialog', async () => {
    const { a, b, original } = await talking();
    await consult(a, original, b, 'D2');
    assert.deepEqual(await story.told(), [
      'A: PUT D1 ACTIVE PREROUTE_ACD_IN: C ACTIVE, A HELD',
      'A: POST D2 INITIATING CONSULT about D1: A INITIATING',
      'A: PUT D2 INITIATED CONSULT about D1: A INITIATED',
      'A: PUT D2 ALERTING CONSULT about D1: A INITIATED, B ALERTING',
      'B: POST D2 ALERTING CONSULT_OFFERED about D1: A INITIATED, B ALERTING',
      'B: user TALKING',
      'A: PUT D2 ACTIVE CONSULT about D1: A ACTIVE, B ACTIVE',
      'B: PUT D2 ACTIVE CONSULT_OFFERED about D1: A ACTIVE, B ACTIVE',
      'A: PUT D1 ACTIVE PREROUTE_ACD_IN: C ACTIVE, A HELD',
    ]);
    const { text } = await a.api('GET', `/Dialog/${original}`);
    assert.match(text, /<action>RETRIEVE<\/action><action>TRANSFER<\/action><action>CONFERENCE<\/action>/);
  });

  it('given up leaves the original held', async () => {
    const { a, b, original } = await talking();
    const second = await consult(a, original, b, 'D2');
    await story.told();
    await a.act(second, 'DROP');
    assert.deepEqual(await story.told(), [
      'A: PUT D2 ACTIVE CONSULT about D1: A DROPPED, B ACTIVE',
      'B: PUT D2 ACTIVE CONSULT_OFFERED about D1: A DROPPED, B ACTIVE',
      'A: PUT D2 DROPPED CONSULT about D1: A DROPPED, B DROPPED',
      'B: PUT D2 DROPPED CONSULT_OFFERED about D1: A DROPPED, B DROPPED',
      'A: DELETE D2 DROPPED CONSULT about D1: A DROPPED, B DROPPED',
      'B: DELETE D2 DROPPED CONSULT_OFFERED about D1: A DROPPED, B DROPPED',
      'A: user HOLD',
      'B: user NOT_READY',
      'A: PUT D1 ACTIVE PREROUTE_ACD_IN: C ACTIVE, A HELD',
    ]);
  });
});

describe('a transfer after a consultation', () => {
  it('leaves the original with the colleague', async () => {
    const { a, b, original } = await talking();
    await consult(a, original, b, 'D2');
    await story.told();
    await a.act(original, 'TRANSFER');
    assert.deepEqual(await story.told(), [
      'A: DELETE D1 ACTIVE TRANSFER of D2: C ACTIVE, A DROPPED/OTHER, B ACTIVE',
      'A: DELETE D2 DROPPED TRANSFER about D1: A DROPPED/OTHER, B DROPPED',
      'B: DELETE D2 DROPPED TRANSFER about D1: A DROPPED/OTHER, B DROPPED',
      'B: POST D1 ACTIVE TRANSFER of D2: C ACTIVE, A DROPPED/OTHER, B ACTIVE',
      'A: user READY',
    ]);
  });

  it('after a swap leaves the consultation, which is the held one then (p. 349)', async () => {
    const { a, b, original } = await talking();
    const second = await consult(a, original, b, 'D2');
    await a.act(second, 'HOLD');
    await a.act(original, 'RETRIEVE');
    await story.told();
    await a.act(second, 'TRANSFER');
    assert.deepEqual(await story.told(), [
      'A: DELETE D2 ACTIVE TRANSFER of D1: A DROPPED/OTHER, B ACTIVE, C ACTIVE',
      'A: DELETE D1 DROPPED TRANSFER: C DROPPED, A DROPPED/OTHER',
      'B: PUT D2 ACTIVE TRANSFER of D1: A DROPPED/OTHER, B ACTIVE, C ACTIVE',
      'A: user READY',
    ]);
  });

  it('that goes wrong is refused on the wire: on the active dialog, and without a second call', async () => {
    const { a, b, original } = await talking();
    const second = await consult(a, original, b, 'D2');
    for (const [id, action] of [
      [second, 'TRANSFER'],
      [second, 'CONFERENCE'],
    ] as const) {
      const { requestId } = await a.act(id, action);
      assert.match((await a.note((note) => note.requestId === requestId)).payload, /<errorType>Generic Error</);
    }
    await a.act(second, 'DROP');
    const { requestId } = await a.act(original, 'TRANSFER');
    assert.match((await a.note((note) => note.requestId === requestId)).payload, /<errorType>Generic Error</);
  });
});

describe('a conference', () => {
  it('of three is the original, with the consultation merged into it', async () => {
    const { a, b, original } = await talking();
    await consult(a, original, b, 'D2');
    await story.told();
    await a.act(original, 'CONFERENCE');
    assert.deepEqual(await story.told(), [
      'A: DELETE D2 DROPPED CONFERENCE about D1: A DROPPED, B DROPPED',
      'B: DELETE D2 DROPPED CONFERENCE about D1: A DROPPED, B DROPPED',
      'A: PUT D1 ACTIVE CONFERENCE of D2: C ACTIVE, A ACTIVE, B ACTIVE',
      'B: POST D1 ACTIVE CONFERENCE of D2: C ACTIVE, A ACTIVE, B ACTIVE',
    ]);
  });

  it('grows to four, and the controller drops one', async () => {
    const { a, b, original } = await talking();
    const d = await third();
    await consult(a, original, b, 'D2');
    await a.act(original, 'CONFERENCE');
    await consult(a, original, d, 'D3');
    await story.told();
    await a.act(original, 'CONFERENCE');
    assert.deepEqual(await story.told(), [
      'A: DELETE D3 DROPPED CONFERENCE about D1: A DROPPED, D DROPPED',
      'D: DELETE D3 DROPPED CONFERENCE about D1: A DROPPED, D DROPPED',
      'A: PUT D1 ACTIVE CONFERENCE of D3: C ACTIVE, A ACTIVE, B ACTIVE, D ACTIVE',
      'B: PUT D1 ACTIVE CONFERENCE of D3: C ACTIVE, A ACTIVE, B ACTIVE, D ACTIVE',
      'D: POST D1 ACTIVE CONFERENCE of D3: C ACTIVE, A ACTIVE, B ACTIVE, D ACTIVE',
    ]);
    const drop = `<Dialog><requestedAction>PARTICIPANT_DROP</requestedAction><targetMediaAddress>${B}</targetMediaAddress></Dialog>`;
    await a.command('PUT', `/Dialog/${original}`, drop);
    assert.deepEqual(await story.told(), [
      'A: PUT D1 ACTIVE CONFERENCE of D3: C ACTIVE, A ACTIVE, B DROPPED, D ACTIVE',
      'B: PUT D1 ACTIVE CONFERENCE of D3: C ACTIVE, A ACTIVE, B DROPPED, D ACTIVE',
      'D: PUT D1 ACTIVE CONFERENCE of D3: C ACTIVE, A ACTIVE, B DROPPED, D ACTIVE',
      'B: DELETE D1 ACTIVE CONFERENCE of D3: C ACTIVE, A ACTIVE, B DROPPED, D ACTIVE',
      'B: user NOT_READY',
    ]);
    await a.act(original, 'DROP');
    assert.deepEqual(await story.told(), [
      'A: PUT D1 ACTIVE CONFERENCE of D3: C ACTIVE, A DROPPED, D ACTIVE',
      'D: PUT D1 ACTIVE CONFERENCE of D3: C ACTIVE, A DROPPED, D ACTIVE',
      'A: DELETE D1 ACTIVE CONFERENCE of D3: C ACTIVE, A DROPPED, D ACTIVE',
      'A: user READY',
    ]);
  });
});

describe('a transfer in a single step', () => {
  it('rings at the colleague on a dialog that is ACTIVE', async () => {
    const { a, b, original } = await talking();
    await a.act(original, 'TRANSFER_SST', `<toAddress>${B}</toAddress>`);
    await b.act(original, 'ANSWER');
    assert.deepEqual(await story.told(), [
      'A: PUT D1 ACTIVE TRANSFER: C ACTIVE, A DROPPED/OTHER, B ALERTING',
      'B: POST D1 ACTIVE TRANSFER: C ACTIVE, A DROPPED/OTHER, B ALERTING',
      'A: DELETE D1 ACTIVE TRANSFER: C ACTIVE, A DROPPED/OTHER, B ALERTING',
      'A: user READY',
      'B: user TALKING',
      'B: PUT D1 ACTIVE TRANSFER: C ACTIVE, B ACTIVE',
    ]);
  });

  it('may show the passing leg that was captured', async () => {
    const { a, original } = await talking({ quirks: { temporaryTransferLeg: true } });
    await a.act(original, 'TRANSFER_SST', `<toAddress>${B}</toAddress>`);
    const leg = String(2_000_000_000 + (Number(original) % 147_000_000));
    assert.deepEqual(await story.with(leg, 'D3').told(), [
      'A: PUT D1 ACTIVE TRANSFER: C ACTIVE, A DROPPED/OTHER, B ALERTING',
      'B: POST D3 ALERTING PREROUTE_ACD_IN: B ALERTING, C INITIATED',
      'B: POST D1 ACTIVE TRANSFER: C ACTIVE, A DROPPED/OTHER, B ALERTING',
      'B: DELETE D3 DROPPED TRANSFER: B DROPPED/OTHER, C DROPPED/OTHER',
      'B: PUT D1 ACTIVE TRANSFER: C ACTIVE, A DROPPED/OTHER, B ALERTING',
      'A: DELETE D1 ACTIVE TRANSFER: C ACTIVE, A DROPPED/OTHER, B ALERTING',
      'A: user READY',
    ]);
  });
});
