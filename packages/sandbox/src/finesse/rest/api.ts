import { parseXml, XmlRefused, type XmlNode } from '../xml/read.js';
import { object, type Fields } from '../xml/write.js';
import type { AgentView, Engine } from '../../engine/index.js';
import type { Credentials } from '../credentials.js';
import { styleOf, type FinesseQuirks } from '../quirks.js';
import type { AgentCommand, RequestQueue } from '../requests.js';
import * as refusals from './refusals.js';
import { syncError } from './refusal-words.js';

/** How users of the node sign in. Passwords and sandbox tokens are both taken in any case. */
export type AuthMode = 'NON_SSO' | 'SSO' | 'HYBRID';

/** What the REST side is made of. */
export interface ApiServices {
  readonly engine: Engine;
  readonly credentials: Credentials;
  readonly requests: RequestQueue;
  readonly authMode: AuthMode;
  quirks(): FinesseQuirks;
  /** False: the command is accepted and then forgotten, as a CTI server that is silent does. */
  mayCarryOut(command: AgentCommand): boolean;
}

/** One request that passed authentication. */
export class ApiCall {
  readonly services: ApiServices;
  readonly request: Request;
  readonly url: URL;
  /** Who asks. */
  readonly caller: AgentView;
  readonly #params: Readonly<Record<string, string>>;

  constructor(services: ApiServices, request: Request, caller: AgentView, params: Readonly<Record<string, string>>) {
    this.services = services;
    this.request = request;
    this.url = new URL(request.url);
    this.caller = caller;
    this.#params = params;
  }

  get engine(): Engine {
    return this.services.engine;
  }

  get isSupervisor(): boolean {
    return this.caller.roles.includes('Supervisor');
  }

  /** A part of the path. */
  param(name: string): string {
    return this.#params[name] ?? '';
  }

  /** The body as a tree with that root. Anything else is a bad request. */
  async body(root: string): Promise<XmlNode> {
    const text = await this.request.text();
    try {
      const node = parseXml(text);
      if (node.name === root) return node;
    } catch (error) {
      if (!(error instanceof XmlRefused)) throw error;
    }
    throw refusals.malformed();
  }

  /** Throws while the node is out of service. Comes after the checks that need no other server. */
  assertInService(): void {
    if (this.engine.system().status !== 'IN_SERVICE') throw refusals.outOfService();
  }

  /** The user that a path names, if the caller may look at them: oneself, or a member of a team one supervises. */
  visibleUser(id: string): AgentView {
    if (id === this.caller.id) return this.caller;
    const user = this.isSupervisor ? this.engine.agent(id) : undefined;
    if (!this.isSupervisor) throw refusals.otherUser(id);
    if (!user) throw refusals.noUser(id);
    if (!this.supervises(user.team.id)) throw refusals.otherTeam(id);
    return user;
  }

  supervises(teamId: string): boolean {
    return this.caller.supervises.some((team) => team.id === teamId);
  }

  /** Accepts a command with 202, or refuses it at once. Its outcome comes as a notification. */
  accept(command: AgentCommand): Response {
    const { services, request } = this;
    const requestId = request.headers.get('requestId') ?? '';
    if (services.mayCarryOut(command)) {
      const refusal = services.requests.submit(command, requestId);
      if (refusal) throw syncError(refusal);
    }
    return accepted();
  }

  /** An object as the answer to a GET. */
  xml(name: string, fields: Fields, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
    const body = object(name, fields, styleOf(this.services.quirks())).toString();
    return new Response(body, { status, headers: { 'Content-Type': 'application/xml;charset=UTF-8', ...headers } });
  }
}

/** 202 without a body and without a content type: clients would try to parse one. */
export function accepted(): Response {
  return new Response(null, { status: 202, headers: { 'Content-Length': '0' } });
}

/** Does one verb on one resource. Throws `ApiError` to refuse. */
export type Handler = (call: ApiCall) => Response | Promise<Response>;

/** A resource and its verbs. */
export interface Route {
  /** Below the API's root, with `:names` for the parts that vary. */
  readonly path: string;
  readonly GET?: Handler;
  readonly PUT?: Handler;
  readonly POST?: Handler;
}
