import { dialogPicture } from '../../../finesse/src/codec/dialog-picture.js';
import { readUpdate } from '../../../finesse/src/codec/update.js';
import { cannedDesk, type CannedDesk } from '../canned-finesse.js';
import { isOfCall, peerConverter } from '../peer.js';
import { probeFrame } from '../probes/pipeline.js';
import { probeUpdate, type ProbeDialog } from '../probes/scanner.js';
import { mustBe } from '../sampling.js';
import { EXTENSION, flat, frameOf, updateXml } from '../wire.js';

const CALLS = 10;

let desk: CannedDesk | undefined;
let told = 0;
let turn = 0;
let frames: readonly string[] = [];
let payloads: readonly string[] = [];

/** Makes the texts before anything is counted. */
export async function prepare({ count }: { count: number }): Promise<void> {
  const id = (i: number): string => String(33_870_000 + (i % CALLS));
  if (desk === undefined) {
    desk = await cannedDesk({ inOneTurn: true });
    for (let i = 0; i < CALLS; i++) {
      desk.deliver(frameOf(updateXml({ id: id(i), event: 'POST', turn: i })));
      desk.client.dialog$(id(i)).subscribe(() => told++);
    }
  }
  payloads = Array.from({ length: count }, (_, i) => flat(updateXml({ id: id(i), event: 'PUT', turn: ++turn, held: turn % 2 === 0 })));
  frames = payloads.map((payload) => frameOf(payload));
}

/** Reads every payload into the typed model. */
export function model(): void {
  let variables = 0;
  for (const payload of payloads) {
    const update = readUpdate(payload);
    if (update.kind !== 'update' || update.data.kind !== 'dialog') continue;
    variables += dialogPicture(update.data.dialog, { extension: EXTENSION })?.picture.variables.length ?? 0;
  }
  mustBe(variables === payloads.length * 10, 'a call was misread');
}

/** The same by the probe. */
export function modelProbe(): void {
  let variables = 0;
  for (const payload of payloads) variables += probeUpdate(payload).variables.length;
  mustBe(variables === payloads.length * 10, 'the probe misread a call');
}

/** Whether the peer is on the page. */
export function hasPeer(): boolean {
  return peerConverter() !== undefined;
}

/** The same by the peer. */
export function modelPeer(): void {
  const convert = peerConverter()!;
  let last: unknown;
  for (const payload of payloads) last = convert(payload);
  mustBe(isOfCall(last, String(33_870_000 + ((payloads.length - 1) % CALLS))), 'the peer misread a call');
}

/** Gives the client every frame. */
export function state(): void {
  const before = told;
  for (const frame of frames) desk!.deliver(frame);
  mustBe(told - before === frames.length, `${told - before} of ${frames.length} changes were told`);
}

/** Finds and reads the payload of every frame by the probe. */
export function stateProbe(): void {
  let last: ProbeDialog | undefined;
  for (const frame of frames) last = probeFrame(frame);
  mustBe(last?.variables.length === 10, 'the probe misread a call');
}

/** Does nothing: what counting itself allocates. */
export function nothing(): void {
  mustBe(frames.length > 0, 'no frames');
}
