import type { Contact, ReasonCode } from '@cordboard/core';
import { filled, given } from '../bus/given.js';
import { listOf, textOf, type Plain } from '../bus/plain.js';
import { bare } from './words.js';

/** A status of the softphone, as `UpdateState` takes it. */
export interface AgentStatus {
  readonly label: string;
  readonly code: string;
  /** `routable`, `not_routable`, `offline` or `system`, as written. The last cannot be asked for. */
  readonly type: string;
}

/** A colleague who can be consulted from a campaign's call. */
export interface ConsultAgent {
  /** What `Consult` wants as `agentUUID` (inferred: `cpassUUID`). */
  readonly id: string;
  readonly name: string;
  readonly status?: string;
  readonly queue?: string;
  readonly routingProfile?: string;
  /** As written. */
  readonly availableSince?: string;
  /** Seconds. */
  readonly waiting?: number;
}

/** The list of `GetStates`: `{label, code, type}`. */
export function statusesIn(payload: Plain | undefined): readonly AgentStatus[] {
  return itemsOf(payload).flatMap((item) => {
    const label = filled(textOf(item, 'label'));
    return label === undefined ? [] : [{ label, code: textOf(item, 'code') ?? '', type: textOf(item, 'type') ?? '' }];
  });
}

/** Reasons for not ready: each is a status of its own, and is asked for by its name (set-not-ready). */
export function reasonsOf(statuses: readonly AgentStatus[]): readonly ReasonCode[] {
  return statuses.flatMap(({ label, code, type }) => {
    const kind = bare(type);
    if (kind !== 'notroutable' && kind !== 'offline') return [];
    return [{ id: label, code: filled(code) ?? label, label, category: 'not-ready' as const, system: false }];
  });
}

/** The list of `SetAgentList`. */
export function consultAgentsIn(payload: Plain | undefined): readonly ConsultAgent[] {
  return itemsOf(payload).flatMap((item) => {
    const id = filled(textOf(item, 'cpassUUID'));
    const name = filled(textOf(item, 'agentName'));
    if (id === undefined || name === undefined) return [];
    const waiting = Number(filled(textOf(item, 'waitingTimeSec')));
    return [
      {
        id,
        name,
        ...given({
          status: filled(textOf(item, 'agentStatus')),
          queue: filled(textOf(item, 'queue')),
          routingProfile: filled(textOf(item, 'routingProfile')),
          availableSince: filled(textOf(item, 'availableSince')),
          waiting: Number.isFinite(waiting) ? waiting : undefined,
        }),
      },
    ];
  });
}

/**
 * The colleagues as contacts. What is called is the name, because that is what people read and what a transfer wants; of several with one
 * name the id.
 */
export function contactsOf(agents: readonly ConsultAgent[]): readonly Contact[] {
  return agents.map(({ id, name, status, queue }) => ({
    id,
    number: agents.some((other) => other.name === name && other.id !== id) ? id : name,
    firstName: name,
    ...given({ description: status, book: queue }),
  }));
}

// The list itself, or under `data` as answers of other channels have it.
function itemsOf(payload: Plain | undefined): readonly Plain[] {
  return Array.isArray(payload) ? (payload as readonly Plain[]) : listOf(payload, 'data');
}
