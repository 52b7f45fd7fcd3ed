import { isXmlObject, listOf, memberOf, type XmlObject } from '../xml/values.js';
import { lastSegment } from '../utilities/utilities.js';
import { idOf, RestBase, type RestHandlers, type RestOptions } from './rest-base.js';
import { rootOf, type Update } from './update.js';

/** What a collection tells a gadget beside what every object does. */
export interface CollectionHandlers<C = unknown, T = unknown> extends RestHandlers<C> {
  /** A member came: it is in the collection, but not yet in `length` (release 10.6.1). Those that were there when it was read are in it without a word. */
  onCollectionAdd?: ((item: T) => void) | undefined;
  /** A member leaves: it has its last data, and is still in the collection and in `length` (release 10.6.1). Its own `delete` handlers are not called. */
  onCollectionDelete?: ((item: T) => void) | undefined;
}

/** What a collection is made of. */
export type CollectionOptions<C = unknown, T = unknown> = RestOptions<C> & CollectionHandlers<C, T>;

/**
 * Objects of one kind by id. A notification whose source is the collection's own path brings or takes members; any other goes to the member whose id
 * ends the `uri` in its data.
 */
export abstract class RestCollectionBase<T extends RestBase> extends RestBase {
  /** How many members there are; while a handler is told of one that comes or leaves, how many there were. */
  length = 0;
  /** Whether a change of one who is not known brings it. As with release 10.6.1 it does not: a change that comes late is no new call. */
  protected readonly takesUnknown: boolean = false;
  #members: Record<string, T> = {};

  constructor(options: CollectionOptions | string = {}, handlers?: CollectionHandlers, parent?: RestBase) {
    super(options, handlers, parent);
    const { onCollectionAdd, onCollectionDelete } = this.options as CollectionHandlers;
    this.on('collectionAdd', onCollectionAdd);
    this.on('collectionDelete', onCollectionDelete);
  }

  /** The name of a member's element. */
  abstract getRestItemType(): string;

  /** Makes a member of its data. */
  protected abstract createItem(options: { readonly id: string; readonly data: XmlObject }): T;

  /** The members by id. The object is the collection's own and changes with it. */
  getCollection(): Record<string, T> {
    return this.#members;
  }

  /** Reads it anew, as if for the first time: `onLoad` follows. */
  get(): void {
    this.unload();
    this.refresh(0);
  }

  // A member that cannot be read is no reason to read a whole list ten times.
  protected override get retries(): number {
    return 0;
  }

  /** Whether a notification from this source brings or takes members. */
  protected isOwnSource(source: string): boolean {
    return source === this.getRestUrl();
  }

  /** The elements of the members in what was read or notified. */
  protected itemsIn(body: XmlObject): XmlObject[] {
    return listOf(memberOf(body, this.getRestItemType())).filter(isXmlObject);
  }

  /** Whether this member's data belongs here. */
  protected isMine(_item: XmlObject): boolean {
    return true;
  }

  protected override adopt(body: XmlObject): void {
    const items = new Map(this.itemsIn(body).map((item) => [idOf(item), item]));
    super.adopt(body);
    if (!this.isLoaded()) {
      this.#clear();
      for (const [id, item] of items) this.#add(id, item);
      this.#count();
      return;
    }
    for (const id of Object.keys(this.#members)) if (!items.has(id)) this.#remove(id);
    for (const item of items.values()) this.#put(item, 'PUT');
  }

  protected override applyUpdate(update: Update): void {
    if (!this.isOwnSource(update.source)) return this.#route(update);
    const body = rootOf(update.data, this.getRestType());
    if (body === undefined) return this.kit.log(`A notification without ${this.getRestType()} was dropped`);
    for (const item of this.itemsIn(body ?? {}).filter((each) => this.isMine(each))) {
      if (update.event === 'DELETE') this.#remove(idOf(item), item);
      else this.#put(item, update.event);
    }
  }

  /** Notifications of a member, or of one that is not known. */
  #route(update: Update): void {
    const item = rootOf(update.data, this.getRestItemType());
    const id = item ? idOf(item) : lastSegment(update.source);
    const member = this.#memberOf(id);
    if (member) member.takeUpdate(update);
    if (update.event === 'DELETE') this.#remove(id);
    else if (item && !member && this.takesUnknown) this.#put(item, update.event);
  }

  /** A member that is known changes; one that is not comes. Events of other spellings change data without a word, and bring nobody. */
  #put(item: XmlObject, event: string): void {
    const id = idOf(item);
    const member = this.#memberOf(id);
    const isSaid = event === 'POST' || event === 'PUT';
    if (member) member.takeUpdate({ ...QUIET, event: isSaid ? 'PUT' : event, data: { [this.getRestItemType()]: item } });
    else if (isSaid && this.#add(id, item)) {
      // Published gadgets were written against this order: the member is there, and counts when its handlers have been.
      this.tell('collectionAdd', this.#members[id]);
      this.#count();
    }
  }

  #add(id: string, data: XmlObject): boolean {
    // Without an id it could never be found again; the last is no name for a member of an object.
    if (id === '' || id === '__proto__') {
      this.kit.log(`${this.getRestItemType()} without a uri was dropped`);
      return false;
    }
    this.#members[id] = this.createItem({ id, data });
    return true;
  }

  /** Tells of it while it is still there, as release 10.6.1 does. */
  #remove(id: string, last?: XmlObject): void {
    const member = this.#memberOf(id);
    if (!member) return;
    // An event that nobody is told of: its data is kept, its handlers hear nothing.
    if (last) member.takeUpdate({ ...QUIET, event: '', data: { [this.getRestItemType()]: last } });
    this.tell('collectionDelete', member);
    member.stop();
    delete this.#members[id];
    this.#count();
  }

  #clear(): void {
    for (const member of Object.values(this.#members)) member.stop();
    this.#members = {};
    this.#count();
  }

  // Counted, not reckoned up and down: a handler may itself have changed what is there.
  #count(): void {
    this.length = Object.keys(this.#members).length;
  }

  #memberOf(id: string): T | undefined {
    return Object.hasOwn(this.#members, id) ? this.#members[id] : undefined;
  }
}

/** What its collection tells a member of answers no request. */
const QUIET = { requestId: '', source: '', content: '' };
