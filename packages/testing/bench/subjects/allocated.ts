import { cannedDesk, type CannedDesk } from '../canned-finesse.js';
import { probeFrame } from '../probes/pipeline.js';
import type { ProbeDialog } from '../probes/scanner.js';
import { mustBe } from '../sampling.js';
import { frameOf, updateXml } from '../wire.js';

const CALLS = 10;

let desk: CannedDesk | undefined;
let told = 0;
let turn = 0;
let made: readonly string[] = [];

/** Makes the frames before anything is counted. */
export async function prepare({ count }: { count: number }): Promise<void> {
  const id = (i: number): string => String(33_870_000 + (i % CALLS));
  if (desk === undefined) {
    desk = await cannedDesk();
    for (let i = 0; i < CALLS; i++) {
      desk.deliver(frameOf(updateXml({ id: id(i), event: 'POST', turn: i })));
      desk.client.dialog$(id(i)).subscribe(() => told++);
    }
  }
  made = Array.from({ length: count }, (_, i) => frameOf(updateXml({ id: id(i), event: 'PUT', turn: ++turn, held: turn % 2 === 0 })));
}

/** Gives the client every frame. */
export function ours(): void {
  const before = told;
  for (const frame of made) desk!.deliver(frame);
  mustBe(told - before === made.length, `${told - before} of ${made.length} changes were told`);
}

/** Reads every frame with the probe. */
export function probe(): void {
  let last: ProbeDialog | undefined;
  for (const frame of made) last = probeFrame(frame);
  mustBe(last?.variables.length === 10, 'the probe misread a call');
}

/** Does nothing: what counting itself allocates. */
export function nothing(): void {
  mustBe(made.length > 0, 'no frames');
}
