/** A small piece of source in place of another, which must stand there once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A mistake that somebody could make, and that one goal's metric must notice. */
export interface Mutant {
  /** `G4`. */
  readonly goal: string;
  readonly name: string;
  readonly edits: readonly Edit[];
}

const READ_UPDATE = 'packages/finesse/src/codec/update.ts';
const SCANNER = 'packages/finesse/src/xml/scanner.ts';
const CLIENT = 'packages/core/src/client.ts';

// What the browser parses and writes out again says the same, at the browser's price.
const domParser = (goal: string): Mutant => ({
  goal,
  name: 'DOMParser reads each notification',
  edits: [
    {
      file: READ_UPDATE,
      find: 'return readXml(payload, (xml) => readRoot(xml, more));',
      replace: `const text = new XMLSerializer().serializeToString(new DOMParser().parseFromString(payload, 'application/xml'));\n    return readXml(text, (xml) => readRoot(xml, more));`,
    },
  ],
});

const TABLE: Edit = {
  file: CLIENT,
  find: 'export class DesktopClient {',
  replace: `(globalThis as { squares?: unknown }).squares = Array.from({ length: 200_000 }, (_, i) => String(i * i));\nexport class DesktopClient {`,
};

const ALL_ROWS: Edit = {
  file: 'packages/elements/src/internal/row-window.ts',
  find: 'if (!this.isMeasured) return { first: 0, last: Math.min(count, BLIND) };',
  replace: 'if (count > 0) return { first: 0, last: count };',
};

/** At least one for each goal that is measured. */
export const MUTANTS: readonly Mutant[] = [
  domParser('G1'),
  domParser('G2'),
  domParser('G3'),
  {
    goal: 'G4',
    name: 'values are slices of the payload',
    edits: [
      {
        file: 'packages/finesse/src/xml/words.ts',
        find: 'if (end - start <= COPIED_BY_ENGINE) return text.slice(start, end);',
        replace: 'if (end > 0) return text.slice(start, end);',
      },
    ],
  },
  {
    goal: 'G5',
    name: 'all of rxjs is loaded',
    edits: [
      {
        file: CLIENT,
        find: 'export class DesktopClient {',
        replace: `import * as everything from 'rxjs';\n(globalThis as { rxjs?: unknown }).rxjs = everything;\nexport class DesktopClient {`,
      },
    ],
  },
  {
    goal: 'G6',
    name: 'BOSH is loaded at once',
    edits: [
      {
        file: 'packages/finesse/src/wire/xmpp.ts',
        find: 'export class XmppStream {',
        replace: `import * as strophe from 'strophe.js';\n(globalThis as { strophe?: unknown }).strophe = strophe;\nexport class XmppStream {`,
      },
    ],
  },
  {
    goal: 'G8',
    name: 'a table is worked out on loading',
    edits: [TABLE],
  },
  {
    goal: 'G9',
    name: 'a table is worked out on loading',
    edits: [TABLE],
  },
  {
    goal: 'G10',
    name: 'every row is on the page',
    edits: [ALL_ROWS],
  },
  {
    goal: 'G11',
    name: 'every row is on the page',
    edits: [ALL_ROWS],
  },
  {
    goal: 'G12',
    name: 'every row is on the page',
    edits: [ALL_ROWS],
  },
  {
    goal: 'G13',
    name: 'each counter has an interval of its own',
    edits: [
      {
        file: 'packages/elements/src/internal/duration.ts',
        find: 'this.#subscription = wanted?.tick$.subscribe((now) => {',
        replace: `const ownTick = wanted && { subscribe: (run: (now: number) => void) => { const timer = setInterval(() => run(wanted.now()), 1000); return { unsubscribe: () => clearInterval(timer) } as never; } };\n      this.#subscription = ownTick?.subscribe((now) => {`,
      },
    ],
  },
  {
    goal: 'G14',
    name: "durations are shown against this machine's calendar clock",
    edits: [{ file: CLIENT, find: 'return this.#clock.at(this.#runtime.monotonic());', replace: 'return this.#runtime.wall();' }],
  },
  {
    goal: 'G14',
    name: 'the clock follows each answer at once',
    edits: [
      {
        file: 'packages/core/src/server-clock.ts',
        find: 'this.#samples = [...fresh.slice(-(KEEP_COUNT - 1)), sample];',
        replace: 'this.#samples = [sample];',
      },
    ],
  },
  {
    goal: 'G15',
    name: 'messages are taken a moment later',
    edits: [
      {
        file: 'packages/finesse/src/wire/xmpp.ts',
        find: 'socket.onmessage = ({ data }) => this.#onFrame(data);',
        replace:
          'socket.onmessage = ({ data }) => (this.#step === "up" ? void setTimeout(() => this.#onFrame(data), 20) : this.#onFrame(data));',
      },
    ],
  },
  {
    goal: 'G16',
    name: 'every row is on the page',
    edits: [ALL_ROWS],
  },
  {
    goal: 'G17',
    name: 'elements render at each event',
    edits: [
      {
        file: 'packages/elements/src/internal/stream-controller.ts',
        find: '    this.value = value;\n    this.error = error;\n    this.#host.requestUpdate();',
        replace:
          '    this.value = value;\n    this.error = error;\n    this.#host.requestUpdate();\n    const host = this.#host as unknown as { performUpdate(): void; hasUpdated?: boolean; busy?: boolean };\n    if (!host.hasUpdated || host.busy) return;\n    host.busy = true;\n    host.performUpdate();\n    host.busy = false;',
      },
    ],
  },
  {
    goal: 'G18',
    name: 'what has been seen is never forgotten',
    edits: [
      {
        file: 'packages/core/src/recent.ts',
        find: 'const full = recent.young.size >= bounds.limit || time - recent.begun >= bounds.keepMs;',
        replace: 'const full = recent.young.size >= bounds.limit * 1e6 && time > bounds.keepMs;',
      },
    ],
  },
  {
    goal: 'G19',
    name: 'an element goes on listening when it has left the page',
    edits: [
      {
        file: 'packages/elements/src/internal/stream-controller.ts',
        find: '  hostDisconnected(): void {\n    this.#subscription?.unsubscribe();',
        replace: '  hostDisconnected(): void {',
      },
    ],
  },
  {
    goal: 'G19',
    name: 'a client that was closed leaves its port open',
    edits: [{ file: CLIENT, find: '    this.#connection?.unsubscribe();\n', replace: '' }],
  },
  {
    goal: 'G22',
    name: 'a value that is the same is told again',
    edits: [{ file: 'packages/core/src/keyed.ts', find: 'if (last?.picked === picked && last) return;', replace: '' }],
  },
  {
    goal: 'G22',
    name: 'every observer of a dialog hears of every dialog',
    edits: [
      {
        file: 'packages/core/src/keyed.ts',
        find: '    const watchers = this.#watchers.get(key);\n    if (!watchers) return;\n    const value = this.#current(key);\n    for (const subscriber of [...watchers]) subscriber.next(value);',
        replace:
          '    void key;\n    for (const [other, watchers] of this.#watchers) for (const subscriber of [...watchers]) subscriber.next(this.#current(other));',
      },
    ],
  },
  {
    goal: 'G24',
    name: 'each tag looks back to the beginning',
    edits: [
      {
        file: SCANNER,
        find: '  #startTag(): void {\n    const text = this.#text;',
        replace:
          "  #startTag(): void {\n    const text = this.#text;\n    if (text.slice(0, this.#at).includes('\\u0000')) throw new XmlError('character', 0);",
      },
    ],
  },
  {
    goal: 'G24',
    name: 'an end tag may have any name',
    edits: [
      {
        file: SCANNER,
        find: "if (text.charCodeAt(i) !== text.charCodeAt(at)) throw new XmlError('mismatch', at);",
        replace: '',
      },
    ],
  },
];
