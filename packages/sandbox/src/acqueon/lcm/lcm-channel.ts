import type { Channel, ChannelHost } from '../channel.js';
import { word, type Incoming } from '../messages.js';
import { MANUAL_DIALLING } from './manual-dialling.js';
import type { LcmOperation } from './operation.js';
import { READS } from './reads.js';
import { WRITES } from './writes.js';

const OPERATIONS: ReadonlyMap<string, LcmOperation> = new Map([...READS, ...WRITES, ...MANUAL_DIALLING]);
/** Longest id that is repeated in an error. */
const MAX_ID = 64;

/** The list manager of the campaigns: web services over the bus, on the topic `WebService`. It keeps nothing; its books are the engine's. */
export class LcmChannel implements Channel {
  readonly #host: ChannelHost;

  constructor(host: ChannelHost) {
    this.#host = host;
  }

  asked({ topic, subtopic, source, data }: Incoming): void {
    const agentId = this.#host.agentId();
    // All of it is for agents who are logged in; what others are answered no page tells.
    if (agentId === undefined || topic.toLowerCase() !== 'webservice') return;
    const wanted = subtopic.toLowerCase();
    if (wanted === 'manualdialcall' || wanted === 'manualdialcopycontact') {
      const request = { channel: 'LCM', topic, subtopic, source, data: { PhoneNumber: word(data, 'PhoneNumber') } };
      return this.#host.say({ channel: 'UI', topic: 'InboundCall', subtopic, payload: request, under: 'message' });
    }
    const operation = OPERATIONS.get(wanted);
    if (operation) this.#run(operation, agentId, data);
  }

  heard(): void {
    // It tells nothing by itself.
  }

  close(): void {
    // Nothing is open.
  }

  #run(operation: LcmOperation, agentId: string, data: unknown): void {
    const { engine } = this.#host;
    const given = word(data, 'callid');
    const callId = operation.call === 'none' ? '' : given.replace(/-agent$/, '');
    const isKnown = callId !== '' && (engine.call(callId) !== undefined || engine.hasEnded(callId));
    if (operation.call === 'needed' && given === '') return this.#refuse('Callid is empty');
    if (operation.call !== 'none' && given !== '' && !isKnown) return this.#refuse(`Invalid Call ID:${given.slice(0, MAX_ID)}`);
    const key = word(data, 'AccountNumber') || word(data, 'LCMKey');
    const contact = key === '' ? engine.contactOf(callId) : engine.contact(key);
    const result = operation.run({ engine, agentId, data, callId, key, contact });
    const payload = operation.flat ? result : { callid: given, response: result };
    this.#host.say({ channel: 'LCM', topic: 'WebService', subtopic: operation.answer, payload, under: 'message' });
  }

  // The carrier is inferred; the words are the pages'.
  #refuse(errorMessage: string): void {
    const payload = { errorType: 'WS_Error', errorMessage, msg: 'Invalid Call ID.' };
    this.#host.say({ channel: 'LCM', topic: 'Error', subtopic: 'ApiError', payload, under: 'data' });
  }
}
