// What Finesse sends, made fresh for each sample: a text that was parsed before may sit in a cache of the engine's.

/** What of a call is said in a message. */
export interface CallFacts {
  readonly id: string;
  readonly event: 'POST' | 'PUT' | 'DELETE';
  /** Counts up; in the values, so that no two messages are alike. */
  readonly turn: number;
  readonly held?: boolean;
  /** Of the agent's leg. */
  readonly since?: number;
  /** Stands in front of everything, where only a payload that is kept alive keeps it alive. */
  readonly canary?: string;
}

export const AGENT = '40017';
export const EXTENSION = '61017';
export const TEAM = '5071';
/** Server time at which the calls of a benchmark begin. */
export const EPOCH: number = Date.UTC(2026, 0, 5, 9);

const TALKING = ['TRANSFER_SST', 'CONSULT_CALL', 'HOLD', 'UPDATE_CALL_DATA', 'SEND_DTMF', 'DROP'];
const HELD = ['RETRIEVE', 'DROP', 'UPDATE_CALL_DATA'];

type Content = string | readonly Tag[];
type Tag = readonly [name: string, content: Content];

// As captures have it: each element on a line of its own.
function written([name, content]: Tag, indent = ''): string {
  if (typeof content === 'string') return `${indent}<${name}>${content}</${name}>\n`;
  return `${indent}<${name}>\n${content.map((child) => written(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

/** A string of its own, laid out flat: one that was joined from pieces would be put together during the first measurement. */
export function flat(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

function participant(address: string, type: string, state: string, actions: readonly string[], since: number): Tag {
  return [
    'Participant',
    [
      ['actions', actions.map((action) => ['action', action] as const)],
      ['mediaAddress', address],
      ['mediaAddressType', type],
      ['startTime', new Date(EPOCH).toISOString()],
      ['state', state],
      ['stateCause', ''],
      ['stateChangeTime', new Date(since).toISOString()],
    ],
  ];
}

/** Values of the ten call variables: most are empty, as in the field. */
function valuesOf({ id, turn }: CallFacts): readonly string[] {
  return [`ACC-${id}`, `turn ${turn}`, '', `Case of customer ${id}`, '', '', 'en-US', '', '', ''];
}

/** Names and values of the call's variables, as they are on the wire. */
export function variablesOf(facts: CallFacts): readonly { readonly name: string; readonly value: string }[] {
  return valuesOf(facts).map((value, i) => ({ name: `callVariable${i + 1}`, value }));
}

/** 2.9 kB of `<Update>`, as a dialog's notification carries it. */
export function updateXml(facts: CallFacts): string {
  const { id, event, turn, held = false, since = EPOCH + turn * 1000 } = facts;
  const isOver = event === 'DELETE';
  const own = participant(
    EXTENSION,
    'AGENT_DEVICE',
    isOver ? 'DROPPED' : held ? 'HELD' : 'ACTIVE',
    isOver ? [] : held ? HELD : TALKING,
    since,
  );
  const dialog: Tag = [
    event === 'PUT' ? 'dialog' : 'Dialog',
    [
      ['associatedDialogUri', ''],
      ['fromAddress', '2065550142'],
      ['id', id],
      [
        'mediaProperties',
        [
          ['DNIS', EXTENSION],
          ['callType', 'PREROUTE_ACD_IN'],
          ['dialedNumber', '7400'],
          ['outboundClassification', ''],
          ['queueName', 'Billing'],
          ['queueNumber', '5120'],
          [
            'callvariables',
            variablesOf(facts).map(({ name, value }): Tag => [
              'CallVariable',
              [
                ['name', name],
                ['value', value],
              ],
            ]),
          ],
        ],
      ],
      ['mediaType', 'Voice'],
      ['participants', [own, participant('2065550142', '', 'ACTIVE', [], EPOCH)]],
      ['state', isOver ? 'DROPPED' : 'ACTIVE'],
      ['toAddress', '7400'],
      ['uri', `/finesse/api/Dialog/${id}`],
    ],
  ];
  const update = written([
    'Update',
    [
      ['data', [event === 'PUT' ? dialog : ['dialogs', [dialog]]]],
      ['event', event],
      ['requestId', ''],
      ['source', event === 'PUT' ? `/finesse/api/Dialog/${id}` : `/finesse/api/User/${AGENT}/Dialogs`],
    ],
  ]);
  return facts.canary === undefined ? update : `<!--${facts.canary}-->${update}`;
}

// A message whose id has come before is not looked at, and the page and the server both make some.
const maker = Math.floor(Math.random() * 36 ** 5).toString(36);
let items = 0;

/** The message frame that brings a payload; its id is new each time. */
export function frameOf(payload: string, node = `/finesse/api/User/${AGENT}/Dialogs`): string {
  const text = payload.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return flat(
    `<message xmlns="jabber:client" from="pubsub.bench.test" to="${AGENT}@bench.test/bench" id="${maker}__${++items}">` +
      `<event xmlns="http://jabber.org/protocol/pubsub#event"><items node="${node}"><item id="${maker}-${items}">` +
      `<notification xmlns="http://jabber.org/protocol/pubsub">${text}</notification></item></items></event></message>`,
  );
}
