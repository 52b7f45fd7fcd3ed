import { DesktopError, type CallVariable, type Command } from '@cordboard/core';
import { element, type Markup } from '../xml/write.js';
import { wordOf } from './actions.js';
import { CLASSES } from './classes.js';
import type { Expectation } from './expectations.js';
import { extensionOf, isFilled, paths, xml, type CommandRequest, type Session } from './request-parts.js';

/** A command on a dialog. */
export type CallCommand = Exclude<
  Extract<Command, { dialogId: string }>,
  // Composed by the client of two others.
  { type: 'swap' }
>;

/** Limits that the platform would otherwise apply by cutting or refusing (Finesse 12.5 guide pp. 87, 118). */
const DTMF_MOST = 64;

/** The request for a command on a dialog. Throws `DesktopError('invalid-argument')`; nothing was sent then. */
export function callRequestOf(command: CallCommand, session: Session): CommandRequest {
  const { dialogId } = command;
  const own = (): string => extensionOf(session);
  const request = (word: string, fields: Readonly<Record<string, string | Markup | undefined>>, expects: Expectation): CommandRequest => ({
    method: 'PUT',
    path: paths.dialog(dialogId),
    body: xml('Dialog', { requestedAction: word, ...fields }),
    expects,
  });
  switch (command.type) {
    case 'dialog-action':
      return request(wordOf(command.action), { targetMediaAddress: own() }, { on: 'dialog', dialogId, action: command.action });
    case 'consult':
      return request(
        'CONSULT_CALL',
        { targetMediaAddress: own(), toAddress: number(command.to) },
        { on: 'consult', dialogId, from: own(), to: command.to },
      );
    case 'conference':
      return request('CONFERENCE', { targetMediaAddress: own() }, { on: 'conference', dialogId });
    case 'transfer':
      return request('TRANSFER', { targetMediaAddress: own() }, { on: 'departure', dialogId });
    case 'transfer-now':
      return request('TRANSFER_SST', { targetMediaAddress: own(), toAddress: number(command.to) }, { on: 'departure', dialogId });
    case 'send-dtmf': {
      if (!/^[0-9*#A-D]+$/.test(command.digits) || command.digits.length > DTMF_MOST)
        throw new DesktopError('invalid-argument', 'Not tones');
      const actionParams = params({ dtmfString: command.digits });
      return request('SEND_DTMF', { targetMediaAddress: own(), actionParams }, { on: 'acceptance', dialogId });
    }
    case 'drop-participant':
      return request(
        'PARTICIPANT_DROP',
        { targetMediaAddress: number(command.address) },
        { on: 'party-gone', dialogId, address: command.address },
      );
    case 'update-call-data':
      return request(
        'UPDATE_CALL_DATA',
        { mediaProperties: variables(command.variables) },
        { on: 'variables', dialogId, variables: command.variables },
      );
    case 'set-wrap-up':
      return request(
        'UPDATE_CALL_DATA',
        { mediaProperties: reasons(command.reasons) },
        { on: 'wrap-up', dialogId, reasons: command.reasons },
      );
    case 'record':
      return request('START_RECORDING', { targetMediaAddress: own() }, { on: 'acceptance', dialogId });
    case 'reclassify': {
      const actionParams = params({ outboundClassification: CLASSES[command.classification] });
      return request('RECLASSIFY', { targetMediaAddress: own(), actionParams }, { on: 'acceptance', dialogId });
    }
    case 'schedule-callback': {
      const { time, number } = command;
      const actionParams = params({ callbackTime: time, callbackNumber: number });
      const callback = { ...(time !== undefined && { time }), ...(number !== undefined && { number }) };
      return request('UPDATE_SCHEDULED_CALLBACK', { targetMediaAddress: own(), actionParams }, { on: 'callback', dialogId, callback });
    }
    case 'cancel-callback':
      return request('CANCEL_SCHEDULED_CALLBACK', { targetMediaAddress: own() }, { on: 'callback', dialogId, callback: undefined });
    default:
      // A page's script may ask for anything.
      throw new DesktopError('not-supported', 'This port has no such command');
  }
}

function number(to: string): string {
  if (!isFilled(to)) throw new DesktopError('invalid-argument', 'No number');
  return to;
}

function params(values: Readonly<Record<string, string | undefined>>): Markup {
  const filled = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : element('ActionParam', {}, element('name', {}, name), element('value', {}, value)),
  );
  return element('actionParams', {}, ...filled);
}

function variables(changes: readonly CallVariable[]): Markup {
  const list = changes.map(({ name, value }) => {
    if (!isFilled(name)) throw new DesktopError('invalid-argument', 'A variable without a name');
    return element('CallVariable', {}, element('name', {}, name), element('value', {}, value));
  });
  return element('mediaProperties', {}, element('callvariables', {}, ...list));
}

// One reason is what both platforms take; the form for several is inferred from how CCX shows them.
function reasons(labels: readonly string[]): Markup {
  const [only] = labels;
  if (labels.length === 1) return element('mediaProperties', {}, element('wrapUpReason', {}, only));
  const items = labels.map((label) => element('wrapUpItem', {}, label));
  return element('mediaProperties', {}, element('wrapUpItems', {}, ...items));
}
