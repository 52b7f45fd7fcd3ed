import type { WrapUpMode } from '@cordboard/core';

/** Saying what a call was about. */
export interface WrapUpLabels {
  readonly wrapUp: string;
  readonly noWrapUpReason: string;
  /** What follows the call, told during it. */
  readonly wrapUpModes: Readonly<Record<WrapUpMode, string>>;
  /** The call is over and its wrap-up goes on. */
  readonly inWrapUp: string;
  readonly wrapUpReasonNeeded: string;
  /** The platform has no reasons to choose from. */
  readonly noWrapUpReasons: string;
}

/** The English words. */
export const wrapUpLabels: WrapUpLabels = {
  wrapUp: 'Wrap-up',
  noWrapUpReason: 'No reason yet',
  wrapUpModes: {
    required: 'Wrap-up after this call',
    'required-with-reason': 'Reason required after this call',
    optional: 'Wrap-up on request',
    'not-allowed': 'No time for wrap-up',
    unknown: 'Wrap-up',
  },
  inWrapUp: 'In wrap-up',
  wrapUpReasonNeeded: 'Reason required',
  noWrapUpReasons: 'No reasons are set up',
};
