/** Choosing from a list of reasons that is read from the platform. */
export interface ReasonLabels {
  readonly searchReasons: string;
  readonly noReasonFound: string;
  readonly loadingReasons: string;
  /** The reasons could not be read; choosing this tries again. */
  readonly reasonsFailed: string;
  /** What has been asked for and not been confirmed. */
  readonly asking: (what: string) => string;
}

/** The English words. */
export const reasonLabels: ReasonLabels = {
  searchReasons: 'Search',
  noReasonFound: 'Nothing found',
  loadingReasons: 'Reading reasons…',
  reasonsFailed: 'Reasons could not be read. Try again',
  asking: (what) => `Asked for: ${what}`,
};
