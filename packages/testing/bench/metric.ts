import type { Product } from './product.js';
import type { BenchResult } from './result.js';

/** Paths of what others make, which is measured beside ours where it is given. */
export interface Peers {
  readonly finesseJs?: string;
  readonly jquery?: string;
}

/** What a metric measures with. */
export interface Bench {
  readonly product: Product;
  readonly peers: Peers;
  /** Less of what is long by itself: enough for a mutant, not for a verdict. */
  readonly quick: boolean;
  /** Also what takes many minutes. */
  readonly deep: boolean;
}

/** How one goal is measured. */
export interface Metric {
  /** `G1`, what `--only` and the mutants name it by. */
  readonly goal: string;
  readonly about: string;
  /** Comes to the same each time, so that there is no use in measuring again. */
  readonly exact?: true;
  /** Measures once. Throws when what was measured did not do what it should: then there is no number. */
  readonly measure: (bench: Bench) => Promise<readonly BenchResult[]>;
}
