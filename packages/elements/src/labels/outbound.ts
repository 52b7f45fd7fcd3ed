import type { Classification } from '@cordboard/core';

/** Contacts and calls of outbound campaigns. */
export interface OutboundLabels {
  readonly outboundPreview: string;
  /** The contact was accepted and its customer is called. */
  readonly callingCustomer: string;
  /** What each answer to an offered contact means. */
  readonly previewMeanings: Readonly<Record<'accept' | 'reject' | 'close', string>>;
  readonly classifications: Readonly<Record<Classification, string>>;
  readonly notReclassified: string;
  readonly noCallback: string;
  readonly callbackTime: string;
  /** In whose time zone the time is meant. */
  readonly callbackZone: string;
  readonly callbackNumber: string;
  readonly callbackNeeds: string;
  readonly callbackTimeWrong: string;
  readonly callbackNumberWrong: string;
  readonly promiseCallback: string;
}

/** The English words. */
export const outboundLabels: OutboundLabels = {
  outboundPreview: 'Preview',
  callingCustomer: 'Calling',
  previewMeanings: {
    accept: 'Calls the customer',
    reject: 'Back to the campaign, may be offered again',
    close: 'Not called again in this campaign',
  },
  classifications: {
    voice: 'Voice',
    fax: 'Fax',
    'answering-machine': 'Answering machine',
    'invalid-number': 'Invalid number',
    busy: 'Busy',
    'do-not-call': 'Do not call',
  },
  notReclassified: 'Not reclassified',
  noCallback: 'None promised',
  callbackTime: 'Day and time',
  callbackZone: 'Customer’s local time, as the platform has it',
  callbackNumber: 'Number',
  callbackNeeds: 'Enter a time, a number, or both',
  callbackTimeWrong: 'Enter the day and the time, or neither',
  callbackNumberWrong: 'Only digits, *, # and a leading +',
  promiseCallback: 'Promise',
};
