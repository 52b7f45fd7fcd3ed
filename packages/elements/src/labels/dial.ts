/** Dialling a number. */
export interface DialLabels {
  readonly dial: string;
  readonly numberToDial: string;
  readonly numberNeeded: string;
  readonly numberWrong: string;
}

/** The English words. */
export const dialLabels: DialLabels = {
  dial: 'Dial',
  numberToDial: 'Number to dial',
  numberNeeded: 'Enter a number first',
  numberWrong: 'Only digits, *, # and a leading +',
};
