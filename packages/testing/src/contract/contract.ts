import { CALL_CASES } from './cases-calls.js';
import { DATA_CASES } from './cases-data.js';
import { DATA_REFUSAL_CASES } from './cases-data-refused.js';
import { DIALLING_CASES } from './cases-dialling.js';
import { JOIN_CASES } from './cases-joins.js';
import { JOIN_REFUSAL_CASES } from './cases-joins-refused.js';
import { JOIN_SIDE_CASES } from './cases-joins-sides.js';
import { LEG_CASES } from './cases-legs.js';
import { LINK_CASES } from './cases-link.js';
import { OUTBOUND_CASES } from './cases-outbound.js';
import { SESSION_CASES } from './cases-session.js';
import { SIGN_IN_CASES } from './cases-sign-in.js';
import { STATE_CASES } from './cases-states.js';
import { TEAM_CASES } from './cases-teams.js';
import { WRAP_UP_CASES } from './cases-wrap-up.js';
import type { ContractCase } from './desk.js';
import { Desk } from './desk.js';
import type { PortHarness } from './harness.js';

/** Every case, in the order in which they are reported. */
export const CONTRACT: readonly ContractCase[] = [
  ...SESSION_CASES,
  ...SIGN_IN_CASES,
  ...STATE_CASES,
  ...WRAP_UP_CASES,
  ...CALL_CASES,
  ...LEG_CASES,
  ...DIALLING_CASES,
  ...JOIN_CASES,
  ...JOIN_SIDE_CASES,
  ...JOIN_REFUSAL_CASES,
  ...DATA_CASES,
  ...DATA_REFUSAL_CASES,
  ...OUTBOUND_CASES,
  ...TEAM_CASES,
  ...LINK_CASES,
];

/** How one case went. */
export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly status: 'pass' | 'fail' | 'cannot';
  /** Why it failed, or why the platform cannot. */
  readonly why?: string;
}

/** Runs one case in a world of its own. Never rejects. */
export async function runCase(harness: PortHarness, each: ContractCase): Promise<CaseResult> {
  const { id, title } = each;
  const cannot = harness.cannot?.[id];
  if (cannot !== undefined) return { id, title, status: 'cannot', why: cannot };
  const world = await harness.open();
  const desk = new Desk(world);
  try {
    await each.run(desk);
    return { id, title, status: 'pass' };
  } catch (error) {
    return { id, title, status: 'fail', why: explain(error) };
  } finally {
    desk.close();
    await world.close();
  }
}

/** Declares the contract as tests of a runner that has `describe` and `it`. Cases that the platform cannot have are left out. */
export function portContract(
  harness: PortHarness,
  { describe, it }: { describe: (title: string, body: () => void) => unknown; it: (title: string, body: () => Promise<void>) => unknown },
): void {
  describe(`${harness.port}/${harness.wire} keeps the contract`, () => {
    for (const each of CONTRACT.filter(({ id }) => harness.cannot?.[id] === undefined)) {
      it(`${each.id} ${each.title}`, async () => {
        const result = await runCase(harness, each);
        if (result.status === 'fail') throw new Error(result.why);
      });
    }
  });
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
