import type { RequestableState, StateOption } from '@cordboard/core';
import { must, type Barred, type Desk } from './desk.js';

/** Asking for ready, and for wrap-up. */
export const READY = { type: 'set-agent-state', state: 'ready' } as const;
export const WORK = { type: 'set-agent-state', state: 'work' } as const;

/** How platforms refuse a state that the present one does not allow. */
export const REFUSED: Pick<Barred, 'platform'> = { platform: ['invalid-state'] };

/** How wrap-up is refused where it cannot be asked for: as any other state, or as a request that the platform does not have. */
export function noWrapUp({ world }: Desk): Pick<Barred, 'platform'> {
  return world.rules.wrapUpOnRequest === 'pending' ? REFUSED : { platform: ['not-supported'] };
}

/** What is offered, each with its effect, in order. */
export function offered({ agent }: Desk): string[] {
  return must(agent, 'agent').next.map(({ state, effect }) => `${state} ${effect}`);
}

/** When a state that is offered would come into force. Fails where it is not offered. */
export function effectOf({ agent }: Desk, state: RequestableState): StateOption['effect'] {
  const option = agent?.next.find((each) => each.state === state);
  return must(option, `${state} offered`).effect;
}

/** A reason for signing out, which the platforms of the contract have. */
export async function signOutReason({ client }: Desk): Promise<string> {
  const [reason] = await client.query({ type: 'reason-codes', category: 'sign-out' });
  return must(reason, 'a reason for signing out').id;
}
