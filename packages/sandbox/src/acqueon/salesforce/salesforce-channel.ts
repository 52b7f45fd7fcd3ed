import type { CallView, Fact } from '../../engine/index.js';
import type { Channel, ChannelHost } from '../channel.js';
import { part, value, word, type Incoming } from '../messages.js';
import type { CrmClick, CrmRecord, CrmRecords } from './crm-records.js';

/** The CRM over the bus, on the topic `Call`. Failure is told in the answer itself (update-object, check-non-voice-task-state). */
export class SalesforceChannel implements Channel {
  readonly #host: ChannelHost;
  readonly #crm: CrmRecords;
  readonly #unsubscribe: () => void;

  constructor(host: ChannelHost, crm: CrmRecords) {
    this.#host = host;
    this.#crm = crm;
    this.#unsubscribe = crm.subscribe((news) => {
      if (news.type === 'click') this.#say('ClickToDialPayload', clicked(news.click));
    });
  }

  asked({ topic, subtopic, data }: Incoming): void {
    if (topic.toLowerCase() !== 'call') return;
    switch (subtopic.toLowerCase()) {
      case 'updateobject':
        return this.#update(data);
      case 'openobject':
        return void this.#crm.open(word(data, 'sfid'));
      case 'checktaskstate':
        return this.#checkTask(word(data, 'workid'));
      default:
      // Nothing on this channel is called so.
    }
  }

  heard(fact: Fact): void {
    if ((fact.type !== 'call-added' && fact.type !== 'call-changed') || fact.agentId !== this.#host.agentId()) return;
    const { call, agentId } = fact;
    const own = call.parties.find((party) => party.agentId === agentId);
    if (own?.state === 'ACTIVE') this.#noteCall(call, own.address);
  }

  close(): void {
    this.#unsubscribe();
  }

  // A call that is talked in has a record of its own (object-creation-event); a consultation has that of the call it is about.
  #noteCall(call: CallView, address: string): void {
    if (call.originalId !== null) return;
    const number = call.parties.find((party) => party.address !== address)?.address ?? call.from;
    const { record, isNew } = this.#crm.taskOf(call.attemptId ?? call.id, number);
    if (isNew) this.#say('CreateObject', objectOf(record));
  }

  #update(data: unknown): void {
    const sfid = word(data, 'sfid');
    const written = this.#crm.write(sfid, paramsIn(data));
    const failed = typeof written === 'string';
    const named = { callId: word(data, 'callId'), Name: word(data, 'Name'), OId: word(data, 'OId'), sfid };
    const told = { Success: !failed, ErrorMessage: failed ? written : '', isManual: true };
    this.#say('UpdateObject', { ...(failed ? {} : written.fields), ...named, ...told });
  }

  #checkTask(workid: string): void {
    const record = this.#crm.record(workid);
    const found = record?.type === 'Task';
    const isClosed = found && record.fields['Status'] === 'Completed';
    this.#say('CheckTaskState', { isClosed, workid, Success: found, ErrorMessage: found ? '' : 'No such task.' });
  }

  #say(subtopic: string, payload: object): void {
    this.#host.say({ channel: 'Salesforce', topic: 'Call', subtopic, payload, under: 'data' });
  }
}

// With texts only; what is no such object has none.
function paramsIn(data: unknown): Readonly<Record<string, string>> {
  const params = part(data, 'params');
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return {};
  return Object.fromEntries(Object.keys(params).map((name) => [name.trim(), value(params, name) ?? word(params, name)]));
}

function objectOf({ callId, type, oid, sfid, fields }: CrmRecord): object {
  return { callId, Name: type, OId: oid, sfid, DisplayField: 'Subject', DisplayValue: fields['Subject'] ?? '', ...fields };
}

// Empty texts where no record is in view (click-to-dial-payload).
function clicked({ number, record }: CrmClick): object {
  const [id, name, type] = record ? [record.sfid, record.fields['Name'] ?? '', record.type] : ['', '', ''];
  return {
    number,
    recordId: id,
    recordName: name,
    recordObjectType: type,
    focusedObjectId: id,
    focusedObjectName: name,
    focusedObjectType: type,
    focusedObjectURL: record ? `/lightning/r/${type}/${id}/view` : '',
  };
}
