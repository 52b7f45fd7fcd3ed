/** How a real Workspace may differ from its documentation, or its documentation from itself. All off: clean. */
export interface BusQuirks {
  /** Messages without the packet around them. */
  readonly bare: boolean;
  /** A blank behind `data`, as the samples of the call pages have it. */
  readonly blankKeys: boolean;
  /** Calls under `message` instead of `data`. */
  readonly callsInMessage: boolean;
  /** Answers' subtopics in another of the spellings that the pages have. */
  readonly otherCase: boolean;
  /** Requests without `source` are dropped. */
  readonly needsSource: boolean;
}

export const CLEAN: BusQuirks = { bare: false, blankKeys: false, callsInMessage: false, otherCase: false, needsSource: false };

/** Everything at once that the documentation's own samples do. */
export const AS_DOCUMENTED: BusQuirks = { ...CLEAN, blankKeys: true, otherCase: true };
