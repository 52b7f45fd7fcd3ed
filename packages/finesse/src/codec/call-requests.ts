import { actionOf, DesktopError, type Command } from '@cordboard/core';
import { element, type Markup } from '../xml/write.js';
import { wordOf } from './actions.js';
import { wordOfClass } from './classes.js';
import { callData, extensionOf, isFilled, pair, paths, xml, type CommandRequest, type Fields, type Session } from './request-parts.js';

/** A command on a dialog. */
export type CallCommand = Exclude<
  Extract<Command, { dialogId: string }>,
  // Composed by the client of two others.
  { type: 'swap' }
>;

/** The request for a command on a dialog. Throws `DesktopError('invalid-argument')`; nothing was sent then. */
export function callRequestOf(command: CallCommand, session: Session): CommandRequest {
  const requestedAction = wordOf(actionOf(command)!);
  // A page's script may ask for anything.
  if (requestedAction === undefined) throw new DesktopError('not-supported', command.type);
  return {
    method: 'PUT',
    path: paths.dialog(command.dialogId),
    body: xml('Dialog', { requestedAction, ...fieldsOf(command, session) }),
  };
}

function fieldsOf(command: CallCommand, session: Session): Fields {
  switch (command.type) {
    case 'update-call-data':
      return { mediaProperties: callData(command.variables) };
    case 'set-wrap-up': {
      // One reason is what both platforms take; the form for several is inferred from how CCX shows them.
      const [only] = command.reasons;
      const several = (): Markup => element('wrapUpItems', {}, ...command.reasons.map((label) => element('wrapUpItem', {}, label)));
      return {
        mediaProperties: element('mediaProperties', {}, command.reasons.length === 1 ? element('wrapUpReason', {}, only) : several()),
      };
    }
    case 'drop-participant':
      return { targetMediaAddress: number(command.address) };
    default:
  }
  const targetMediaAddress = extensionOf(session);
  switch (command.type) {
    case 'consult':
    case 'transfer-now':
      return { targetMediaAddress, toAddress: number(command.to) };
    case 'send-dtmf':
      // The platform takes 64 (Finesse 12.5 guide p. 118).
      if (!/^[0-9*#A-D]{1,64}$/.test(command.digits)) throw new DesktopError('invalid-argument', 'digits');
      return { targetMediaAddress, actionParams: params({ dtmfString: command.digits }) };
    case 'reclassify':
      return { targetMediaAddress, actionParams: params({ outboundClassification: wordOfClass(command.classification) }) };
    case 'schedule-callback':
      return { targetMediaAddress, actionParams: params({ callbackTime: command.time, callbackNumber: command.number }) };
    default:
      return { targetMediaAddress };
  }
}

function number(to: string): string {
  if (!isFilled(to)) throw new DesktopError('invalid-argument', 'to');
  return to;
}

function params(values: Readonly<Record<string, string | undefined>>): Markup {
  const filled = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : pair('ActionParam', name, value)));
  return element('actionParams', {}, ...filled);
}
