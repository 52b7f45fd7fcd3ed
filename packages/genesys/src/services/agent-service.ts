import { voiceErrorOf, type VoiceError } from '../ais/errors.js';
import { attributesOf, fieldOf, wordOf, wordsOf, itemsOf, type Attributes, type KeyValue } from '../ais/values.js';
import { Service } from './service.js';

/** What an agent logs in on a DN with. No public source lists the fields; these are the bridge's. */
export interface LoginVoiceForm {
  readonly dnId: string;
  readonly loginId?: string;
  /** The switch's password, in plain. */
  readonly password?: string;
  readonly queue?: string;
  readonly workmode?: string;
  readonly reasons?: readonly KeyValue[];
  readonly tExtensions?: readonly KeyValue[];
}

/** What an agent logs out of a DN, or changes their state on it, with. */
export interface StateVoiceForm {
  readonly dnId: string;
  readonly workmode?: string;
  readonly reasons?: readonly KeyValue[];
  readonly tExtensions?: readonly KeyValue[];
}

/** A DN of an agent, as the agent service tells of it. */
export interface VoiceMediaInfo {
  readonly dnId: string;
  readonly callableNumber?: string;
  readonly status?: string;
}

/** What the agent may do on one DN. */
export interface DnActionsPossible {
  readonly dnId: string;
  readonly actionsPossible: readonly string[];
}

/** The answer to a change of an agent's state: the DN as it is now, or why not. */
export interface MediaInfoError {
  readonly mediaInfo: VoiceMediaInfo | null;
  readonly error: VoiceError | null;
}

/** A DN read off the wire; `undefined` for what has no id. */
export function mediaInfoOf(value: unknown): VoiceMediaInfo | undefined {
  const dnId = wordOf(fieldOf(value, 'dnId'));
  if (dnId === undefined) return undefined;
  const [callableNumber, status] = [wordOf(fieldOf(value, 'callableNumber')), wordOf(fieldOf(value, 'status'))];
  return { dnId, ...(callableNumber !== undefined && { callableNumber }), ...(status !== undefined && { status }) };
}

/** The possible actions of a DN read off the wire; `undefined` for what has no id. */
export function dnActionsOf(value: unknown): DnActionsPossible | undefined {
  const dnId = wordOf(fieldOf(value, 'dnId'));
  return dnId === undefined ? undefined : { dnId, actionsPossible: wordsOf(fieldOf(value, 'actionsPossible')) };
}

/**
 * Logs an agent in on a DN, which comes before every action on calls, and changes the agent's state there. Rejects with `DesktopError`; what
 * the switch refuses is in the answer.
 */
export class AgentService extends Service {
  readonly serviceName = 'AgentService';

  login(agentId: string, form: LoginVoiceForm, signal?: AbortSignal): Promise<MediaInfoError> {
    return this.#ask(this.names.methods.login, agentId, form, signal);
  }

  logout(agentId: string, form: StateVoiceForm, signal?: AbortSignal): Promise<MediaInfoError> {
    return this.#ask(this.names.methods.logout, agentId, form, signal);
  }

  ready(agentId: string, form: StateVoiceForm, signal?: AbortSignal): Promise<MediaInfoError> {
    return this.#ask(this.names.methods.ready, agentId, form, signal);
  }

  notReady(agentId: string, form: StateVoiceForm, signal?: AbortSignal): Promise<MediaInfoError> {
    return this.#ask(this.names.methods.notReady, agentId, form, signal);
  }

  afterCallWork(agentId: string, form: StateVoiceForm, signal?: AbortSignal): Promise<MediaInfoError> {
    return this.#ask(this.names.methods.afterCallWork, agentId, form, signal);
  }

  /** Attributes of an agent, such as `agent:*`. */
  async getAgentDTO(agentId: string, attributes: readonly string[], signal?: AbortSignal): Promise<Attributes> {
    return attributesOf(fieldOf(await this.invoke(this.names.methods.readAgent, { agentId, attributes }, signal), 'attributes'));
  }

  async #ask(method: string, agentId: string, form: LoginVoiceForm | StateVoiceForm, signal?: AbortSignal): Promise<MediaInfoError> {
    const result = await this.invoke(method, { agentId, form }, signal);
    return { mediaInfo: mediaInfoOf(fieldOf(result, 'mediaInfo')) ?? null, error: voiceErrorOf(fieldOf(result, 'error')) };
  }
}

/** DNs: which number the switch knows one by, and how it stands. */
export class DnService extends Service {
  readonly serviceName = 'DnService';

  /** Attributes of each DN, by its id: `dn:callableNumber` is what to dial, `dn:dnId` is not. */
  async getDnsDTO(dnIds: readonly string[], attributes: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, Attributes>> {
    return byId(await this.invoke(this.names.methods.readDns, { dnIds, attributes }, signal), 'dnId');
  }
}

/** Places, and the DNs on them. */
export class PlaceService extends Service {
  readonly serviceName = 'PlaceService';

  /** Attributes of each place, by its id: `place:dns` are its DNs. */
  async getPlacesDTO(
    placeIds: readonly string[],
    attributes: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, Attributes>> {
    return byId(await this.invoke(this.names.methods.readPlaces, { placeIds, attributes }, signal), 'placeId');
  }
}

function byId(value: unknown, name: string): ReadonlyMap<string, Attributes> {
  const all = new Map<string, Attributes>();
  for (const item of itemsOf(value)) {
    const id = wordOf(fieldOf(item, name));
    if (id !== undefined) all.set(id, attributesOf(fieldOf(item, 'attributes')));
  }
  return all;
}
