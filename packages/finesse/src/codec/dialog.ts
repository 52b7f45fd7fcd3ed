import type { CallVariable, ServerTime } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { filled, fromBody, tailOf } from './body.js';
import { filling, list, record, text, time, word } from './records.js';

/** A `<Participant>` as it stood on the wire. */
export interface WireParticipant {
  mediaAddress?: string;
  mediaAddressType?: string;
  state?: string;
  stateCause?: string;
  stateChangeTime?: ServerTime;
  startTime?: ServerTime;
  actions?: string[];
}

/** A `<Dialog>` as it stood on the wire, `mediaProperties` spread into it: absent is `undefined`, empty is `''`. */
export interface WireDialog {
  id?: string;
  uri?: string;
  associatedDialogUri?: string;
  secondaryId?: string;
  mediaType?: string;
  fromAddress?: string;
  toAddress?: string;
  state?: string;
  callType?: string;
  dialedNumber?: string;
  dNIS?: string;
  queueNumber?: string;
  queueName?: string;
  wrapUpReason?: string;
  wrapUpItems?: string[];
  outboundClassification?: string;
  callbackNumber?: string;
  /** What the customer was promised; there but empty once it was taken back. */
  scheduledCallbackInfo?: { callbackTime?: string; callbackNumber?: string };
  variables: CallVariable[];
  participants: WireParticipant[];
}

const readVariables = list('callVariable', (xml): CallVariable | undefined => {
  let name = '';
  let value = '';
  for (const depth = xml.depth; xml.child(depth);) {
    if (xml.key === 'name') name = xml.word();
    else if (xml.key === 'value') value = xml.text();
  }
  // An empty name would be none.
  return name === '' ? undefined : { name, value };
});

const readMediaProperties = filling<WireDialog>(
  ['callType dialedNumber dNIS queueNumber outboundClassification', word],
  ['queueName wrapUpReason', text],
  ['wrapUpItems', list('wrapUpItem', text)],
  [
    'callvariables callVariables',
    (xml, dialog) => {
      const more = readVariables(xml);
      dialog.variables = dialog.variables.length > 0 ? dialog.variables.concat(more) : more;
    },
  ],
);

const readParticipant = record<WireParticipant>(
  ['mediaAddress mediaAddressType state stateCause', word],
  ['stateChangeTime startTime', time],
  ['actions', list('action', word)],
);

const readFields = filling<WireDialog>(
  ['id uri associatedDialogUri secondaryId mediaType fromAddress toAddress state callbackNumber', word],
  ['scheduledCallbackInfo', record(['callbackTime callbackNumber', word])],
  ['mediaProperties', (xml, dialog) => void readMediaProperties(xml, dialog)],
  ['participants', list('participant', readParticipant)],
);

/** Reads the `<Dialog>` the cursor stands on. */
export function readDialog(xml: XmlCursor): WireDialog {
  return readFields(xml, { variables: [], participants: [] });
}

/** Reads the body of `GET /Dialog/{id}`. Throws `DesktopError('protocol')`. */
export function dialogFromBody(body: string): WireDialog {
  return fromBody(body, 'dialog', readDialog);
}

/** Reads the `<Dialogs>` the cursor stands on. */
export const readDialogs: (xml: XmlCursor) => WireDialog[] = list('dialog', readDialog);

/** Reads the body of `GET /User/{id}/Dialogs`. Throws `DesktopError('protocol')`. */
export function dialogsFromBody(body: string): WireDialog[] {
  return fromBody(body, 'dialogs', readDialogs);
}

/** The id of a dialog, from its `id` or the end of its uri; `undefined` when it has neither. */
export function dialogIdOf(dialog: WireDialog): string | undefined {
  return filled(dialog.id) ?? tailOf(dialog.uri);
}
