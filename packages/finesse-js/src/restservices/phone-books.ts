import { isXmlObject, memberOf, type XmlObject, type XmlValue } from '../xml/values.js';
import { AdminObject } from './admin-object.js';
import { type CollectionHandlers, RestCollectionBase } from './rest-collection-base.js';

/** Servers before 12.6(2) want it, and older ones give no more than this. Source: Finesse 12.5 guide p. 163. */
const RANGE = { Range: 'objects=1-1500' };

/** Somebody to call. */
export class Contact extends AdminObject {
  override getRestClass(): string {
    return 'Contact';
  }

  // Contacts have no path without their book.
  override getRestUrl(): string {
    return this.parent ? super.getRestUrl() : `/finesse/api/Contact/${this.getId()}`;
  }

  protected override get adminUrl(): string {
    return this.getRestUrl();
  }

  getFirstName(): string {
    return this.text('firstName');
  }

  getLastName(): string {
    return this.text('lastName');
  }

  getPhoneNumber(): string {
    return this.text('phoneNumber');
  }

  getDescription(): string {
    return this.text('description');
  }
}

/** The contacts of a phone book. */
export class Contacts extends RestCollectionBase<Contact> {
  override getRestClass(): string {
    return 'Contacts';
  }

  override getRestItemType(): string {
    return 'Contact';
  }

  protected override get readHeaders(): Readonly<Record<string, string>> {
    return RANGE;
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): Contact {
    return new this.kit.rest.Contact({ ...options, parentObj: this.parent });
  }
}

/** A phone book. */
export class PhoneBook extends AdminObject {
  #contacts: Contacts | undefined;

  override getRestClass(): string {
    return 'PhoneBook';
  }

  // It came with an agent's list, and lies beside it.
  override getRestUrl(): string {
    return `/finesse/api/PhoneBook/${this.getId()}`;
  }

  getName(): string {
    return this.text('name');
  }

  /** `GLOBAL` or `TEAM`. */
  getType(): string {
    return this.text('type');
  }

  /** GET `/PhoneBook/{id}/Contacts`. Made once. */
  getContacts(handlers?: CollectionHandlers<Contacts, Contact>): Contacts {
    return (this.#contacts ??= new this.kit.rest.Contacts({ parentObj: this, ...handlers }));
  }

  /**
   * The contacts that came with the book: one alone is an object, several are a list, null where none came. What it is can be read by its member
   * `Contact` as well: published gadgets take one way or the other.
   */
  getEmbeddedContacts(): EmbeddedContacts | null {
    const contacts = memberOf(memberOf(this.getData(), 'contacts'), 'Contact');
    const copy = Array.isArray(contacts) ? [...(contacts as readonly XmlValue[])] : isXmlObject(contacts) ? { ...contacts } : null;
    return copy && (Object.defineProperty(copy, 'Contact', { value: copy }) as EmbeddedContacts);
  }
}

/** Contacts inside a phone book; each has `firstName`, `lastName`, `phoneNumber` and `description`. */
export type EmbeddedContacts = (XmlObject | readonly XmlValue[]) & { readonly Contact: XmlValue };

/** The phone books of an agent. */
export class PhoneBooks extends RestCollectionBase<PhoneBook> {
  override getRestClass(): string {
    return 'PhoneBooks';
  }

  override getRestItemType(): string {
    return 'PhoneBook';
  }

  protected override get readHeaders(): Readonly<Record<string, string>> {
    return RANGE;
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): PhoneBook {
    return new this.kit.rest.PhoneBook(options);
  }
}

/** The phone books of a team. */
export class TeamPhoneBooks extends PhoneBooks {}
