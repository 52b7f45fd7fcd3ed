/** One of several ways to do the same, measured beside each other. */
export interface Subject {
  readonly name: string;
  /** Takes one sample. What it gives is the cost, in whatever unit the metric speaks of. */
  readonly sample: (round: number) => number | Promise<number>;
}

/** What each subject cost, round by round. */
export type Samples = Readonly<Record<string, readonly number[]>>;

/**
 * Takes turns among the subjects, in an order that moves on by one each round, so that none always comes after the same. The first
 * `warmUp` rounds are not counted.
 */
export async function interleaved(subjects: readonly Subject[], { rounds, warmUp }: { rounds: number; warmUp: number }): Promise<Samples> {
  const samples = Object.fromEntries(subjects.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < warmUp + rounds; round++) {
    for (let turn = 0; turn < subjects.length; turn++) {
      const { name, sample } = subjects[(round + turn) % subjects.length]!;
      const cost = await sample(round);
      if (round >= warmUp) samples[name]!.push(cost);
    }
  }
  return samples;
}

/** Throws: what did not do its work has no cost. */
export function mustBe(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`Void: ${what}`);
}
