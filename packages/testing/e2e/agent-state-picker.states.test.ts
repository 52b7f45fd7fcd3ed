import { DesktopClient, ownParticipant, Secret, type RequestableState } from '@cordboard/core';
import '@cordboard/elements/agent-state-picker/define';
import { FinessePort } from '@cordboard/finesse';
import { startInPage, type InPageSandbox } from '@cordboard/sandbox/page';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';

// The table of user states (Finesse 12.5 guide pp. 42-51), as an agent sees it: the picker itself, over the real port, on the platform's wire.

/** Wraps up after every call; Maya may ask for it; Nadia may not. */
const [MAYA, ZOFIA, NADIA] = ['1001001', '1001003', '1001005'] as const;
const CUSTOMER = '+12065550142';
const DECIDES = 'The platform decides when this state ends';
const ON_A_CALL = 'Not during a call';
const WRAPPING_UP = 'The call is over; wrap-up is left';

/**
 * One choice in one state. `now`: it can be chosen, and is so at once; `later`: it can be chosen, for after the call; `present`: it is so
 * already; `-`: it is not in the list; anything else: it is in the list, cannot be chosen, and this is why.
 */
type Cell = string;
interface Row {
  readonly state: string;
  readonly word: string;
  readonly who?: string;
  readonly arrange: (desk: Desk) => Promise<void>;
  /** What ends the state from outside, for what was asked for to come into force. */
  readonly end?: (desk: Desk) => Promise<unknown>;
  readonly cells: readonly [ready: Cell, notReady: Cell, work: Cell, signOut: Cell];
}

const CHOICES: readonly RequestableState[] = ['ready', 'not-ready', 'work', 'signed-out'];

const nothing = async (): Promise<void> => {};
const ready = (desk: Desk): Promise<void> => desk.choose('ready', 'Ready');
const rings = async (desk: Desk): Promise<void> => {
  await ready(desk);
  await desk.called();
};
const talks = async (desk: Desk): Promise<void> => {
  await rings(desk);
  await desk.acts('answer');
};
const holds = async (desk: Desk): Promise<void> => {
  await talks(desk);
  await desk.acts('hold');
};
const offered =
  (campaign: string) =>
  async (desk: Desk): Promise<void> => {
    await ready(desk);
    // The customer is there after two seconds; a slower clock leaves time to look.
    await desk.sandbox.control.moveClock({ rate: 0.1 });
    await desk.sandbox.control.call({ from: campaign, to: MAYA });
  };
const worksAfter = async (desk: Desk): Promise<void> => {
  await talks(desk);
  await desk.customerLeaves();
};
const worksNotReadyAfter = async (desk: Desk): Promise<void> => {
  await talks(desk);
  await desk.pick('not-ready');
  await desk.noteIs('Not ready after this call');
  await desk.customerLeaves();
};
const unknown = (desk: Desk): Promise<unknown> => desk.sandbox.control.setAgentState(MAYA, 'UNKNOWN');
const leaves = (desk: Desk): Promise<void> => desk.customerLeaves();
const rejects = (desk: Desk): Promise<void> => desk.acts('reject');

/** Pages 42-47. What the guide leaves open is marked in `next-states.ts`: not ready while a call rings. */
const CCE: readonly Row[] = [
  { state: 'NOT_READY', word: 'Not ready', arrange: nothing, cells: ['now', 'now', '-', 'now'] },
  { state: 'READY', word: 'Ready', arrange: ready, cells: ['present', 'now', '-', 'Go not ready first'] },
  { state: 'RESERVED', word: 'Reserved', arrange: rings, end: leaves, cells: [DECIDES, 'later', '-', ON_A_CALL] },
  { state: 'RESERVED_OUTBOUND', word: 'Reserved for outbound', arrange: offered('33'), cells: ['now', 'now', '-', ON_A_CALL] },
  {
    state: 'RESERVED_OUTBOUND_PREVIEW',
    word: 'Outbound preview',
    arrange: offered('31'),
    end: rejects,
    cells: ['now', 'later', '-', ON_A_CALL],
  },
  { state: 'TALKING', word: 'Talking', arrange: talks, end: leaves, cells: ['later', 'later', 'later', ON_A_CALL] },
  { state: 'TALKING', word: 'Talking', who: NADIA, arrange: talks, end: leaves, cells: ['later', 'later', '-', ON_A_CALL] },
  { state: 'HOLD', word: 'On hold', arrange: holds, end: leaves, cells: ['later', 'later', 'later', ON_A_CALL] },
  { state: 'WORK', word: 'Wrap-up', who: ZOFIA, arrange: worksNotReadyAfter, cells: ['now', 'now', '-', WRAPPING_UP] },
  { state: 'WORK_READY', word: 'Wrap-up, then ready', who: ZOFIA, arrange: worksAfter, cells: ['now', 'now', '-', WRAPPING_UP] },
];

/** Pages 48-50: where CCX differs. There is no WORK_READY, and a held call is still a call. */
const CCX: readonly Row[] = [
  { state: 'READY', word: 'Ready', arrange: ready, cells: ['present', 'now', '-', 'now'] },
  { state: 'RESERVED', word: 'Reserved', arrange: rings, end: leaves, cells: [DECIDES, 'later', '-', ON_A_CALL] },
  { state: 'TALKING', word: 'Talking', arrange: talks, end: leaves, cells: [DECIDES, 'later', 'later', ON_A_CALL] },
  { state: 'TALKING, with the call on hold', word: 'Talking', arrange: holds, end: leaves, cells: [DECIDES, 'later', 'later', ON_A_CALL] },
  { state: 'WORK', word: 'Wrap-up', who: ZOFIA, arrange: worksAfter, cells: ['now', 'now', '-', WRAPPING_UP] },
];

/** States in which the list does not even open, with what the picker says instead. */
const CLOSED = [
  { world: 'cce', state: 'UNKNOWN', word: 'UNKNOWN', arrange: unknown, why: DECIDES },
  { world: 'ccx', state: 'RESERVED_OUTBOUND', word: 'Reserved for outbound', arrange: offered('33'), why: DECIDES },
] as const;

// A busy machine has other things to do as well.
const within = (isIt: () => unknown, what: string): Promise<void> => waitUntil(isIt, what, { interval: 10, timeout: 8_000 });

class Desk {
  readonly sandbox: InPageSandbox;
  readonly client: DesktopClient;
  readonly #who: string;
  #el: HTMLElementTagNameMap['agent-state-picker'] | undefined;

  constructor(world: 'cce' | 'ccx', who: string) {
    this.#who = who;
    this.sandbox = startInPage({ globals: false, world });
    this.client = new DesktopClient(new FinessePort({ hosts: this.sandbox.url, environment: this.sandbox.environment }));
  }

  close(): void {
    this.client.close();
    this.sandbox.close();
  }

  async show(): Promise<void> {
    this.#el = await fixture(html`<agent-state-picker .client=${this.client}></agent-state-picker>`);
    this.client.connect();
    await within(() => this.client.state.link.state === 'sign-in-needed', 'asked to sign in');
  }

  async signIn(): Promise<void> {
    await this.client.run({ type: 'sign-in', agentId: this.#who, extension: this.#who, secret: new Secret('cordboard') });
    await within(() => this.client.state.link.state === 'up', 'a live link');
    await this.wordIs('Not ready');
  }

  #one(selector: string): HTMLElement | null {
    return this.#el!.renderRoot.querySelector<HTMLElement>(selector);
  }

  get combobox(): HTMLElement {
    return this.#one('[role=combobox]')!;
  }

  get word(): string {
    return this.#one('[part=state]')!.textContent.trim();
  }

  get note(): string {
    return this.#one('[part=note]')!.textContent.trim();
  }

  wordIs(word: string): Promise<void> {
    return within(() => this.word === word, `${word}, not ${this.word}`);
  }

  noteIs(note: string): Promise<void> {
    return within(() => this.note === note, `${note}, not ${this.note}`);
  }

  /** Opens the list, with the reasons in it. */
  async open(): Promise<void> {
    await within(() => this.combobox.getAttribute('aria-disabled') === 'false', 'a list that opens');
    if (this.combobox.getAttribute('aria-expanded') === 'false') this.combobox.click();
    await this.#el!.updateComplete;
    await within(
      () => this.#options('signed-out').length > 0 && !this.#el!.renderRoot.textContent.includes('Reading reasons'),
      'the reasons',
    );
  }

  #options(state: RequestableState): HTMLElement[] {
    return [...this.#el!.renderRoot.querySelectorAll<HTMLElement>(`.state[data-state="${state}"] [role=option]`)];
  }

  #free(state: RequestableState): HTMLElement | undefined {
    const isFree = (option: HTMLElement) => option.ariaDisabled !== 'true' && option.ariaSelected !== 'true';
    return this.#options(state).find(isFree);
  }

  /** What the list says of a choice. */
  cell(state: RequestableState): Cell {
    const [first] = this.#options(state);
    if (!first) return '-';
    const free = this.#free(state);
    const name = first.closest('.state')!.getAttribute('aria-label') ?? first.textContent;
    if (free) return name.includes('after this call') ? 'later' : 'now';
    return first.ariaSelected === 'true' ? 'present' : first.querySelector('small')!.textContent.trim();
  }

  /** Picks the first line of a choice, whether it can be chosen or not. */
  async pick(state: RequestableState): Promise<void> {
    await this.open();
    (this.#free(state) ?? this.#options(state)[0])!.click();
  }

  async choose(state: RequestableState, word: string): Promise<void> {
    await this.pick(state);
    await this.wordIs(word);
  }

  async requests(): Promise<number> {
    const { entries } = await this.sandbox.control.log();
    return entries.filter(({ wire, method }) => wire === 'rest' && method === 'PUT').length;
  }

  async called(): Promise<void> {
    await this.sandbox.control.call({ from: CUSTOMER, queue: '5120' });
  }

  async acts(action: 'answer' | 'hold' | 'reject'): Promise<void> {
    await within(() => this.#leg?.actions.includes(action), `${action} offered`);
    const [[dialogId]] = [...this.client.state.dialogs] as [[string, unknown]];
    await this.client.run({ type: 'dialog-action', dialogId, action });
  }

  get #leg() {
    const [entry] = [...this.client.state.dialogs];
    return ownParticipant(entry?.[1]);
  }

  async customerLeaves(): Promise<void> {
    const { calls } = await this.sandbox.control.state();
    await this.sandbox.control.act(calls[0]!.id, { address: CUSTOMER, action: 'drop' });
  }
}

describe('<agent-state-picker> in every state of the platform', () => {
  let desk: Desk;
  afterEach(() => desk.close());

  async function inState({ world, who = MAYA, word, arrange }: Pick<Row, 'who' | 'word' | 'arrange'> & { world: 'cce' | 'ccx' }) {
    desk = new Desk(world, who);
    await desk.show();
    await desk.signIn();
    await arrange(desk);
    await desk.wordIs(word);
  }

  for (const [world, rows] of [
    ['cce', CCE],
    ['ccx', CCX],
  ] as const) {
    for (const row of rows) {
      const title = `${world.toUpperCase()} ${row.state}${row.who === undefined ? '' : ` of ${row.who}`}`;

      it(`${title}: offers ${CHOICES.map((choice, at) => `${choice} ${row.cells[at]}`).join(', ')}`, async () => {
        await inState({ world, ...row });
        await desk.open();
        expect(CHOICES.map((choice) => desk.cell(choice))).to.deep.equal([...row.cells]);
      });

      CHOICES.forEach((choice, at) => {
        const cell = row.cells[at]!;
        if (cell === '-' || cell === 'present') return;
        if (cell === 'now') {
          it(`${title}: ${choice} is so at once`, async () => {
            await inState({ world, ...row });
            await desk.choose(choice, WORDS[choice]);
            if (choice === 'not-ready') await desk.noteIs('Break');
          });
        } else if (cell === 'later') {
          it(`${title}: ${choice} is noted, and comes with the end of it`, async () => {
            await inState({ world, ...row });
            await desk.pick(choice);
            await desk.noteIs(`${WORDS[choice]} after this call`);
            expect(desk.word).to.equal(row.word);
            await row.end!(desk);
            await desk.wordIs(choice === 'work' && world === 'cce' ? 'Wrap-up, then ready' : WORDS[choice]);
          });
        } else {
          it(`${title}: ${choice} cannot be chosen, and nothing is sent`, async () => {
            await inState({ world, ...row });
            const before = await desk.requests();
            await desk.pick(choice);
            expect([await desk.requests(), desk.word]).to.deep.equal([before, row.word]);
          });
        }
      });
    }
  }

  for (const { world, state, why, ...row } of CLOSED) {
    it(`${world.toUpperCase()} ${state}: offers nothing, and says why`, async () => {
      await inState({ world, ...row, arrange: async (at) => void (await row.arrange(at)) });
      expect(desk.combobox.ariaDisabled).to.equal('true');
      desk.combobox.click();
      expect(desk.combobox.ariaExpanded).to.equal('false');
      expect(desk.combobox.getRootNode()).to.satisfy((root: ShadowRoot) => root.querySelector('#why')?.textContent.includes(why));
    });
  }

  it('CCX TALKING with not ready asked for: refuses another reason, as the platform does', async () => {
    await inState({ world: 'ccx', word: 'Talking', arrange: talks });
    await desk.pick('not-ready');
    await desk.noteIs('Not ready after this call');
    await desk.open();
    expect(desk.cell('not-ready')).to.equal('present');
  });

  it('LOGOUT: offers nothing before signing in, and LOGIN is never shown', async () => {
    desk = new Desk('cce', MAYA);
    await desk.show();
    await desk.wordIs('Signed out');
    expect(desk.combobox.ariaDisabled).to.equal('true');
    const words = new Set<string>();
    const watching = new MutationObserver(() => words.add(desk.word));
    watching.observe(desk.combobox, { subtree: true, childList: true, characterData: true });
    await desk.signIn();
    watching.disconnect();
    expect([...words].filter((word) => !['Signed out', 'Not ready', 'Unknown'].includes(word))).to.deep.equal([]);
    await desk.pick('signed-out');
    await desk.wordIs('Signed out');
    expect(desk.sandbox.engine.agent(MAYA)?.state).to.equal('LOGOUT');
  });
});

const WORDS: Readonly<Record<RequestableState, string>> = {
  ready: 'Ready',
  'not-ready': 'Not ready',
  work: 'Wrap-up',
  'signed-out': 'Signed out',
};
