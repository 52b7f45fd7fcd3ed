import { childOf, parseXml, textOf, type XmlNode } from '../finesse/xml/read.js';

/** A notification, as far as scenarios look at it. */
export interface Note {
  readonly event: string;
  readonly of: 'user' | 'dialog' | 'error' | 'other';
  readonly requestId: string;
  /** Id of the dialog, or of the one that an error is about. */
  readonly callId: string;
  readonly state: string;
  readonly callType: string;
  readonly errorType: string;
  /** The whole update, for searches. */
  readonly text: string;
}

/** Reads a frame; `undefined` for what is no notification, or was spoilt on its way. */
export function readNote(frame: string): Note | undefined {
  if (!frame.includes('pubsub#event')) return undefined;
  try {
    const items = parseXml(frame).children[0]?.children[0];
    const payload = items?.children[0]?.children[0]?.text ?? '';
    const update = parseXml(payload);
    const data = childOf(update, 'data')?.children[0];
    return data && noteOf(update, data, payload);
  } catch {
    return undefined;
  }
}

function noteOf(update: XmlNode, data: XmlNode, text: string): Note {
  const source = textOf(update, 'source') ?? '';
  const body = data.name === 'dialogs' || data.name === 'apiErrors' ? (data.children[0] ?? data) : data;
  const media = childOf(body, 'mediaProperties');
  const inError = source.includes('/Dialog/') ? (source.split('/').at(-1) ?? '') : '';
  return {
    event: (textOf(update, 'event') ?? '').toUpperCase(),
    of: kindOf(data.name),
    requestId: textOf(update, 'requestId') ?? '',
    callId: data.name === 'apiErrors' ? inError : (textOf(body, 'id') ?? ''),
    state: textOf(body, 'state') ?? '',
    callType: media ? (textOf(media, 'callType') ?? '') : '',
    errorType: textOf(body, 'errorType') ?? '',
    text,
  };
}

function kindOf(root: string): Note['of'] {
  if (root === 'dialog' || root === 'dialogs') return 'dialog';
  if (root === 'apiErrors') return 'error';
  return root === 'user' ? 'user' : 'other';
}
