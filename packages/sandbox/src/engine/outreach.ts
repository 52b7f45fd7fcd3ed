import type { ContactView, Disposition, PromisedCallback } from './outreach-model.js';
import type { WorldCampaignContact, WorldContactField, WorldContactPhone } from './outreach-world.js';
import type { World } from './world-types.js';

/** Somebody on a list, with what has become of them. */
export class Contact {
  readonly key: string;
  readonly campaign: string;
  readonly consent: boolean;
  readonly fields: Map<string, WorldContactField>;
  phones: readonly WorldContactPhone[];
  /** Id of the agent who has them for dialling by hand. */
  reservedBy: string | null = null;
  callback: PromisedCallback | null = null;
  doNotCall = false;

  constructor({ key, campaign, consent, fields, phones }: WorldCampaignContact) {
    this.key = key;
    this.campaign = campaign;
    this.consent = consent;
    this.fields = new Map(fields.map((field) => [field.name, field]));
    this.phones = phones;
  }

  view(): ContactView {
    const { key, campaign, consent, phones, reservedBy, callback, doNotCall } = this;
    return { key, campaign, consent, fields: [...this.fields.values()], phones, reservedBy, callback, doNotCall };
  }
}

/** The list manager's books: who is on the lists, which call was about whom, and what agents said became of it. */
export class Outreach {
  readonly contacts: Map<string, Contact> = new Map();
  /** By the call or attempt that they are about. */
  readonly dispositions: Map<string, Disposition> = new Map();
  readonly #links = new Map<string, { readonly key: string; readonly attemptId: string }>();
  #created = 0;

  constructor(world: World) {
    for (const contact of world.outreach.contacts) this.contacts.set(contact.key, new Contact(contact));
  }

  /** The contact of a campaign with that number; whom it does not know comes onto its list. */
  contactOf(campaign: string, number: string): Contact {
    for (const contact of this.contacts.values()) {
      if (contact.campaign === campaign && contact.phones.some((phone) => phone.number === number)) return contact;
    }
    return this.create(campaign, [], [{ mode: '1', number }]);
  }

  /** Puts somebody onto a campaign's list. */
  create(campaign: string, fields: readonly WorldContactField[], phones: readonly WorldContactPhone[]): Contact {
    const number = ++this.#created;
    const contact = new Contact({ key: `${campaign}|${number}|9|0|0|${9_000 + number}|`, campaign, consent: true, fields, phones });
    this.contacts.set(contact.key, contact);
    return contact;
  }

  /** Notes that a call is about a contact, as part of an attempt to reach them. */
  link(callId: string, key: string, attemptId: string): void {
    this.#links.set(callId, { key, attemptId });
  }

  /** The contact that a call is or was about. */
  aboutCall(callId: string): Contact | undefined {
    const link = this.#links.get(callId);
    return link && this.contacts.get(link.key);
  }

  /** What was said of a call, which is said of the whole attempt. */
  saidOf(callId: string): Disposition | undefined {
    return this.dispositions.get(this.attemptOf(callId));
  }

  /** The attempt that a call belongs to, or the call itself. */
  attemptOf(callId: string): string {
    return this.#links.get(callId)?.attemptId ?? callId;
  }
}
