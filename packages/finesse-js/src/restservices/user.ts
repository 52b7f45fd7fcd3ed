import { memberOf, objectsAt, textAt, textsAt, type XmlObject } from '../xml/values.js';
import type { ClientLog } from './client-log.js';
import type { Dialog, Dialogs } from './dialogs.js';
import type { MediaList } from './media-list.js';
import type { MediaPropertiesLayout } from './media-properties-layout.js';
import type { PhoneBook, PhoneBooks } from './phone-books.js';
import type { Queue, Queues } from './queues.js';
import type { RequestHandlers } from './response.js';
import { type Hearing, RestBase, type RestHandlers } from './rest-base.js';
import type { CollectionHandlers } from './rest-collection-base.js';
import type { Workflow, Workflows } from './workflows.js';
import type { WrapUpReason, WrapUpReasons } from './wrap-up-reasons.js';

/** Why an agent is in a state, as `setState` and `logout` take it: its `id`, never its code. */
export interface Reason {
  readonly id?: string | number | undefined;
  readonly label?: string | undefined;
}

/** A reason as `getReasonCodeById` finds it. */
export interface ReasonCodeDetail {
  readonly uri: string;
  readonly label: string;
  readonly id: string;
}

/** A team that a supervisor looks after; not a `Team`. */
export interface SupervisedTeam {
  readonly id: string;
  readonly name: string;
  readonly uri: string;
}

/** What short pictures of a user, as teams get them, leave out. */
const STANDING = ['roles', 'settings', 'teamId', 'teamName', 'teams', 'mobileAgent'] as const;

/**
 * An agent. `new User({ id, onLoad, onChange, onError })` reads `/User/{id}` and hears its changes.
 *
 * Requests settle their `success` when the server has taken them; the outcome is what `onChange` shows, or their `error` after all.
 */
export class User extends RestBase {
  /** States of an agent. */
  static readonly States = {
    LOGIN: 'LOGIN',
    LOGOUT: 'LOGOUT',
    NOT_READY: 'NOT_READY',
    READY: 'READY',
    RESERVED: 'RESERVED',
    RESERVED_OUTBOUND: 'RESERVED_OUTBOUND',
    RESERVED_OUTBOUND_PREVIEW: 'RESERVED_OUTBOUND_PREVIEW',
    TALKING: 'TALKING',
    HOLD: 'HOLD',
    WORK: 'WORK',
    WORK_READY: 'WORK_READY',
  } as const;

  /** How a mobile agent is connected. */
  static readonly WorkMode = { CALL_BY_CALL: 'CALL_BY_CALL', NAILED_CONNECTION: 'NAILED_CONNECTION' } as const;

  /** Whether there is wrap-up. */
  static readonly WrapUpMode = {
    REQUIRED: 'REQUIRED',
    REQUIRED_WITH_WRAP_UP_DATA: 'REQUIRED_WITH_WRAP_UP_DATA',
    OPTIONAL: 'OPTIONAL',
    NOT_ALLOWED: 'NOT_ALLOWED',
  } as const;

  readonly #parts = new Map<string, RestBase>();

  override getRestClass(): string {
    return 'User';
  }

  override hearing(): Hearing {
    return 'implicit';
  }

  // A short picture replaces what it holds and says nothing of the rest.
  protected override adopt(data: XmlObject): void {
    const kept = memberOf(data, 'roles') === undefined ? STANDING.filter((name) => memberOf(this.data, name) !== undefined) : [];
    super.adopt({ ...Object.fromEntries(kept.map((name) => [name, this.data[name]])), ...data });
  }

  getFirstName(): string {
    return this.text('firstName');
  }

  getLastName(): string {
    return this.text('lastName');
  }

  /** 12.x: first and last name. */
  getFullName(): string {
    return `${this.getFirstName()} ${this.getLastName()}`.trim();
  }

  getExtension(): string {
    return this.text('extension');
  }

  getTeamId(): string {
    return this.text('teamId');
  }

  getTeamName(): string {
    return this.text('teamName');
  }

  /** One of `User.States`. */
  getState(): string {
    return this.text('state');
  }

  /** The state that follows the present call; empty for none. */
  getPendingState(): string {
    return this.text('pendingState');
  }

  /** Server time since when the state is what it is; empty before it changed. */
  getStateChangeTime(): string {
    return this.text('stateChangeTime');
  }

  hasAgentRole(): boolean {
    return this.#hasRole('Agent');
  }

  hasSupervisorRole(): boolean {
    return this.#hasRole('Supervisor');
  }

  isMobileAgent(): boolean {
    return this.getMobileAgentMode() !== '';
  }

  /** One of `User.WorkMode`; empty for whoever is no mobile agent. */
  getMobileAgentMode(): string {
    return this.text('mobileAgent', 'mode');
  }

  getMobileAgentDialNumber(): string {
    return this.text('mobileAgent', 'dialNumber');
  }

  /** One of `User.WrapUpMode`, for incoming calls. */
  getWrapUpOnIncoming(): string {
    return this.text('settings', 'wrapUpOnIncoming');
  }

  /** Whether wrap-up follows every incoming call. */
  isWrapUpRequired(): boolean {
    return this.getWrapUpOnIncoming().startsWith('REQUIRED');
  }

  isPendingStateChange(): boolean {
    return this.getPendingState() !== '';
  }

  isWrapUp(): boolean {
    return ['WORK', 'WORK_READY'].includes(this.getState());
  }

  /** The label of the reason for the present state; empty for none. */
  getReasonCodeLabel(): string {
    return this.text('reasonCode', 'label') || this.text('ReasonCode', 'label');
  }

  /** The id of that reason; undefined for none. */
  getNotReadyReasonCodeId(): string | undefined {
    const id = this.text('reasonCodeId');
    return id === '' || id === '-1' ? undefined : id;
  }

  /** 12.6: the device in use; empty where the server does not tell. */
  getActiveDeviceId(): string {
    return this.text('activeDeviceId');
  }

  /** The teams that a supervisor looks after: plain objects. */
  getSupervisedTeams(): SupervisedTeam[] {
    return objectsAt(this.getData(), 'teams', 'Team').map((team) => ({
      id: textAt(team, 'id'),
      name: textAt(team, 'name'),
      uri: textAt(team, 'uri'),
    }));
  }

  /** PUT `/User/{id}`: signs in with an extension. */
  login(extension: string, handlers?: RequestHandlers): this {
    return this.#put({ state: User.States.LOGIN, extension }, handlers);
  }

  /** PUT `/User/{id}`: signs in as a mobile agent. @param mode - One of `User.WorkMode`. */
  loginMobileAgent(extension: string, mode: string, dialNumber: string, handlers?: RequestHandlers): this {
    return this.#put({ state: User.States.LOGIN, extension, mobileAgent: { mode, dialNumber } }, handlers);
  }

  /** PUT `/User/{id}`: signs out. @param reason - Null for none. */
  logout(reason?: Reason | null, handlers?: RequestHandlers): this {
    return this.setState(User.States.LOGOUT, reason, handlers);
  }

  /** PUT `/User/{id}`: asks for a state. @param reason - With its `id`; null for none. */
  setState(state: string, reason?: Reason | null, handlers?: RequestHandlers): this {
    return this.#put({ state, reasonCodeId: reason?.id }, handlers);
  }

  /** POST `/User/{id}/Dialogs`: calls a number from the own extension. */
  makeCall(number: string, handlers?: RequestHandlers): this {
    return this.#call({ requestedAction: 'MAKE_CALL', fromAddress: this.getExtension(), toAddress: number }, handlers);
  }

  /** POST `/User/{id}/Dialogs`: listens in on an agent's call. @param number - The agent's extension. */
  makeSMCall(number: string, handlers?: RequestHandlers): this {
    return this.#call({ requestedAction: 'SILENT_MONITOR', fromAddress: this.getExtension(), toAddress: number }, handlers);
  }

  /** POST `/User/{id}/Dialogs`: joins a call that is listened in on. Throws an `Error` before the dialogs are loaded. @param dialogUri - Of that call. */
  makeBargeCall(number: string, dialogUri: string, handlers?: RequestHandlers): this {
    if (!this.#parts.get('Dialogs')?.isLoaded()) throw new Error('makeBargeCall needs the dialogs loaded');
    const fromAddress = this.getExtension();
    return this.#call({ requestedAction: 'BARGE_CALL', fromAddress, toAddress: number, associatedDialogUri: dialogUri }, handlers);
  }

  /** GET `/User/{id}/ReasonCode/{reasonId}`. Handlers come first. */
  getReasonCodeById(handlers: RequestHandlers<ReasonCodeDetail>, reasonId: string): void {
    this.restRequest(`${this.getRestUrl()}/ReasonCode/${reasonId}`, {
      success: ({ object }) => {
        const { ReasonCode: code } = object;
        handlers.success?.({ uri: textAt(code, 'uri'), label: textAt(code, 'label'), id: reasonId });
      },
      error: handlers.error,
    });
  }

  /** GET `/User/{id}/ReasonCodes?category=NOT_READY`. Undefined where there are none. */
  getNotReadyReasonCodes(handlers: RequestHandlers<Reason[] | undefined>): void {
    this.#reasonCodes('NOT_READY', handlers);
  }

  /** GET `/User/{id}/ReasonCodes?category=LOGOUT`. Undefined where there are none. */
  getSignoutReasonCodes(handlers: RequestHandlers<Reason[] | undefined>): void {
    this.#reasonCodes('LOGOUT', handlers);
  }

  /** 12.6: GET `/User/{id}/Devices`. */
  getDevices(handlers: RequestHandlers): void {
    this.restRequest(`${this.getRestUrl()}/Devices`, { ...handlers });
  }

  /** The voice dialogs. They are made once: handlers of later calls are not looked at. */
  getDialogs(handlers?: CollectionHandlers<Dialogs, Dialog>): Dialogs {
    return this.#part('Dialogs', () => new this.kit.rest.Dialogs({ parentObj: this, ...handlers }));
  }

  /** 12.x: the voice dialogs as they are now, read once for each call. */
  getDialogsNoCache(handlers?: CollectionHandlers<Dialogs, Dialog>): Dialogs {
    return new this.kit.rest.Dialogs({ parentObj: this, ...handlers, autoSubscribe: false });
  }

  /** The queues, each with its statistics. Made once. Not on UCCX. */
  getQueues(handlers?: CollectionHandlers<Queues, Queue>): Queues {
    return this.#part('Queues', () => new this.kit.rest.Queues({ parentObj: this, ...handlers }));
  }

  /** Made once. */
  getWrapUpReasons(handlers?: CollectionHandlers<WrapUpReasons, WrapUpReason>): WrapUpReasons {
    return this.#part('WrapUpReasons', () => new this.kit.rest.WrapUpReasons({ parentObj: this, ...handlers }));
  }

  /** Made once. */
  getPhoneBooks(handlers?: CollectionHandlers<PhoneBooks, PhoneBook>): PhoneBooks {
    return this.#part('PhoneBooks', () => new this.kit.rest.PhoneBooks({ parentObj: this, ...handlers }));
  }

  /** Made once. */
  loadWorkflows(handlers?: CollectionHandlers<Workflows, Workflow>): Workflows {
    return this.#part('Workflows', () => new this.kit.rest.Workflows({ parentObj: this, ...handlers }));
  }

  /** Made once. */
  getMediaPropertiesLayout(handlers?: RestHandlers<MediaPropertiesLayout>): MediaPropertiesLayout {
    return this.#part('MediaPropertiesLayout', () => new this.kit.rest.MediaPropertiesLayout({ id: '', parentObj: this, ...handlers }));
  }

  /** Made once. */
  getClientLog(handlers?: RestHandlers<ClientLog>): ClientLog {
    return this.#part('ClientLog', () => new this.kit.rest.ClientLog({ id: '', parentObj: this, ...handlers }));
  }

  /** 11.5: the media of digital channels. Made once. */
  getMediaList(handlers?: CollectionHandlers<MediaList>): MediaList {
    return this.#part('MediaList', () => new this.kit.rest.MediaList({ parentObj: this, ...handlers }));
  }

  #hasRole(role: string): boolean {
    return textsAt(this.getData(), 'roles', 'role').includes(role);
  }

  #put(content: object, handlers?: RequestHandlers): this {
    this.restRequest(this.getRestUrl(), { ...handlers, method: 'PUT', content: { [this.getRestType()]: content } });
    return this;
  }

  #call(content: object, handlers?: RequestHandlers): this {
    this.restRequest(`${this.getRestUrl()}/Dialogs`, { ...handlers, method: 'POST', content: { Dialog: content } });
    return this;
  }

  #reasonCodes(category: string, handlers: RequestHandlers<Reason[] | undefined>): void {
    this.restRequest(`${this.getRestUrl()}/ReasonCodes?category=${category}`, {
      success: ({ object }) => {
        const codes = objectsAt(object, 'ReasonCodes', 'ReasonCode').map((code) => ({
          label: textAt(code, 'label'),
          id: this.kit.utilities.getId(textAt(code, 'uri')),
        }));
        handlers.success?.(codes.length === 0 ? undefined : codes);
      },
      error: handlers.error,
    });
  }

  #part<T extends RestBase>(name: string, make: () => T): T {
    const known = this.#parts.get(name) as T | undefined;
    if (known) return known;
    const part = make();
    this.#parts.set(name, part);
    return part;
  }
}
