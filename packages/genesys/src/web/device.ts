import { fieldOf, itemsOf, wordOf, wordsOf, type KeyValue } from '../ais/values.js';

/** A phone of the agent, with the agent's state there. */
export interface WebDevice {
  readonly id: string;
  readonly phoneNumber: string | undefined;
  /** The state's word, and the work mode's where there is one: `NotReady/AfterCallWork`. */
  readonly state: string;
  readonly capabilities: readonly string[];
}

/** A device read off the wire; `undefined` for what has no id. */
export function deviceOf(value: unknown): WebDevice | undefined {
  const id = wordOf(fieldOf(value, 'id'));
  if (id === undefined) return undefined;
  const user = fieldOf(value, 'userState');
  const words = [wordOf(fieldOf(user, 'state')), wordOf(fieldOf(user, 'workMode'))].filter((word) => word !== undefined);
  return {
    id,
    phoneNumber: wordOf(fieldOf(value, 'phoneNumber')),
    state: words.join('/'),
    capabilities: wordsOf(fieldOf(value, 'capabilities')),
  };
}

/** The devices of a list; what is none is left out. */
export function devicesOf(value: unknown): readonly WebDevice[] {
  return itemsOf(value)
    .map(deviceOf)
    .filter((device) => device !== undefined);
}

const ACTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ready: 'READY',
    notready: 'NOT_READY',
    aftercallwork: 'AFTER_CALL_WORK',
    dial: 'CREATE_INTERACTION',
  }),
);

const STATES: Readonly<Record<string, string>> = {
  ready: 'READY',
  notready: 'NOT_READY',
  'notready/aftercallwork': 'AFTER_CALL_WORK',
  loggedout: 'LOGGED_OUT',
};

/** The attributes of the agent at these devices. `states`: what a site's states and work modes come to, by `State` or `State/WorkMode`. */
export function attributesOfAgent(
  devices: Iterable<WebDevice>,
  user: unknown,
  states: Readonly<Record<string, string>> = {},
): readonly KeyValue[] {
  const all = [...devices];
  const known = Object.entries({ ...STATES, ...states }).map(([word, status]) => [word.toLowerCase(), status] as const);
  const statusOf = (state: string): string => {
    const find = (word: string) => known.find(([each]) => each === word.toLowerCase())?.[1];
    // Of a work mode that nobody has named, the state counts.
    return find(state) ?? find(state.split('/')[0] ?? '') ?? state;
  };
  const named = ['userName', 'firstName', 'lastName'].flatMap((name) => {
    const value = wordOf(fieldOf(user, name));
    return value === undefined ? [] : [{ key: `agent:${name}`, value }];
  });
  return [
    {
      key: 'agent:dns',
      value: all.map(({ id, phoneNumber, state }) => ({ dnId: id, callableNumber: phoneNumber, status: statusOf(state) })),
    },
    {
      key: 'agent:dnsActionsPossible',
      value: all.map(({ id, state, capabilities }) => ({
        dnId: id,
        actionsPossible: [
          ...capabilities.map((each) => ACTIONS.get(each.toLowerCase()) ?? each),
          // Ending the session is an operation on the agent, not on a device.
          ...(statusOf(state) === 'LOGGED_OUT' ? [] : ['LOGOUT']),
        ],
      })),
    },
    ...named,
  ];
}
