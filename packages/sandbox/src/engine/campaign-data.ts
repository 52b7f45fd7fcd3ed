import type { Call } from './call.js';
import type { CallActionCommand, Done, Refusal } from './commands.js';
import type { Classification } from './model.js';
import { refuse, type Sim } from './sim.js';

/** Every classification there is (Finesse 12.5 guide p. 111). */
const CLASSIFICATIONS: readonly Classification[] = ['VOICE', 'FAX', 'ANS_MACHINE', 'INVALID', 'BUSY', 'DO_NOT_CALL'];
const CHANGED: Done = { ok: true, outcome: 'changed' };

/** Corrects what the campaign thinks became of its call; the only confirmation is the call's changed data. */
export function decideReclassify(sim: Sim, call: Call, wanted: string): Refusal | (() => Done) {
  const data = 'outboundClassification';
  if (wanted === '') return refuse('sync', 'parameter-missing', 'No classification is given', { data });
  const classification = CLASSIFICATIONS.find((known) => known === wanted);
  if (!classification) return refuse('sync', 'invalid-input', 'There is no such classification', { data });
  return () => {
    call.classification = classification;
    call.variables.set({ BAResponse: classification });
    sim.publish(call);
    return CHANGED;
  };
}

/** Promises the customer a callback, or changes the promise (Finesse 12.5 guide pp. 112-114). */
export function decideCallback(sim: Sim, call: Call, wanted: NonNullable<CallActionCommand['callback']>): Refusal | (() => Done) {
  const { time, number } = wanted;
  if (time === undefined && number === undefined) {
    return refuse('sync', 'parameter-missing', 'Neither a time nor a number is given', { data: 'callbackTime' });
  }
  if (time !== undefined && !isLocalTime(time)) {
    return refuse('sync', 'invalid-input', 'No time like 2026-03-07T14:30', { data: 'callbackTime' });
  }
  if (number !== undefined && !/^\+?[0-9]{1,24}$/.test(number)) {
    return refuse('sync', 'invalid-input', 'No telephone number', { data: 'callbackNumber' });
  }
  return () => {
    call.callback = { time: time ?? call.callback?.time ?? null, number: number ?? call.callback?.number ?? null };
    sim.publish(call);
    return CHANGED;
  };
}

/** Whether a text is a time like `2026-03-07T14:30` that there is. */
export function isLocalTime(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return false;
  const utc = new Date(`${text}Z`);
  return !Number.isNaN(utc.getTime()) && utc.toISOString().startsWith(text);
}
