import type { CallVariable, DialogAction, DialogPicture, Seen, ServerTime } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';

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
  variables: CallVariable[];
  participants: WireParticipant[];
}

/** What a dialog's picture depends on besides the dialog. */
export interface DialogContext {
  /** The agent's extension: which participant is the own one. `undefined` before it is known: then none is. */
  readonly extension: string | undefined;
  /** The agent's id, which is the own address of tasks. */
  readonly agentId?: string;
  /** Who may add parties, for the own participant; the platform never says. Default `unknown`. */
  readonly controller?: 'yes' | 'no' | 'unknown';
  /** The last picture of the same dialog: keeps the call type that a failover makes the platform forget. */
  readonly previous?: DialogPicture;
}

/** Reads the `<Dialog>` the cursor stands on. */
export function readDialog(_xml: XmlCursor): WireDialog {
  throw new Error('to come');
}

/** Reads the body of `GET /Dialog/{id}`. Throws `DesktopError('protocol')`. */
export function dialogFromBody(_body: string): WireDialog {
  throw new Error('to come');
}

/** Reads the body of `GET /User/{id}/Dialogs`. Throws `DesktopError('protocol')`. */
export function dialogsFromBody(_body: string): WireDialog[] {
  throw new Error('to come');
}

/** The id of a dialog, from its `id` or the end of its uri; `undefined` when it has neither. */
export function dialogIdOf(_dialog: WireDialog): string | undefined {
  throw new Error('to come');
}

/** The dialog as the model has it, `at` the newest time any participant tells. `undefined` when it has no id. */
export function dialogPicture(_dialog: WireDialog, _context: DialogContext): Seen<DialogPicture> | undefined {
  throw new Error('to come');
}

/** The model's word for a Finesse action; `undefined` for one it has no word for. */
export function actionOf(_word: string): DialogAction | undefined {
  throw new Error('to come');
}

/** Finesse's word for an action, as `requestedAction` carries it. */
export function wordOf(_action: DialogAction): string {
  throw new Error('to come');
}
