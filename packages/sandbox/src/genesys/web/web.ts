import type { AgentState, AgentView, Clock, Engine } from '../../engine/index.js';
import type { Interaction } from '../interaction.js';
import type { InteractionChange, Interactions } from '../interactions.js';
import { extensionOfDn, extensionOfPlace } from '../numbers.js';
import type { EventPipe } from '../pipe.js';
import type { PushConnection } from '../push.js';
import type { Telephony } from '../telephony.js';
import { Bayeux } from './bayeux.js';
import { callResource, capabilitiesOf } from './call-resource.js';
import { deviceResource } from './device-resource.js';
import { dial, operate, textsIn, type OperationParts } from './operations.js';
import { ACCEPTED, missing, refused, responseOf, STATUS, type WebReply } from './reply.js';
import { CSRF_HEADER, WebSessions, type WebSession } from './web-sessions.js';

/** Where this wire is. */
export const WEB_PATH = '/api/v2/';
const NOTIFICATIONS = '/api/v2/notifications';
const CALLS = '/v2/me/calls';
const DEVICES = '/v2/me/devices';

/** What the wire is made of. */
export interface WebOptions extends OperationParts {
  readonly pipe: EventPipe;
  readonly wireClock: Clock;
  readonly newToken: () => string;
  readonly admit: (id: string, password: string) => 'yes' | 'no' | 'locked';
  /** Whether an event for an agent is lost on its way; `node` is the service or channel that it comes from. */
  readonly loses: (agentId: string, node: string) => boolean;
  /** Told of what should not happen; whoever asked gets an error. */
  readonly onBug: (error: unknown) => void;
}

/** What becomes of a request: an answer, or a torn connection. */
export type WebOutcome = Response | 'reset';

type Json = Readonly<Record<string, unknown>>;

const STATE_OPERATIONS: Readonly<Record<string, AgentState>> = { Ready: 'READY', NotReady: 'NOT_READY', AfterCallWork: 'WORK' };

/** The Web Services wire: REST below `/api/v2/`, notifications by CometD. */
export class Web {
  readonly #options: WebOptions;
  readonly #engine: Engine;
  readonly #interactions: Interactions;
  readonly #telephony: Telephony;
  readonly #sessions: WebSessions;
  readonly #bayeux: Bayeux;
  /** What was last told of devices, by agent, and of the capabilities of calls. */
  readonly #devices = new Map<string, string>();
  readonly #told = new Map<string, string>();
  /** Phones whose calls have changed since all were looked at. */
  readonly #touched = new Set<string>();
  /** Address under which the interface was last asked for: notifications name resources with it. */
  #base = 'http://127.0.0.1/api/v2';

  constructor(options: WebOptions) {
    const { engine } = options;
    this.#options = options;
    this.#engine = engine;
    this.#interactions = options.interactions;
    this.#telephony = options.telephony;
    this.#sessions = new WebSessions(options.newToken, (name, password) => {
      const id = engine.agent(name)?.id ?? engine.agentByLoginName(name)?.id ?? name;
      return options.admit(id, password) === 'yes' ? id : undefined;
    });
    this.#bayeux = new Bayeux({
      clock: options.wireClock,
      newToken: options.newToken,
      loses: options.loses,
      maySubscribe: (channel) => [CALLS, DEVICES, '/v2/me/*', '/v2/me/**', '/v2/**', '/**'].includes(channel),
    });
  }

  /** Whether an agent has a session. */
  serves(agentId: string): boolean {
    return this.#sessions.has(agentId);
  }

  /** The agent of the session that a request belongs to. */
  agentOf(request: Request): string | undefined {
    return this.#sessions.peek(request)?.agentId;
  }

  /** Answers a request below `/api/v2/`. Never rejects. */
  async fetch(request: Request): Promise<WebOutcome> {
    try {
      return await this.#answer(request);
    } catch (error) {
      this.#options.onBug(error);
      return responseOf(refused(STATUS.internal, 'An error of the sandbox itself', 500));
    }
  }

  /** Whether a WebSocket for notifications may be opened by that request. */
  opening(request: Request): PushConnection | { readonly status: number } {
    const session = this.#sessions.peek(request);
    if (new URL(request.url).pathname.replace(/\/$/, '') !== NOTIFICATIONS) return { status: 404 };
    return session ? this.#bayeux.open(session.agentId) : { status: 401 };
  }

  /** Tells an agent's clients of an event of an interaction, when it is through the pipe. Calls that nobody dialled are none here. */
  interaction({ interaction, previous, reason }: InteractionChange): void {
    const { id, agentId, extension, status, callId } = interaction;
    if (status === 'MARKED_DONE') this.#told.delete(id);
    if (agentId === null || callId === null || status === 'MARKED_DONE') return;
    this.#tellCall(interaction, reason === 'STATUS_CHANGED' ? 'StatusChange' : typeOf(interaction, previous));
    this.#touched.add(extension);
    this.phone(extension);
  }

  /** Tells of calls whose capabilities follow from another call: what completes a consultation, and what a swap takes. */
  settle(): void {
    for (const extension of this.#touched) {
      for (const each of this.#interactions.at(extension)) {
        const told = this.#told.get(each.id);
        if (told !== undefined && told !== this.#capabilities(each)) this.#tellCall(each, 'StatusChange');
      }
    }
    this.#touched.clear();
  }

  /** What the agent at a phone may do there may have changed. */
  phone(extension: string): void {
    const agent = this.#engine.agentOn(extension);
    if (agent) this.agent(agent, extension);
  }

  /** An agent changed; told when anything that is shown did. */
  agent(agent: AgentView, extension: string): void {
    const device = deviceResource(this.#engine, this.#telephony, agent, extension, this.#base);
    const picture = JSON.stringify(device);
    if (this.#devices.get(agent.id) === picture) return;
    this.#devices.set(agent.id, picture);
    this.#options.pipe.push(() => this.#bayeux.tell(agent.id, DEVICES, { messageType: 'DeviceStateChangeMessage', devices: [device] }));
  }

  /** Ends the sessions of some agents, and their notifications with them. */
  expire(concerns: (agentId: string) => boolean): void {
    this.#sessions.endOf(concerns);
    this.#bayeux.forget(concerns);
  }

  /** Sends some agents' clients to a node that does not know them: they begin again, and have missed something. */
  moveNode(concerns: (agentId: string) => boolean): void {
    this.#bayeux.forget(concerns);
  }

  /** Tears down the connections on which some agents' clients wait. */
  tear(concerns: (agentId: string) => boolean): void {
    this.#bayeux.tear(concerns);
  }

  /** Everything begins again. */
  reset(): void {
    this.expire(() => true);
    this.#devices.clear();
    this.#told.clear();
  }

  async #answer(request: Request): Promise<WebOutcome> {
    const { pathname, origin, protocol } = new URL(request.url);
    this.#base = `${origin}/api/v2`;
    const session = this.#sessions.find(request);
    if (!session) {
      const headers = { 'WWW-Authenticate': 'Basic realm="sandbox"' };
      return responseOf(refused(STATUS.notAuthenticated, 'The request is not authenticated.', 401), headers);
    }
    const headers = this.#sessions.headersOf(session, protocol === 'https:');
    if (request.method !== 'GET' && request.headers.get(CSRF_HEADER) !== session.csrf) {
      return responseOf(refused(STATUS.forbidden, 'The request has no valid CSRF token.', 403));
    }
    const body = await bodyOf(request);
    if (body === undefined) return responseOf(refused(STATUS.invalid, 'The body is not JSON.', 400), headers);
    if (pathname === NOTIFICATIONS || pathname.startsWith(`${NOTIFICATIONS}/`)) return this.#notify(request, session, body);
    return responseOf(this.#route(request.method, pathname.slice(WEB_PATH.length).split('/'), session, body), headers);
  }

  async #notify(request: Request, { agentId }: WebSession, body: unknown): Promise<WebOutcome> {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } });
    const replies = await this.#bayeux.handle(body, agentId, request.signal);
    if (replies === 'reset') return replies;
    return replies ? Response.json(replies) : responseOf(refused(STATUS.invalid, 'There are no messages in it.', 400));
  }

  #route(method: string, path: readonly string[], session: WebSession, body: unknown): WebReply {
    const agent = this.#engine.agent(session.agentId);
    if (!agent) return refused(STATUS.notFound, 'There is no such user.', 404);
    const [first, second, id, last] = path;
    const json: Json = typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Json) : {};
    if (first === 'ucs' && second === 'interactions' && path.length === 3 && method === 'POST') return this.#complete(agent, id, json);
    if (first !== 'me') return UNKNOWN;
    switch (`${method} ${second ?? ''} ${path.length}`) {
      case 'GET  1':
        return { statusCode: STATUS.ok, user: this.#user(agent) };
      case 'POST  1':
        return this.#contactCenter(agent, session, json);
      case 'GET calls 2':
        return { statusCode: STATUS.ok, calls: this.#calls(agent).map((each) => this.#call(each)) };
      case 'GET calls 3': {
        const call = this.#calls(agent).find((each) => each.id === id);
        return call ? { statusCode: STATUS.ok, call: this.#call(call) } : NO_CALL;
      }
      case 'POST calls 3': {
        const call = this.#calls(agent).find((each) => each.id === id);
        return call ? operate(this.#options, call, json) : NO_CALL;
      }
      case 'GET devices 2':
        return { statusCode: STATUS.ok, devices: this.#phones(agent).map((each) => this.#device(agent, each)) };
      case 'POST devices 4': {
        if (last !== 'calls') return UNKNOWN;
        if (agent.extension === null || extensionOfDn(id ?? '') !== agent.extension)
          return refused(STATUS.notFound, 'No such device.', 404);
        return dial(this.#options, agent.extension, json);
      }
      case 'POST channels 3':
        return id === 'voice' ? this.#changeState(agent, json) : UNKNOWN;
      default:
        return UNKNOWN;
    }
  }

  #contactCenter(agent: AgentView, session: WebSession, body: Json): WebReply {
    const { operationName, channels, place, devicePath } = body;
    if (operationName === 'EndContactCenterSession') {
      if (agent.state === 'TALKING' || agent.state === 'HOLD') return refused(STATUS.invalid, 'There are calls.');
      if (agent.state !== 'LOGOUT') this.#engine.execute({ type: 'force-state', target: agent.id, state: 'LOGOUT' });
      this.#sessions.end(session);
      return ACCEPTED;
    }
    if (operationName !== 'StartContactCenterSession') {
      return operationName === undefined ? missing('operationName') : refused(STATUS.invalid, 'There is no such operation.');
    }
    if (!Array.isArray(channels) || !channels.includes('voice')) return missing('channels');
    const wanted =
      typeof devicePath === 'string'
        ? extensionOfDn(devicePath.split('/').at(-1) ?? '')
        : typeof place === 'string'
          ? (extensionOfPlace(place) ?? '')
          : (this.#engine.worldAgent(agent.id)?.extension ?? '');
    if (agent.extension === wanted) return ACCEPTED;
    const command = { type: 'sign-in', agentId: agent.id, extension: wanted } as const;
    const refusal = this.#engine.check(command);
    if (refusal) return refused(STATUS.invalid, refusal.message);
    this.#engine.execute(command);
    return ACCEPTED;
  }

  #changeState(agent: AgentView, { operationName, reasonCode }: Json): WebReply {
    if (typeof operationName !== 'string') return missing('operationName');
    const state = Object.hasOwn(STATE_OPERATIONS, operationName) ? STATE_OPERATIONS[operationName] : undefined;
    if (!state) return refused(STATUS.invalid, `There is no operation ${operationName}.`);
    if (agent.extension === null) return refused(STATUS.invalid, 'There is no contact-centre session.');
    const reason = this.#engine.reasonsFor(agent.id, 'NOT_READY').find(({ code }) => String(code) === String(reasonCode));
    if (reasonCode !== undefined && !reason) return refused(STATUS.invalid, 'There is no such reason.');
    const more = reason && state === 'NOT_READY' ? { reasonCode: reason.code } : {};
    const result = this.#engine.execute({ type: 'force-state', target: agent.id, state, ...more });
    return result.ok ? ACCEPTED : refused(STATUS.invalid, result.refusal.message);
  }

  // The mark-done of this wire: the call goes into the history.
  #complete(agent: AgentView, id: string | undefined, body: Json): WebReply {
    if (body['operationName'] !== 'SetCallCompleted') {
      return body['operationName'] === undefined ? missing('operationName') : refused(STATUS.invalid, 'SetCallCompleted only');
    }
    const interaction = this.#interactions.get(id ?? '');
    if (interaction?.agentId !== agent.id) return NO_CALL;
    if (interaction.status !== 'IDLE') return refused(STATUS.invalid, 'The call is not over.');
    if (body['userData'] !== undefined && !textsIn(body['userData'])) return refused(STATUS.invalid, 'userData holds texts and numbers.');
    this.#interactions.markDone(interaction.id);
    return ACCEPTED;
  }

  #tellCall(interaction: Interaction, notificationType: string): void {
    const { id, agentId, extension } = interaction;
    if (agentId === null) return;
    this.#told.set(id, this.#capabilities(interaction));
    const call = this.#call(interaction);
    const data = { messageType: 'CallStateChangeMessage', notificationType, call, phoneNumber: extension, extensions: {} };
    this.#options.pipe.push(() => this.#bayeux.tell(agentId, CALLS, data));
  }

  #capabilities(interaction: Interaction): string {
    return String(capabilitiesOf(interaction, this.#interactions));
  }

  #user(agent: AgentView): Record<string, unknown> {
    const { id, loginName, firstName, lastName } = agent;
    const home = this.#engine.worldAgent(id)?.extension ?? '';
    const phone = agent.extension ?? home;
    return {
      id,
      userName: loginName,
      firstName,
      lastName,
      employeeId: id,
      devices: [this.#device(agent, phone)],
      uri: `${this.#base}/users/${id}`,
      path: `/users/${id}`,
    };
  }

  #phones(agent: AgentView): readonly string[] {
    return agent.extension === null ? [] : [agent.extension];
  }

  #device(agent: AgentView, extension: string): Record<string, unknown> {
    return deviceResource(this.#engine, this.#telephony, agent, extension, this.#base);
  }

  #calls(agent: AgentView): readonly Interaction[] {
    const phones = this.#phones(agent);
    return phones.flatMap((extension) => this.#interactions.at(extension)).filter(({ status }) => status !== 'NEW' && status !== 'IDLE');
  }

  #call(interaction: Interaction): Record<string, unknown> {
    return callResource(interaction, this.#engine, this.#interactions, this.#base);
  }
}

const UNKNOWN = refused(STATUS.notFound, 'There is nothing here.', 404);
const NO_CALL = refused(STATUS.notFound, 'No such call.', 404);

function typeOf(interaction: Interaction, previous: Interaction | null): string {
  if (previous && String(previous.parties) !== String(interaction.parties)) return 'ParticipantsUpdated';
  if (previous && JSON.stringify(previous.data) !== JSON.stringify(interaction.data)) return 'AttachedDataChanged';
  return 'StatusChange';
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
