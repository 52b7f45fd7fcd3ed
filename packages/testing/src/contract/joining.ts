import { ownParticipant, type Command, type DesktopClient, type Dialog, type DialogAction } from '@cordboard/core';
import { must, type Desk } from './desk.js';
import type { CallHandle } from './harness.js';
import { until } from './until.js';

/** The codes with which platforms say that an action is not possible now. */
export const REFUSALS: readonly string[] = ['not-offered', 'invalid-state', 'refused', 'not-controller'];

/** The colleague's client, signed in. */
export async function signInColleague(desk: Desk): Promise<DesktopClient> {
  const colleague = desk.open(desk.world.colleaguePort());
  await desk.signIn({ client: colleague, as: desk.world.colleague });
  return colleague;
}

/** A consult under way: the call that waits, the one about it, and the colleague's client. */
export interface Consulting {
  readonly first: CallHandle;
  readonly second: CallHandle;
  readonly colleague: DesktopClient;
}

/** The agent talks to a customer, holds them, and talks to the colleague. */
export async function consulting(desk: Desk, { answered = true }: { answered?: boolean } = {}): Promise<Consulting> {
  const colleague = await signInColleague(desk);
  const first = await desk.talk();
  await desk.client.run({ type: 'consult', dialogId: first.id, to: desk.world.colleague.extension, intent: 'conference' });
  const all = await until(desk.client.dialogs$, 'the consult', (dialogs) => dialogs.length === 2);
  const second = { id: must(all.at(-1), 'the consult').id };
  await until(colleague.dialog$(await desk.idThere(second)), 'the consult rings', (dialog) => ownParticipant(dialog)?.state === 'alerting');
  if (answered) {
    await colleague.run({ type: 'dialog-action', dialogId: await desk.idThere(second), action: 'answer' });
    await desk.legIs(second, 'active');
    await desk.offers(first, 'conference');
  }
  return { first, second, colleague };
}

/** Agent, customer and colleague in one call, begun by the agent. */
export async function conference(desk: Desk): Promise<Consulting> {
  const calls = await consulting(desk);
  await desk.client.run({ type: 'conference', dialogId: calls.first.id });
  await until(desk.client.dialog$(calls.first.id), 'the conference', (dialog) => dialog?.kind === 'conference');
  await desk.gone(calls.second);
  return calls;
}

/** Whether the platform offers the action on the own leg. */
export function offers(dialog: Dialog | undefined, action: DialogAction): boolean {
  return ownParticipant(dialog)?.actions.includes(action) ?? false;
}

/** How many parties talk. */
export function active(dialog: Dialog): number {
  return dialog.participants.filter(({ state }) => state === 'active').length;
}

/** The code with which a command fails at the platform, or `taken`. */
export async function verdictOf(client: DesktopClient, command: Command): Promise<string> {
  return client.run(command).then(
    () => 'taken',
    (error: { code: string }) => error.code,
  );
}
