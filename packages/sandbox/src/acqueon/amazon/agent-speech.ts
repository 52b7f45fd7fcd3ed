import type { AgentView } from '../../engine/index.js';
import type { ChannelHost } from '../channel.js';
import { agentDetails, agentInfo, agentRules, agentState, agentStateMessage } from './agent-payloads.js';
import { ownCalls } from './directory.js';
import type { Softphones } from './softphones.js';
import { toldStatus } from './statuses.js';

/** Says what is true about the agent, and remembers only what was said last of the campaigns' view of them. */
export class AgentSpeech {
  readonly #host: ChannelHost;
  readonly #softphones: Softphones;
  readonly #agentId: string;
  #details = '';

  constructor(host: ChannelHost, softphones: Softphones, agentId: string) {
    this.#host = host;
    this.#softphones = softphones;
    this.#agentId = agentId;
  }

  /** Whether the agent's phone is muted in a call. */
  get isMuted(): boolean {
    return ownCalls(this.#host.engine, this.#agentId).some(({ own }) => own.muted === true);
  }

  /** What login, logout and synchronisation are answered with; without an agent nobody is logged in. */
  session(subtopic: 'StateSync' | 'LoginSuccess' | 'LogoutSuccess', agent: AgentView | undefined): void {
    const muted = this.isMuted;
    const loginState = agent && agent.state !== 'LOGOUT' ? 'LoggedIn' : 'LoggedOut';
    const session = agent
      ? { loginState, agentInfo: agentInfo(agent, muted), agentState: agentState(agent), rules: agentRules(agent, muted) }
      : { loginState, agentInfo: null, agentState: null, rules: '' };
    this.#say('Agent', subtopic, session);
  }

  /** The agent's state. `onlyMute`: because they were muted, or are no more. */
  state(agent: AgentView, onlyMute = false): void {
    const changed = onlyMute && this.#host.quirks().changedButtons;
    this.#say('Agent', 'SetAgentState', agentStateMessage(agent, this.isMuted, changed));
  }

  /** The same as the softphone has it (ccp-agent-state-event). */
  softphoneState(agent: AgentView): void {
    const { name, type } = toldStatus(agent);
    this.#say('Agent', 'CcpAgentState', { name, type });
  }

  /** What the campaigns see of the agent, unless that was said last. Of somebody who has not come there is nothing to tell. */
  details(agent: AgentView): void {
    const payload = agentDetails(agent, this.#softphones.line(agent.id));
    const text = JSON.stringify(payload);
    if (text === this.#details || (this.#details === '' && agent.state === 'LOGOUT')) return;
    this.#details = text;
    this.#say('OutboundCall', 'SetAgentDetails', payload);
  }

  /** The tethered line, if there is one. */
  line(): void {
    const line = this.#softphones.line(this.#agentId);
    if (line) this.#say('OutboundCall', 'SetNailupDetails', { callStatus: line.status, uuid: line.uuid });
  }

  /** Everything began again. */
  forget(): void {
    this.#details = '';
  }

  #say(topic: string, subtopic: string, payload: unknown): void {
    this.#host.say({ channel: 'Amazon', topic, subtopic, payload, under: 'message' });
  }
}
