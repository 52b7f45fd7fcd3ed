import { getHeapSnapshot } from 'node:v8';
import { cannedDesk } from '../canned-finesse.js';
import { probeUpdate } from '../probes/scanner.js';
import { mustBe } from '../sampling.js';
import { flat, frameOf, updateXml } from '../wire.js';

const HELD = 2_000;
/** Calls that come and go before: what is made once, compiled code too, and memories that are bounded are no call's. */
const GONE = 2_000;
/** Begins the payload, so it shows within the part of a string that a snapshot tells. No product has a reason to keep it. */
const CANARY = 'payload-of-a-notification';
const PROOF = 'payload-that-is-kept-on-purpose';

function heap(): number {
  for (let i = 0; i < 4; i++) globalThis.gc!();
  return process.memoryUsage().heapUsed;
}

function payload(i: number, canary: string = CANARY): string {
  return updateXml({ id: String(33_870_000 + i), event: 'POST', turn: i, canary });
}

/** Strings in the heap of a kilobyte and more that hold each of the words. */
async function longStringsWith(words: readonly string[]): Promise<number[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of getHeapSnapshot()) chunks.push(chunk as Buffer);
  const { snapshot, nodes, strings } = JSON.parse(Buffer.concat(chunks).toString()) as {
    snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
    nodes: number[];
    strings: string[];
  };
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field)) as [number, number, number];
  const isText = new Set(['string', 'sliced string', 'concatenated string'].map((each) => types[0].indexOf(each)));
  const found = words.map(() => 0);
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (!isText.has(nodes[at + type]!) || nodes[at + size]! < 1000) continue;
    words.forEach((word, i) => (found[i]! += strings[nodes[at + name]!]!.includes(word) ? 1 : 0));
  }
  return found;
}

/** Bytes that stay in the heap for each dialog that is held, by the client and by the probe, and payloads that stay with them. */
export async function measure(): Promise<{ readonly ours: number; readonly probe: number; readonly payloads: number }> {
  const desk = await cannedDesk({ inOneTurn: true });
  for (let i = 0; i < GONE; i++) {
    const call = { id: String(20_000_000 + i), turn: i };
    desk.deliver(frameOf(updateXml({ ...call, event: 'POST' })));
    desk.deliver(frameOf(updateXml({ ...call, event: 'DELETE' })));
  }
  mustBe(desk.client.state.dialogs.size === 0, 'a call that ended is held');
  desk.deliver(frameOf(payload(0)));
  const before = heap();
  for (let i = 1; i <= HELD; i++) desk.deliver(frameOf(payload(i)));
  const ours = (heap() - before) / HELD;
  mustBe(desk.client.state.dialogs.size === HELD + 1, `${desk.client.state.dialogs.size} dialogs are held`);
  const last = desk.client.state.dialogs.get(String(33_870_000 + HELD));
  mustBe(last?.variables.length === 10 && last.participants.length === 2 && !last.partial, 'a dialog is not whole');

  const kept: unknown[] = new Array<unknown>(HELD).fill(undefined);
  const beforeProbe = heap();
  for (let i = 0; i < HELD; i++) kept[i] = probeUpdate(flat(updateXml({ id: String(33_870_000 + i), event: 'PUT', turn: i })));
  const probe = (heap() - beforeProbe) / HELD;
  mustBe(kept.length === HELD, 'the probe kept nothing');

  // The engine itself remembers the text that was searched last: give it another one.
  desk.deliver(frameOf(updateXml({ id: '1', event: 'POST', turn: 1 })));
  /a/.exec('a');
  // A search that finds nothing proves something only if it would find.
  const proof = flat(payload(1, PROOF));
  const [payloads = NaN, proofs = 0] = await longStringsWith([CANARY, PROOF]);
  mustBe(proof.length > 0 && proofs > 0, 'the search does not find what is there');
  desk.client.close();
  return { ours, probe, payloads };
}
