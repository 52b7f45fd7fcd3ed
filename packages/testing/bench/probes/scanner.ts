// The floor for reading a dialog: what a strict, single-pass scanner can do that knows nothing but this one message. It shares no line with the
// product, leaves out all that a product has to have (limits, namespaces, attributes, CDATA), and is itself held to a speed in each run.

export interface ProbeParticipant {
  address: string;
  type: string;
  state: string;
  cause: string;
  since: number;
  started: number;
  actions: string[];
}

export interface ProbeDialog {
  event: string;
  source: string;
  id: string;
  from: string;
  to: string;
  state: string;
  media: string;
  callType: string;
  dialed: string;
  queue: string;
  queueId: string;
  variables: { name: string; value: string }[];
  participants: ProbeParticipant[];
}

const NAMES =
  'Update data dialog Dialog dialogs event source requestId associatedDialogUri fromAddress id mediaProperties DNIS callType dialedNumber ' +
  'outboundClassification queueName queueNumber callvariables CallVariable name value mediaType participants Participant actions action ' +
  'mediaAddress mediaAddressType startTime state stateCause stateChangeTime toAddress uri';
const VALUES =
  'POST PUT DELETE ACTIVE HELD DROPPED ALERTING INITIATED AGENT_DEVICE Voice PREROUTE_ACD_IN TRANSFER_SST CONSULT_CALL HOLD RETRIEVE ' +
  'UPDATE_CALL_DATA SEND_DTMF DROP ANSWER callVariable1 callVariable2 callVariable3 callVariable4 callVariable5 callVariable6 callVariable7 ' +
  'callVariable8 callVariable9 callVariable10';

const SLOTS = 4096;
const table = new Array<string | undefined>(SLOTS * 2).fill(undefined);
for (const word of new Set(`${NAMES} ${VALUES}`.split(' '))) {
  let slot = slotOf(word, 0, word.length);
  while (table[slot] !== undefined) slot++;
  table[slot] = Object.keys({ [word]: 1 })[0];
}

function slotOf(text: string, from: number, to: number): number {
  const first = text.charCodeAt(from);
  const middle = text.charCodeAt((from + to) >> 1);
  const last = text.charCodeAt(to - 1);
  return ((to - from) * 31 + first * 173 + middle * 1087 + last * 37) & (SLOTS - 1);
}

function known(text: string, from: number, to: number): string | undefined {
  const length = to - from;
  for (let slot = slotOf(text, from, to), word; (word = table[slot]) !== undefined; slot++) {
    if (word.length !== length) continue;
    let at = 0;
    while (at < length && word.charCodeAt(at) === text.charCodeAt(from + at)) at++;
    if (at === length) return word;
  }
  return undefined;
}

// Strings of 13 units and more that are cut out of a text keep the text alive in V8; these are copies.
function copied(text: string, from: number, to: number): string {
  return to - from < 13 ? text.slice(from, to) : ` ${text.slice(from, to)}`.slice(1);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string, from: number, to: number): string {
  return copied(text, from, to).replace(/&([^;]*);/g, (_, name: string) => {
    const char = ENTITIES[name];
    if (char === undefined) throw new Error('entity');
    return char;
  });
}

function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

function timeAt(text: string, at: number): number {
  return Date.UTC(
    digits(text, at, 4),
    digits(text, at + 5, 2) - 1,
    digits(text, at + 8, 2),
    digits(text, at + 11, 2),
    digits(text, at + 14, 2),
    digits(text, at + 17, 2),
    digits(text, at + 20, 3),
  );
}

// 1: goes on being a name. 2: ends a run of text.
const kinds = new Uint8Array(128);
for (let code = 0; code < 0x20; code++) kinds[code] = 2;
kinds[9] = kinds[10] = 0;
for (const char of '<&>') kinds[char.charCodeAt(0)] = 2;
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789-.') kinds[char.charCodeAt(0)] = 1;

/** Reads an `<Update>` about one dialog. Throws for what is not well formed. */
export function probeUpdate(text: string): ProbeDialog {
  // prettier-ignore
  const dialog: ProbeDialog = { event: '', source: '', id: '', from: '', to: '', state: '', media: '', callType: '', dialed: '', queue: '', queueId: '', variables: [], participants: [] };
  const starts: number[] = [];
  const ends: number[] = [];
  const length = text.length;
  let participant: ProbeParticipant | undefined;
  let variable: { name: string; value: string } | undefined;
  let depth = 0;
  let at = 0;
  while ((at = afterBlanks(at)) < length) {
    if (text.charCodeAt(at) !== 0x3c) throw new Error('text outside');
    if (text.charCodeAt(at + 1) === 0x2f) {
      // An end tag that no value led to.
      at = close(at + 2);
      continue;
    }
    const from = at + 1;
    let to = from;
    while (to < length && kinds[text.charCodeAt(to) & 127] === 1) to++;
    if (to === from || text.charCodeAt(to) !== 0x3e) throw new Error('tag');
    starts[depth] = from;
    ends[depth++] = to;
    const start = (at = to + 1);
    let escaped = false;
    for (;;) {
      let code = 0x3c;
      while (at < length && ((code = text.charCodeAt(at)) > 127 || kinds[code] !== 2)) at++;
      if (code !== 0x26) break;
      escaped = true;
      at++;
    }
    if (text.charCodeAt(at) !== 0x3c) throw new Error('content');
    if (text.charCodeAt(at + 1) === 0x2f) {
      take(from, to, start, at, escaped);
      at = close(at + 2);
      continue;
    }
    if (afterBlanks(start) !== at) throw new Error('mixed content');
    const name = known(text, from, to);
    // prettier-ignore
    if (name === 'Participant') dialog.participants.push((participant = { address: '', type: '', state: '', cause: '', since: NaN, started: NaN, actions: [] }));
    else if (name === 'CallVariable') dialog.variables.push((variable = { name: '', value: '' }));
    else if (name === 'Dialog' || name === 'dialog') participant = variable = undefined;
  }
  if (depth > 0) throw new Error('unclosed');
  return dialog;

  function afterBlanks(begin: number): number {
    let end = begin;
    for (let code; (code = text.charCodeAt(end)) === 0x20 || code === 0x0a;) end++;
    return end;
  }

  function close(begin: number): number {
    let end = begin;
    const last = ends[--depth]!;
    for (let i = starts[depth]!; i < last; i++, end++) if (text.charCodeAt(i) !== text.charCodeAt(end)) throw new Error('mismatch');
    if (text.charCodeAt(end) !== 0x3e) throw new Error('mismatch');
    return end + 1;
  }

  function take(from: number, to: number, start: number, end: number, escaped: boolean): void {
    const name = known(text, from, to);
    if (name === undefined) return;
    if (name === 'stateChangeTime' || name === 'startTime') {
      if (participant) participant[name === 'startTime' ? 'started' : 'since'] = end > start ? timeAt(text, start) : NaN;
      return;
    }
    const value = escaped ? decoded(text, start, end) : end === start ? '' : (known(text, start, end) ?? copied(text, start, end));
    switch (name) {
      case 'event':
        dialog.event = value;
        break;
      case 'source':
        dialog.source = value;
        break;
      case 'id':
        dialog.id = value;
        break;
      case 'fromAddress':
        dialog.from = value;
        break;
      case 'toAddress':
        dialog.to = value;
        break;
      case 'mediaType':
        dialog.media = value;
        break;
      case 'callType':
        dialog.callType = value;
        break;
      case 'dialedNumber':
        dialog.dialed = value;
        break;
      case 'queueName':
        dialog.queue = value;
        break;
      case 'queueNumber':
        dialog.queueId = value;
        break;
      case 'name':
        if (variable) variable.name = value;
        break;
      case 'value':
        if (variable) variable.value = value;
        break;
      case 'mediaAddress':
        if (participant) participant.address = value;
        break;
      case 'mediaAddressType':
        if (participant) participant.type = value;
        break;
      case 'stateCause':
        if (participant) participant.cause = value;
        break;
      case 'action':
        participant?.actions.push(value);
        break;
      case 'state':
        // A dialog's own comes after its participants.
        if (participant?.state === '') participant.state = value;
        else dialog.state = value;
        break;
    }
  }
}
