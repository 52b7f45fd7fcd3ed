/** How a real Workspace may differ from its documentation, or its documentation from itself. */
export interface BusQuirks {
  /** Messages without the packet around them. */
  readonly bare: boolean;
  /** A blank behind `data`, as the samples of the call pages have it. */
  readonly blankKeys: boolean;
  /** Calls under `message` instead of `data`. */
  readonly callsInMessage: boolean;
  /** Answers' subtopics in another of the spellings that the pages have. */
  readonly otherCase: boolean;
  /** Requests without `source` are dropped. */
  readonly needsSource: boolean;
  /** Everything under `data`, also what is documented under `message`. */
  readonly payloadInData: boolean;
  /** After muting, the agent's message has the buttons that changed and no others, as in the page's sample. */
  readonly changedButtons: boolean;
  /** Calls are transferred to phones that still ring. No page says whether they are; on. */
  readonly earlyTransfer: boolean;
}

export const CLEAN: BusQuirks = {
  bare: false,
  blankKeys: false,
  callsInMessage: false,
  otherCase: false,
  needsSource: false,
  payloadInData: false,
  changedButtons: false,
  earlyTransfer: true,
};

/** Everything at once that the documentation's own samples do. */
export const AS_DOCUMENTED: BusQuirks = { ...CLEAN, blankKeys: true, otherCase: true, changedButtons: true };

/** Other spellings that the pages have of the same thing, by channel and what is said. */
const SPELLINGS: readonly (readonly [from: RegExp, to: string])[] = [
  [/^(Cisco\/.*)OutBoundCallStateChange$/, '$1OutboundCallStateChange'],
  [/^(Amazon\/.*)OutboundCallStateChange$/, '$1OutboundCallStateCHange'],
  [/^LCM\/WebService\//, 'LCM/Webservice/'],
];

/** Topic and subtopic as another page spells them. */
export function otherSpelling(channel: string, topic: string, subtopic: string): readonly [topic: string, subtopic: string] {
  const about = SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), `${channel}/${topic}/${subtopic}`);
  const [, otherTopic = topic, otherSubtopic = subtopic] = about.split('/');
  return [otherTopic, otherSubtopic];
}

/** A way in which the bus does not differ, or not so. */
export class BusQuirkError extends Error {
  /** Where in the request the trouble lies. */
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.name = 'BusQuirkError';
    this.path = path;
  }
}

/** Reads quirks from JSON: `clean`, `as-documented`, or those that change by their names. Throws `BusQuirkError` for the first thing that is wrong. */
export function readBusQuirks(json: unknown): Partial<BusQuirks> {
  if (json === 'clean') return CLEAN;
  if (json === 'as-documented') return AS_DOCUMENTED;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new BusQuirkError('bus', 'clean, as-documented, or an object');
  }
  for (const [name, value] of Object.entries(json)) {
    if (!Object.hasOwn(CLEAN, name)) throw new BusQuirkError(`bus.${name}`, `Unknown quirk; known: ${Object.keys(CLEAN).join(', ')}`);
    if (typeof value !== 'boolean') throw new BusQuirkError(`bus.${name}`, 'true or false');
  }
  return json;
}
