/** What is known about a call. */
export interface CallDataLabels {
  readonly caller: string;
  readonly dialed: string;
  readonly queue: string;
  readonly duration: string;
  readonly variables: string;
  readonly emptyValue: string;
  readonly noVariables: string;
  readonly wrapUpReason: string;
  readonly copy: (name: string) => string;
  readonly copied: string;
}

/** The English words. */
export const callDataLabels: CallDataLabels = {
  caller: 'Caller',
  dialed: 'Dialed',
  queue: 'Queue',
  duration: 'Duration',
  variables: 'Call variables',
  emptyValue: 'empty',
  noVariables: 'No call variables',
  wrapUpReason: 'Wrap-up reason',
  copy: (name) => `Copy ${name}`,
  copied: 'Copied',
};
