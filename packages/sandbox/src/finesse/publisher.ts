import type { AgentCallFact, AgentFact, Cancel, Engine, Fact, Refusal, RefusedFact } from '../engine/index.js';
import { API } from './codec/common.js';
import { ACTION_NAMES, dialogFields } from './codec/dialog.js';
import { queueFields, systemStatusFields, teamFields } from './codec/lists.js';
import { temporaryLegOf } from './codec/temporary-leg.js';
import { writeErrorUpdate, writeUpdate, type Update } from './codec/update.js';
import { userFields, userSummary } from './codec/user.js';
import type { NotificationService } from './notification-service.js';
import type { FinesseQuirks } from './quirks.js';
import type { AcceptedRequest, AgentCommand } from './requests.js';
import type { AuthMode } from './rest/api.js';
import { asyncWords } from './rest/refusal-words.js';

/** A queue's figures are published at most this often (Finesse 12.5 guide p. 361). */
const QUEUE_MS = 10_000;

/** What the publisher works with. */
export interface PublisherOptions {
  readonly engine: Engine;
  readonly notifications: NotificationService;
  readonly authMode: AuthMode;
  readonly quirks: () => FinesseQuirks;
}

/** Turns the engine's facts into notifications on the nodes that the product uses (Finesse 12.5 guide pp. 345-367). */
export class Publisher {
  readonly #engine: Engine;
  readonly #notifications: NotificationService;
  readonly #authMode: AuthMode;
  readonly #quirks: () => FinesseQuirks;
  readonly #queuePictures = new Map<string, string>();
  #queueTimer: Cancel | undefined;

  constructor(options: PublisherOptions) {
    this.#engine = options.engine;
    this.#notifications = options.notifications;
    this.#authMode = options.authMode;
    this.#quirks = options.quirks;
  }

  /** Publishes a fact. `answered` tells which accepted request it is the first answer to. */
  publish(fact: Fact, answered: AcceptedRequest | undefined): void {
    switch (fact.type) {
      case 'agent':
        this.#agent(fact, answered);
        this.#watchQueues();
        break;
      case 'call-added':
      case 'call-changed':
      case 'call-removed':
        this.#call(fact, answered?.requestId ?? '');
        break;
      case 'call':
        this.#watchQueues();
        break;
      case 'refused':
        this.#refused(fact, answered?.requestId ?? '');
        break;
      case 'system': {
        const fields = systemStatusFields(fact.system, fact.at, this.#authMode);
        const source = `${API}/SystemInfo`;
        this.#send(source, { event: 'PUT', data: ['systemInfo', fields], requestId: '', source });
        break;
      }
      case 'reset':
        this.stop();
        break;
      case 'contact':
      case 'disposition':
        // What a campaign knows of its contacts is nothing that this product tells.
        break;
    }
  }

  /** Publishes the refusal of a request that had been accepted. */
  publishRefusal(request: AcceptedRequest, refusal: Refusal): void {
    const { node, source, action } = addressOf(request.command);
    const words = asyncWords(refusal, this.#engine.world.platform, action);
    this.#notifications.publish(node, () => writeErrorUpdate(words, request.requestId, source, this.#quirks()), true);
  }

  /** Stops what is timed. */
  stop(): void {
    this.#queueTimer?.();
    this.#queueTimer = undefined;
    this.#queuePictures.clear();
  }

  #agent(fact: AgentFact, answered: AcceptedRequest | undefined): void {
    const { agent } = fact;
    const source = `${API}/User/${agent.id}`;
    // A supervisor hears of the agent on the team's node, so that is where the answer goes.
    const own = !answered || answered.command.agentId === agent.id;
    const requestId = answered?.requestId ?? '';
    // Of most agents nobody hears, and there may be thousands: what is told is made for who listens.
    const full = (): Update['data'] => ['user', userFields(agent, this.#quirks())];
    this.#send(source, { event: 'PUT', data: full, requestId: own ? requestId : '', source });
    if (fact.change === 'refresh' && own) return;
    const data = (): Update['data'] =>
      this.#quirks().teamEvents === 'user' ? ['user', userSummary(agent, this.#quirks())] : this.#team(agent.team);
    this.#send(`${API}/Team/${agent.team.id}/Users`, { event: 'PUT', data, requestId: own ? '' : requestId, source });
  }

  #team({ id, name }: { readonly id: string; readonly name: string }): Update['data'] {
    return ['team', teamFields(id, name, this.#engine.teamMembers(id) ?? [], this.#quirks())];
  }

  #call(fact: AgentCallFact, requestId: string): void {
    const node = `${API}/User/${fact.agentId}/Dialogs`;
    const fields = dialogFields(fact.call, this.#engine.world.platform, this.#quirks());
    if (fact.type === 'call-changed') {
      this.#send(node, { event: 'PUT', data: ['dialog', fields], requestId, source: `${API}/Dialog/${fact.call.id}` });
    } else {
      const event = fact.type === 'call-added' ? 'POST' : 'DELETE';
      const leg = event === 'POST' && this.#quirks().temporaryTransferLeg ? temporaryLegOf(fact.call, fact.agentId) : undefined;
      const passing = (when: 'POST' | 'DELETE'): void => {
        if (leg) this.#send(node, { event: when, data: ['dialogs', { Dialog: leg[when] }], requestId: '', source: node });
      };
      passing('POST');
      this.#send(node, { event, data: ['dialogs', { Dialog: fields }], requestId, source: node });
      passing('DELETE');
      if (leg) this.#send(node, { event: 'PUT', data: ['dialog', fields], requestId: '', source: `${API}/Dialog/${fact.call.id}` });
    }
  }

  #refused(fact: RefusedFact, requestId: string): void {
    const { agentId, target } = fact;
    const node = target.kind === 'agent' ? `${API}/User/${agentId}` : `${API}/User/${agentId}/Dialogs`;
    const source = target.kind === 'agent' ? `${API}/User/${target.id}` : target.kind === 'call' ? `${API}/Dialog/${target.id}` : node;
    const action = fact.command === 'update-data' ? 'UPDATE_CALL_DATA' : actionName(fact.action);
    const words = asyncWords(fact.refusal, this.#engine.world.platform, action);
    this.#notifications.publish(node, () => writeErrorUpdate(words, requestId, source, this.#quirks()), true);
  }

  // Figures follow calls and agents; one timer gathers their changes.
  #watchQueues(): void {
    if (this.#queueTimer || this.#engine.world.platform !== 'CCE') return;
    this.#queueTimer = this.#engine.clock.after(QUEUE_MS, () => {
      this.#queueTimer = undefined;
      for (const queue of this.#engine.queues()) {
        const fields = queueFields(queue, 'CCE');
        const picture = JSON.stringify(fields);
        if (this.#queuePictures.get(queue.id) === picture) continue;
        this.#queuePictures.set(queue.id, picture);
        const source = `${API}/Queue/${queue.id}`;
        this.#send(source, { event: 'PUT', data: ['Queue', fields], requestId: '', source });
      }
    });
  }

  #send(node: string, update: Omit<Update, 'data'> & { readonly data: Update['data'] | (() => Update['data']) }): void {
    const write = (): string => {
      const data = typeof update.data === 'function' ? update.data() : update.data;
      return writeUpdate({ ...update, data }, this.#quirks());
    };
    this.#notifications.publish(node, write, update.event === 'PUT');
  }
}

function actionName(action: string | undefined): string {
  return (ACTION_NAMES as Readonly<Record<string, string | undefined>>)[action ?? ''] ?? 'MAKE_CALL';
}

function addressOf(command: AgentCommand): { readonly node: string; readonly source: string; readonly action: string } {
  const user = `${API}/User/${command.agentId}`;
  switch (command.type) {
    case 'sign-in':
      return { node: user, source: user, action: '' };
    case 'set-state':
      return { node: user, source: `${API}/User/${command.target ?? command.agentId}`, action: '' };
    case 'make-call':
      return { node: `${user}/Dialogs`, source: `${user}/Dialogs`, action: 'MAKE_CALL' };
    case 'call-action':
      return { node: `${user}/Dialogs`, source: `${API}/Dialog/${command.callId}`, action: ACTION_NAMES[command.action] };
    case 'update-data':
      return { node: `${user}/Dialogs`, source: `${API}/Dialog/${command.callId}`, action: 'UPDATE_CALL_DATA' };
  }
}
