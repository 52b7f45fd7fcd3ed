import { type Kit } from '../kit.js';
import { isXmlObject, memberOf, textAt, type XmlObject } from '../xml/values.js';
import { lastSegment } from '../utilities/utilities.js';
import { type Happening, Notifier } from './notifier.js';
import { isRefusal } from './pending-requests.js';
import { sendRequest, type RestRequest } from './request.js';
import { type RequestHandlers, type RestResponse } from './response.js';
import { readUpdate, rootOf, type Update } from './update.js';

/** What an object tells a gadget, each with the object itself but `onError`. */
export interface RestHandlers<T = unknown> {
  /** Once, when it has been read. Getters throw before that. */
  onLoad?: ((object: T) => void) | undefined;
  /** It changed, or was read again. */
  onChange?: ((object: T) => void) | undefined;
  onAdd?: ((object: T) => void) | undefined;
  onDelete?: ((object: T) => void) | undefined;
  /** It cannot be read: with the response; with the object where that is of another kind; with undefined where its topic is taken in this frame. */
  onError?: ((why: RestResponse | T | undefined) => void) | undefined;
}

/** What an object is made of. */
export interface RestOptions<T = unknown> extends RestHandlers<T> {
  /** The last part of its path. A string; empty for objects there is one of. */
  id?: string | undefined;
  /** The object below which its path lies. */
  parentObj?: RestBase | undefined;
  /** What it is, where that is known; then it is not read. */
  data?: XmlObject | null | undefined;
  /** False: neither topic nor node is taken, it is read once. */
  autoSubscribe?: boolean | undefined;
  /** The same, for members of a collection that hears for them. */
  doNotSubscribe?: boolean | undefined;
  /** It is not read again when a lost connection is back. */
  doNotRefresh?: boolean | undefined;
}

/** Whether and how an object hears of its changes. */
export type Hearing = 'none' | 'implicit' | 'explicit';

const ROOT = '/finesse/api';
const RETRIES = 10;
const RETRY_MS = 10_000;
/** Notifications kept back until the object has been read; more than come meanwhile. */
const MOST_HELD = 200;

/**
 * An object of the server: made with handlers, read once, and kept as its notifications say.
 *
 * Two objects of one URI in one frame: the second one's topic is taken, it never loads and gets `onError(undefined)`. Share one.
 */
export abstract class RestBase {
  /** The library of this frame; each frame's classes carry their own. */
  declare readonly kit: Kit;
  readonly #options: RestOptions;
  readonly #notifier: Notifier;
  #data: XmlObject | null = null;
  #loaded = false;
  #subid: string | undefined;
  #held: Update[] | undefined = [];

  /** @param handlers - With an id in first place, as gadgets of old give them. @param parent - As `handlers`. */
  constructor(options: RestOptions | string = {}, handlers?: RestHandlers, parent?: RestBase) {
    this.#options = typeof options === 'string' ? { ...handlers, id: options, parentObj: parent } : options;
    this.#notifier = new Notifier((work) => this.kit.call(work));
    const { onLoad, onChange, onAdd, onDelete, onError } = this.#options;
    this.on('load', onLoad);
    this.on('change', onChange);
    this.on('add', onAdd);
    this.on('delete', onDelete);
    this.on('error', onError);
  }

  /** The class's part of a path. */
  abstract getRestClass(): string;

  /** The name of the root element of what is read. */
  getRestType(): string {
    return this.getRestClass();
  }

  /** Whether and how it hears of changes. */
  hearing(): Hearing {
    return 'none';
  }

  /** The object below which this one's path lies. */
  protected get parent(): RestBase | undefined {
    return this.#options.parentObj;
  }

  /** What it was made of. */
  protected get options(): RestOptions {
    return this.#options;
  }

  /** The id it was made with. */
  getId(): string {
    return this.#options.id ?? '';
  }

  /** Its path on the server. */
  getRestUrl(): string {
    const base = this.parent ? this.parent.getRestUrl() : ROOT;
    const id = this.getId();
    return `${base}/${this.getRestClass()}${id === '' ? '' : `/${id}`}`;
  }

  /** The node whose notifications tell of it. */
  getXMPPNodePath(): string {
    return this.getRestUrl();
  }

  /** The topic of the hub that goes with the node. */
  getTopic(): string {
    return decoded(this.getXMPPNodePath()).replace(/^\//, '').replaceAll('/', '.');
  }

  /** Whether it has been read. */
  isLoaded(): boolean {
    return this.#loaded;
  }

  /** What it is, as it was read. Throws an `Error` before that. */
  getData(): XmlObject {
    if (!this.#loaded) throw new Error(`${this.getRestType()} has not been loaded`);
    return this.#data ?? {};
  }

  /** The same, null before it has been read: published gadgets read this member of the vendor's objects behind its getters. */
  get _data(): XmlObject | null {
    return this.#data;
  }

  /** As `getId()`, for the same reason. */
  get _id(): string {
    return this.getId();
  }

  /** One of its members. Throws an `Error` before it has been read. */
  getProperty(name: string): unknown {
    return memberOf(this.getData(), name);
  }

  /** Whether it has this member. Throws an `Error` before it has been read. */
  hasProperty(name: string): boolean {
    return memberOf(this.getData(), name) !== undefined;
  }

  /** Adds a handler; the same function twice is one, and undefined none. `load` on an object that is loaded calls it at once. */
  addHandler(type: Happening, handler: ((object: never) => void) | undefined, scope?: unknown): void {
    this.kit.utilities.validateHandler(handler);
    if (!handler) return;
    this.#notifier.add(type, handler, scope);
    if (type === 'load' && this.#loaded) this.#notifier.run(handler, this, scope);
  }

  /** Takes a handler away; without one, all of that kind. */
  removeHandler(type: Happening, handler?: (object: never) => void): void {
    this.#notifier.remove(type, handler);
  }

  /**
   * Reads it again, asking for its node again first where it needs one; then `onChange`, or `onLoad` where it never was loaded.
   *
   * @param retries - How often a failed reading is repeated, 10 s apart.
   */
  refresh(retries: number = this.retries): void {
    if (!this.#subid) this.#read('change', retries);
    else this.#subscribeNode(() => this.#read('change', retries));
  }

  /** A request as the library makes its own. Settles as those do: `success` for 2xx, and `error` may come after it. */
  restRequest(url: string, request: RestRequest): void {
    sendRequest(this.kit, url, request);
  }

  /** How often `refresh` repeats a failed reading where it is not told. */
  protected get retries(): number {
    return RETRIES;
  }

  toString(): string {
    return `${this.getRestType()} ${this.getId()}`.trim();
  }

  /**
   * Begins hearing and reading; the frame's classes call it when their constructors are done.
   *
   * @internal
   */
  start(): void {
    const { id, data, autoSubscribe, doNotSubscribe } = this.#options;
    if (id !== undefined && typeof id !== 'string') throw new Error(`The id of ${this.getRestType()} must be a string`);
    if (data !== undefined) this.#take(data, 'load');
    const read = (): void => {
      if (data === undefined) this.#read('load', 0);
    };
    if (this.hearing() === 'none' || autoSubscribe === false || doNotSubscribe) read();
    else this.#subscribe(read);
  }

  /**
   * Ends hearing; for members that left their collection.
   *
   * @internal
   */
  stop(): void {
    if (this.hearing() === 'none' || this.#options.doNotSubscribe) return;
    const { services } = this.kit;
    services.removeFromRefreshList(this);
    services.unsubscribe(this.getTopic());
    if (this.#subid) services.unsubscribeNode(this.getXMPPNodePath(), this.#subid);
    this.#subid = undefined;
  }

  /**
   * Takes a notification: resolves the request that it answers, then changes.
   *
   * @internal
   */
  takeUpdate(update: Update): void {
    this.kit.pending.settle(update);
    if (isRefusal(update)) return;
    if (this.#loaded) this.applyUpdate(update);
    else if (this.#held && this.#held.length < MOST_HELD) this.#held.push(update);
  }

  /** Changes as a notification says. Called when it is loaded. */
  protected applyUpdate(update: Update): void {
    const body = rootOf(update.data, this.getRestType());
    if (body !== undefined) this.adopt(body ?? {});
    // A user who was deleted comes without data.
    else if (update.event !== 'DELETE' || Object.keys(update.data).length > 0)
      return this.kit.log(`A notification without ${this.getRestType()} was dropped`);
    this.tellOf(update.event);
  }

  /** Tells the handlers of a notification's event; of other spellings nobody. */
  protected tellOf(event: string): void {
    if (event === 'PUT') this.tell('change', this);
    if (event === 'POST') this.tell('add', this);
    if (event === 'DELETE') this.tell('delete', this);
  }

  /** Forgets that it was loaded: what is read next is `onLoad` again. */
  protected unload(): void {
    this.#loaded = false;
    this.#held = [];
  }

  /** Takes what was read or notified. Overridden where there is more to it than keeping. */
  protected adopt(data: XmlObject): void {
    this.#data = data;
  }

  /** What was adopted last, loaded or not. */
  protected get data(): XmlObject {
    return this.#data ?? {};
  }

  /** A text at the end of a path in the data; empty where there is none. Throws an `Error` before it has been read. */
  protected text(...path: readonly string[]): string {
    return textAt(this.getData(), ...path);
  }

  /** Tells all handlers of a kind. */
  protected tell(type: Happening, about: unknown): void {
    this.#notifier.tell(type, about);
  }

  /** Adds a handler where there is one. */
  protected on(type: Happening, handler: ((object: never) => void) | undefined): void {
    if (typeof handler === 'function') this.#notifier.add(type, handler);
  }

  /** The path that it is read from. */
  protected getReadUrl(): string {
    return this.getRestUrl();
  }

  /** The object in what was read; undefined where that is of another kind. */
  protected bodyOf(response: RestResponse): XmlObject | null | undefined {
    const body = memberOf(response.object, this.getRestType());
    return body === null || isXmlObject(body) ? body : undefined;
  }

  /** Headers that reading needs. */
  protected get readHeaders(): Readonly<Record<string, string>> | undefined {
    return undefined;
  }

  /** Begins to hear the topic. Overridden where several objects hear one. */
  protected hear(): boolean {
    return this.kit.services.subscribe(this.getTopic(), (payload) => this.takePayload(payload), true);
  }

  /** Takes what was published on the topic. */
  protected takePayload(payload: unknown): void {
    const update = readUpdate(payload);
    if (update) this.takeUpdate(update);
    else this.kit.log(`A notification that is none was dropped on ${this.getTopic()}`);
  }

  #subscribe(done: () => void): void {
    if (!this.hear()) {
      this.tell('error', undefined);
      return;
    }
    if (!this.#options.doNotRefresh) this.kit.services.addToRefreshList(this);
    if (this.hearing() === 'explicit') this.#subscribeNode(done);
    else done();
  }

  #subscribeNode(done: () => void): void {
    this.#subid = this.kit.services.subscribeNode(this.getXMPPNodePath(), (_subid, error) => {
      if (error) this.tell('error', error);
      else done();
    });
  }

  /** Reads it. Objects that are only heard have this overridden. */
  protected read(handlers: RequestHandlers): void {
    this.restRequest(this.getReadUrl(), { method: 'GET', headers: this.readHeaders, ...handlers });
  }

  #read(how: 'load' | 'change', retries: number): void {
    this.read({
      success: (response) => {
        const body = this.bodyOf(response);
        if (body === undefined) this.#fail(this);
        else this.#take(body, this.#loaded ? how : 'load');
      },
      error: (response) => {
        if (retries > 0) this.kit.frame.setTimeout(() => this.#read(how, retries - 1), RETRY_MS);
        else this.#fail(response);
      },
    });
  }

  #fail(why: RestResponse | RestBase): void {
    // Only what was never read is waiting for this.
    if (!this.#loaded) this.#held = undefined;
    this.tell('error', why);
  }

  #take(body: XmlObject | null, how: 'load' | 'change'): void {
    this.adopt(body ?? {});
    this.#loaded = true;
    this.tell(how, this);
    // What came meanwhile is newer, or says again what was read.
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const update of held) this.applyUpdate(update);
  }
}

/** The id that an object's own data gives it. */
export function idOf(data: XmlObject): string {
  return lastSegment(textAt(data, 'uri').trim());
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
