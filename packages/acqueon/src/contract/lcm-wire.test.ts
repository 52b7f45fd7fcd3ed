import { VirtualRuntime } from '@cordboard/testing';
import type { Operation } from '../catalogue/operation.js';
import { BusDesk } from '../desk/bus-desk.js';
import { packet, Wire } from './wire.test.js';

export interface LcmRow {
  readonly subtopic: string;
  readonly data: object;
  /** Topic and subtopic as the page prints them. */
  readonly answer: readonly [topic: string, subtopic: string];
  readonly says: object;
  readonly gives: unknown;
}

/** A desk on the wire; `raw` is taken out of what it gives. */
export async function askedOverWire(
  operation: Operation,
  { subtopic, data, answer, says }: LcmRow,
): Promise<{ sent: unknown; gave: unknown }> {
  const wire = new Wire();
  const desk = new BusDesk({ transport: wire, appName: 'my-widget', runtime: new VirtualRuntime() }, ['LCM']);
  desk.connect();
  const asked = desk.ask(operation as never, data);
  wire.says(answer[0], `${subtopic}ButNot`, says, 'message', 'LCM');
  wire.says(answer[0], answer[1], says, 'message', 'LCM');
  const gave = JSON.stringify(await asked, (key, value: unknown) => (key === 'raw' ? undefined : value));
  desk.close();
  return { sent: wire.last, gave: gave === undefined ? undefined : (JSON.parse(gave) as unknown) };
}

/** The inner message of the row, in its packet. */
export function lcmPacket({ subtopic, data }: LcmRow): object {
  return packet('LCM', { channel: 'LCM', topic: 'WebService', subtopic, source: 'my-widget', data });
}
