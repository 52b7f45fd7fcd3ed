import type { CallVariable, ServerTime } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { filled, fromBody, tailOf } from './body.js';
import { parseTime } from './time.js';

/** A `<Participant>` as it stood on the wire. */
export interface WireParticipant {
  mediaAddress?: string;
  mediaAddressType?: string;
  state?: string;
  stateCause?: string;
  stateChangeTime?: ServerTime;
  startTime?: ServerTime;
  actions: string[];
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
  dnis?: string;
  queueNumber?: string;
  queueName?: string;
  wrapUpReason?: string;
  wrapUpItems?: string[];
  outboundClassification?: string;
  callbackNumber?: string;
  /** What the customer was promised; there but empty once it was taken back. */
  callback?: { time?: string; number?: string };
  variables: CallVariable[];
  participants: WireParticipant[];
}

/** Reads the `<Dialog>` the cursor stands on. */
export function readDialog(xml: XmlCursor): WireDialog {
  const dialog: WireDialog = { variables: [], participants: [] };
  for (const depth = xml.depth; xml.child(depth);) {
    switch (xml.key) {
      case 'id':
      case 'uri':
      case 'associatedDialogUri':
      case 'secondaryId':
      case 'mediaType':
      case 'fromAddress':
      case 'toAddress':
      case 'state':
      case 'callbackNumber':
        dialog[xml.key] = xml.word();
        break;
      case 'scheduledCallbackInfo':
        dialog.callback = readCallback(xml);
        break;
      case 'mediaProperties':
        readMediaProperties(xml, dialog);
        break;
      case 'participants':
        for (const list = xml.depth; xml.child(list, 'participant');) dialog.participants.push(readParticipant(xml));
        break;
    }
  }
  return dialog;
}

function readMediaProperties(xml: XmlCursor, dialog: WireDialog): void {
  for (const depth = xml.depth; xml.child(depth);) {
    switch (xml.key) {
      case 'callType':
      case 'dialedNumber':
      case 'queueNumber':
      case 'outboundClassification':
        dialog[xml.key] = xml.word();
        break;
      case 'dNIS':
        dialog.dnis = xml.word();
        break;
      case 'queueName':
      case 'wrapUpReason':
        dialog[xml.key] = xml.text();
        break;
      case 'wrapUpItems':
        dialog.wrapUpItems = [];
        for (const items = xml.depth; xml.child(items, 'wrapUpItem');) dialog.wrapUpItems.push(xml.text());
        break;
      case 'callvariables':
      case 'callVariables':
        for (const list = xml.depth; xml.child(list, 'callVariable');) readVariable(xml, dialog.variables);
        break;
    }
  }
}

function readCallback(xml: XmlCursor): { time?: string; number?: string } {
  const callback: { time?: string; number?: string } = {};
  for (const depth = xml.depth; xml.child(depth);) {
    if (xml.key === 'callbackTime') callback.time = xml.word();
    else if (xml.key === 'callbackNumber') callback.number = xml.word();
  }
  return callback;
}

function readVariable(xml: XmlCursor, variables: CallVariable[]): void {
  let name = '';
  let value = '';
  for (const depth = xml.depth; xml.child(depth);) {
    if (xml.key === 'name') name = xml.word();
    else if (xml.key === 'value') value = xml.text();
  }
  if (name !== '') variables.push({ name, value });
}

function readParticipant(xml: XmlCursor): WireParticipant {
  const participant: WireParticipant = { actions: [] };
  for (const depth = xml.depth; xml.child(depth);) {
    switch (xml.key) {
      case 'mediaAddress':
      case 'mediaAddressType':
      case 'state':
      case 'stateCause':
        participant[xml.key] = xml.word();
        break;
      case 'stateChangeTime':
      case 'startTime': {
        const { key } = xml;
        const time = parseTime(xml.peek().trim());
        if (time !== undefined) participant[key] = time;
        break;
      }
      case 'actions':
        for (const list = xml.depth; xml.child(list, 'action');) participant.actions.push(xml.word());
        break;
    }
  }
  return participant;
}

/** Reads the body of `GET /Dialog/{id}`. Throws `DesktopError('protocol')`. */
export function dialogFromBody(body: string): WireDialog {
  return fromBody(body, 'dialog', readDialog);
}

/** Reads the `<Dialogs>` the cursor stands on. */
export function readDialogs(xml: XmlCursor): WireDialog[] {
  const dialogs: WireDialog[] = [];
  for (const list = xml.depth; xml.child(list, 'dialog');) dialogs.push(readDialog(xml));
  return dialogs;
}

/** Reads the body of `GET /User/{id}/Dialogs`. Throws `DesktopError('protocol')`. */
export function dialogsFromBody(body: string): WireDialog[] {
  return fromBody(body, 'dialogs', readDialogs);
}

/** The id of a dialog, from its `id` or the end of its uri; `undefined` when it has neither. */
export function dialogIdOf(dialog: WireDialog): string | undefined {
  return filled(dialog.id) ?? tailOf(dialog.uri);
}
