/** What is known about a call. */
export interface CallDataLabels {
  readonly caller: string;
  readonly dialed: string;
  readonly queue: string;
  readonly duration: string;
  readonly variables: string;
  readonly moreVariables: string;
  readonly emptyValue: string;
  /** In place of a value that the platform did not give at all. */
  readonly noValue: string;
  readonly noVariables: string;
  readonly wrapUpReason: string;
  readonly copy: (name: string) => string;
  readonly copied: string;
  readonly edit: (name: string) => string;
  readonly cancelEdit: string;
  readonly saving: string;
  /** What was typed does not fit; lengths in bytes. */
  readonly tooLong: (name: string, length: number, most: number) => string;
  /** Somebody else changed the value that the agent is changing. */
  readonly changedMeanwhile: (name: string, value: string) => string;
}

/** The English words. */
export const callDataLabels: CallDataLabels = {
  caller: 'Caller',
  dialed: 'Dialed',
  queue: 'Queue',
  duration: 'Duration',
  variables: 'Call variables',
  moreVariables: 'More',
  emptyValue: 'empty',
  noValue: 'not given',
  noVariables: 'No call variables',
  wrapUpReason: 'Wrap-up reason',
  copy: (name) => `Copy ${name}`,
  copied: 'Copied',
  edit: (name) => `Edit ${name}`,
  cancelEdit: 'Cancel',
  saving: 'Saving…',
  tooLong: (name, length, most) => `${name} is too long: ${length} of ${most} bytes`,
  changedMeanwhile: (name, value) => `${name} has changed meanwhile: ${value}`,
};
