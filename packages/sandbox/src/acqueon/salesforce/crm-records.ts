import type { Engine } from '../../engine/index.js';

/** An object of the CRM. */
export interface CrmRecord {
  /** The CRM's own id. */
  readonly sfid: string;
  /** Type of the object, such as `Contact` or `Task`. */
  readonly type: string;
  /** Id that the Workspace gave it; empty for what it did not make. */
  readonly oid: string;
  /** The call that it was made for; empty for others. */
  readonly callId: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A number that somebody clicked in the CRM, and the record that it stands in, if any. */
export interface CrmClick {
  readonly number: string;
  readonly record: CrmRecord | undefined;
}

/** What the CRM tells the pages that it is open in. */
export type CrmNews = { readonly type: 'click'; readonly click: CrmClick } | { readonly type: 'opened'; readonly sfid: string };

/** Fields of a call's record that the administrator's rules let the Workspace write (update-object). */
const MAPPED: ReadonlySet<string> = new Set(['Subject', 'Description', 'Status', 'Priority', 'CallDisposition']);
/** Longest value of a field. */
const MAX_VALUE = 4_000;

/**
 * An invented CRM in memory: a contact for every customer of the world, and a task for every call that somebody works with a Salesforce
 * channel open. Shared by all pages; begins anew with the engine.
 */
export class CrmRecords {
  readonly #engine: Engine;
  readonly #records = new Map<string, CrmRecord>();
  readonly #listeners = new Set<(news: CrmNews) => void>();
  #opened: string[] = [];
  #made = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#fill();
    engine.subscribe((fact) => {
      if (fact.type === 'reset') this.#fill();
    });
  }

  /** Everything there is, contacts first. */
  get records(): readonly CrmRecord[] {
    return [...this.#records.values()];
  }

  /** Ids of the records that were opened, the last one at the end. */
  get opened(): readonly string[] {
    return this.#opened;
  }

  /** Calls `listener` with what the CRM tells its pages; returns the removal. */
  subscribe(listener: (news: CrmNews) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  record(sfid: string): CrmRecord | undefined {
    return this.#records.get(sfid);
  }

  /** The record of a person with that number. */
  byNumber(number: string): CrmRecord | undefined {
    const bare = number.replace(/^\+/, '');
    return bare === '' ? undefined : this.records.find(({ fields }) => fields['Phone']?.replace(/^\+/, '') === bare);
  }

  /** Somebody clicks a number in the CRM. */
  click(number: string): void {
    this.#tell({ type: 'click', click: { number, record: this.byNumber(number) } });
  }

  /** Shows a record in the CRM. False: there is none. */
  open(sfid: string): boolean {
    if (!this.#records.has(sfid)) return false;
    this.#opened = [...this.#opened.slice(-99), sfid];
    this.#tell({ type: 'opened', sfid });
    return true;
  }

  /** The task of a call; made when there is none. */
  taskOf(callId: string, number: string): { readonly record: CrmRecord; readonly isNew: boolean } {
    const known = this.records.find((record) => record.callId === callId);
    if (known) return { record: known, isNew: false };
    const who = this.byNumber(number)?.sfid ?? '';
    const fields = { Subject: `Call with ${number}`, Status: 'Open', Priority: 'Normal', WhoId: who, Description: '' };
    const count = ++this.#made;
    const record: CrmRecord = { sfid: idOf('00T', count), type: 'Task', oid: `SF${count}`, callId, fields };
    this.#records.set(record.sfid, record);
    return { record, isNew: true };
  }

  /** Writes fields of a record; answers why not, when it cannot be. */
  write(sfid: string, params: Readonly<Record<string, string>>): CrmRecord | string {
    const record = this.#records.get(sfid);
    if (!record) return 'No such object.';
    const wrong = Object.keys(params).find((name) => !MAPPED.has(name));
    if (wrong !== undefined) return 'A field is not mapped in the rules.';
    if (Object.values(params).some((value) => value.length > MAX_VALUE)) return 'A value is too long.';
    const written = { ...record, fields: { ...record.fields, ...params } };
    this.#records.set(sfid, written);
    return written;
  }

  #fill(): void {
    this.#records.clear();
    this.#opened = [];
    this.#made = 0;
    this.#engine.world.customers.forEach(({ name, number }, index) => {
      const sfid = idOf('003', index + 1);
      this.#records.set(sfid, { sfid, type: 'Contact', oid: '', callId: '', fields: { Name: name, Phone: number } });
    });
  }

  #tell(news: CrmNews): void {
    for (const listener of [...this.#listeners]) listener(news);
  }
}

// In the form of the CRM's ids: a prefix for the type, eighteen characters in all.
function idOf(prefix: string, count: number): string {
  return `${prefix}CB${String(count).padStart(13, '0')}`;
}
