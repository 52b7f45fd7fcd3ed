import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import {
  controlOf,
  type Agent,
  type AgentState,
  type Control,
  type DesktopClient,
  type ReasonCode,
  type RequestableState,
  type StateReason,
} from '@cordboard/core';
import {
  checkIcon,
  chevronIcon,
  stateAlertingIcon,
  stateHoldIcon,
  stateNotReadyIcon,
  stateReadyIcon,
  stateSignedOutIcon,
  stateTalkingIcon,
  stateUnknownIcon,
  stateWorkIcon,
} from '../icons/icons.js';
import { DesktopElement } from '../internal/desktop-element.js';
import { Clock, elapsed, type ClockMode } from '../internal/duration.js';
import { hide, showBeside } from '../internal/place.js';
import { WhyTips, whyTip } from '../internal/why.js';
import { agentStateLabels, type AgentStateLabels } from '../labels/agent-state.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { styles } from './agent-state-picker.styles.js';
import { choicesOf, fold, type Choice, type Reasons } from './choices.js';

const ICONS: Readonly<Record<AgentState, () => TemplateResult>> = {
  'signed-out': stateSignedOutIcon,
  'not-ready': stateNotReadyIcon,
  ready: stateReadyIcon,
  reserved: stateAlertingIcon,
  'reserved-outbound': stateAlertingIcon,
  'reserved-outbound-preview': stateAlertingIcon,
  talking: stateTalkingIcon,
  hold: stateHoldIcon,
  work: stateWorkIcon,
  'work-ready': stateWorkIcon,
  unknown: stateUnknownIcon,
};

// More reasons than this are searched by typing rather than read through.
const MANY = 8;
// Letters typed within this time of each other make one word.
const TYPING_MS = 500;

type Words = CommonLabels & AgentStateLabels;

const words: Words = { ...commonLabels, ...agentStateLabels };

/**
 * Shows the agent's state with its time, and changes it: a select-only combobox whose list holds what may be asked for now.
 * Reasons are read when the list is first opened. Tab closes the list without choosing, because choosing acts at once.
 *
 * @tagname agent-state-picker
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before a change is asked for. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart button - The combobox that shows the state.
 * @csspart state - The word for the state.
 * @csspart note - The second line: reason, pending state, trouble, or who is signed in.
 * @csspart time - Time in the state.
 * @csspart popup - The box that opens.
 * @csspart search - The field that finds a reason.
 * @csspart option - One choice.
 * @csspart reason - The tip that says why nothing can be chosen.
 * @csspart icon - The icons.
 */
export class AgentStatePicker extends DesktopElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  readonly #agent = this.observe((client) => client.agent$);
  readonly #link = this.observe((client) => client.link$);
  readonly #command = this.observe((client) => client.command$('agent'));
  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#clockMode }));

  #open = false;
  // The line that Enter would choose; until the agent has moved, that of the present state, even if it comes late. Kept as what it
  // says, not where it stands: a call that comes meanwhile changes the list, and Enter must not choose what slid under it.
  #moved: Choice | undefined;
  #search = '';
  #typed = '';
  #typedAt = 0;
  // Kept for one agent of one client: another agent's reasons are not theirs.
  #reasons: { readonly client: DesktopClient; readonly agentId: string; readonly read: Map<ReasonCode['category'], Reasons> } | undefined;

  constructor() {
    super();
    new WhyTips(this);
  }

  get #clockMode(): ClockMode {
    const agent = this.#agent.value;
    if (!agent || agent.state === 'signed-out') return 'off';
    return agent.freshness === 'stale' ? 'frozen' : 'running';
  }

  readonly #controlOf = (action: RequestableState): Control =>
    controlOf(
      {
        served: this.desktop?.serves('agent-state') ?? false,
        link: this.#link.value,
        agent: this.#agent.value,
        command: this.#command.value,
      },
      action,
    );

  /** The list as a whole: it opens when anything in it can be chosen. */
  get #control(): Control {
    const controls = (['ready', 'not-ready', 'signed-out', 'work'] as const).map(this.#controlOf);
    return controls.find(({ state }) => state === 'ready') ?? controls.find(({ why }) => why !== 'already-there') ?? controls[0]!;
  }

  get #choices(): readonly Choice[] {
    const agent = this.#agent.value;
    const { labels } = this;
    if (!agent || !this.#open) return [];
    return choicesOf({ agent, labels, controlOf: this.#controlOf, reasonsFor: this.#reasonsFor, search: this.#search });
  }

  #activeOf(choices: readonly Choice[]): number {
    const moved = this.#moved;
    const same = moved ? choices.findIndex(({ state, reasonId }) => state === moved.state && reasonId === moved.reasonId) : -1;
    return Math.max(0, same < 0 ? choices.findIndex(({ selected }) => selected) : same);
  }

  get #active(): number {
    return this.#activeOf(this.#choices);
  }

  get #isSearched(): boolean {
    const read = this.#reasons?.read.values() ?? [];
    return [...read].some((reasons) => typeof reasons !== 'string' && reasons.length > MANY);
  }

  #wordFor(told: { readonly state: AgentState; readonly rawState?: string }): string {
    return (told.state === 'unknown' && told.rawState) || this.labels.states[told.state];
  }

  /** The second line: what is under way or went wrong, what comes next, why, or who. */
  #note(agent: Agent | undefined): { readonly text: string; readonly kind: 'told' | 'failed' | 'who' } {
    const { labels } = this;
    const entry = this.#command.value;
    if (entry && entry.command.type !== 'sign-in') {
      const asked = entry.command.type === 'set-agent-state' ? entry.command.state : 'signed-out';
      if (entry.phase === 'pending') return { text: labels.asking(labels.ask[asked]), kind: 'told' };
      if (entry.error && entry.phase !== 'superseded') return { text: labels.errors[entry.error.code], kind: 'failed' };
    }
    if (agent?.pending) return { text: labels.afterCall(this.#wordFor(agent.pending)), kind: 'told' };
    const reason = wordsOf(agent?.reason);
    if (reason) return { text: reason, kind: 'told' };
    if (!agent || agent.state === 'signed-out') return { text: '', kind: 'who' };
    const name = [agent.firstName, agent.lastName].filter(Boolean).join(' ') || agent.loginName || agent.id;
    return { text: [name, agent.extension].filter(Boolean).join(' · '), kind: 'who' };
  }

  protected override render(): TemplateResult | typeof nothing {
    const control = this.#control;
    if (control.state === 'absent') return nothing;
    const { labels } = this;
    const agent = this.#agent.value;
    // Before the first sign-in no port has an agent to report.
    const told = agent ?? { state: this.#link.value?.state === 'sign-in-needed' ? ('signed-out' as const) : ('unknown' as const) };
    const word = this.#wordFor(told);
    const note = this.#note(agent);
    const why = control.why && labels.why[control.why];
    return html`
      <button
        id="button"
        part="button"
        type="button"
        role="combobox"
        class=${this.#clockMode === 'frozen' ? 'stale' : nothing}
        data-state=${told.state}
        aria-label=${labels.agentState}
        aria-haspopup="listbox"
        aria-controls="list"
        aria-expanded=${this.#open}
        aria-activedescendant=${this.#open && !this.#isSearched ? `option-${this.#active}` : nothing}
        aria-busy=${control.state === 'busy'}
        aria-disabled=${control.state !== 'ready'}
        aria-describedby=${why ? 'why' : nothing}
        @click=${this.#onClick}
        @keydown=${this.#onKey}
        @focusout=${this.#onFocusOut}
      >
        <span class="mark">${ICONS[told.state]()}</span>
        <span class="words">
          <strong part="state">${word}</strong>
          <span part="note" class="note ${note.kind}" dir="auto" title=${note.text || nothing}>${note.text}</span>
        </span>
        <span part="time" class="time">${this.#clockMode === 'off' ? '' : elapsed(agent?.since, this.#clock.now)}</span>
        <span class="chevron">${chevronIcon()}</span>
      </button>
      ${whyTip('why', why)}
      <div id="popup" part="popup" popover="manual" @focusout=${this.#onFocusOut}>${this.#open ? this.#renderList() : nothing}</div>
      <span class="spoken" role="status">${note.kind === 'told' ? `${word}, ${note.text}` : word}</span>
      <span class="spoken" role="alert">${note.kind === 'failed' ? note.text : ''}</span>
    `;
  }

  #renderList(): TemplateResult {
    const { labels } = this;
    const choices = this.#choices;
    const active = this.#activeOf(choices);
    const groups: { readonly first: Choice; readonly lines: TemplateResult[] }[] = [];
    choices.forEach((choice, index) => {
      if (groups.at(-1)?.first.state !== choice.state) groups.push({ first: choice, lines: [] });
      groups.at(-1)?.lines.push(this.#renderChoice(choice, index, index === active));
    });
    /* eslint-disable lit-a11y/click-events-have-key-events -- the keys go to the combobox, which has the focus */
    return html`
      ${
        this.#isSearched
          ? html`<input
              part="search"
              type="text"
              role="combobox"
              autocomplete="off"
              spellcheck="false"
              placeholder=${labels.searchReasons}
              aria-label=${labels.searchReasons}
              aria-autocomplete="list"
              aria-controls="list"
              aria-expanded="true"
              aria-activedescendant=${choices.length ? `option-${active}` : nothing}
              @input=${this.#onSearch}
              @keydown=${this.#onKey}
            />`
          : nothing
      }
      <div
        id="list"
        role="listbox"
        aria-label=${labels.agentState}
        @mousedown=${keepFocus}
        @mousemove=${this.#onPoint}
        @click=${this.#onPick}
      >
        ${groups.map(({ first, lines }) => {
          const name = first.group ?? (lines.length > 1 ? labels.ask[first.state] : undefined);
          return html`<div class="state" role=${name ? 'group' : 'none'} aria-label=${name ?? nothing} data-state=${first.state}>
            ${first.group === undefined ? nothing : html`<div class="heading" aria-hidden="true"><i class="dot"></i>${name}</div>`} ${lines}
          </div>`;
        })}
      </div>
      ${choices.length ? nothing : html`<div class="heading" role="status">${labels.noReasonFound}</div>`}
    `;
  }

  /* eslint-enable lit-a11y/click-events-have-key-events */

  #renderChoice({ label, selected, blocked, group }: Choice, index: number, active: boolean): TemplateResult {
    return html`<div
      id="option-${index}"
      part="option"
      role="option"
      class="${active ? 'active' : ''} ${blocked === undefined || selected ? '' : 'blocked'} ${group === undefined ? '' : 'inner'}"
      data-index=${index}
      aria-selected=${selected}
      aria-disabled=${blocked !== undefined && !selected}
    >
      ${group === undefined ? html`<i class="dot"></i>` : nothing}
      <span>${label}${blocked ? html` <small>${blocked}</small>` : nothing}</span>
      ${selected ? checkIcon() : nothing}
    </div>`;
  }

  // Not in willUpdate, which comes before the streams of another client are in.
  protected override update(changes: PropertyValues): void {
    if (this.#open && this.#control.state !== 'ready') this.#close(true);
    super.update(changes);
  }

  protected override updated(): void {
    const popup = this.#part('popup');
    const button = this.#part('button');
    if (!popup || !button) return;
    if (!this.#open) {
      hide(popup);
      return;
    }
    popup.style.minInlineSize = `${button.offsetWidth}px`;
    showBeside(button, popup, 4);
    this.#part(`option-${this.#active}`)?.scrollIntoView({ block: 'nearest' });
    popup.querySelector('input')?.focus();
  }

  /** Gives the combobox the keyboard's focus. */
  override focus(options?: FocusOptions): void {
    this.#part('button')?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  #part(id: string): HTMLElement | null {
    return this.renderRoot.querySelector(`#${id}`);
  }

  #show(at?: number): void {
    if (this.#open || this.#control.state !== 'ready') return;
    const entry = this.#command.value;
    if (entry?.phase === 'refused' || entry?.phase === 'timed-out') this.desktop?.dismiss('agent');
    this.#open = true;
    this.#search = this.#typed = '';
    this.#moved = at === undefined ? undefined : this.#choices.at(at);
    addEventListener('scroll', this.#follow, true);
    addEventListener('resize', this.#follow);
    this.#part('button')?.focus();
    this.requestUpdate();
  }

  #close(keepFocus = false): void {
    if (!this.#open) return;
    this.#open = false;
    removeEventListener('scroll', this.#follow, true);
    removeEventListener('resize', this.#follow);
    if (keepFocus && this.renderRoot.querySelector(':focus')) this.#part('button')?.focus();
    this.requestUpdate();
  }

  #move(to: number): void {
    const choices = this.#choices;
    this.#moved = choices[Math.max(0, Math.min(to, choices.length - 1))];
    this.requestUpdate();
  }

  #choose(choice: Choice | undefined): void {
    if (choice?.retry) {
      this.#reasons = undefined;
      this.requestUpdate();
      return;
    }
    if (choice?.selected) this.#close(true);
    // Asked again: the list is one render old.
    if (!choice || choice.selected || choice.blocked !== undefined || this.#controlOf(choice.state).state !== 'ready') return;
    this.#close(true);
    const { state, reasonId } = choice;
    const reason = reasonId === undefined ? {} : { reasonId };
    void this.request(state === 'signed-out' ? { type: 'sign-out', ...reason } : { type: 'set-agent-state', state, ...reason });
  }

  readonly #reasonsFor = (category: ReasonCode['category']): Reasons => {
    const client = this.desktop;
    const agentId = this.#agent.value?.id;
    if (!client || agentId === undefined) return 'loading';
    if (this.#reasons?.client !== client || this.#reasons.agentId !== agentId) this.#reasons = { client, agentId, read: new Map() };
    const { read } = this.#reasons;
    const known = read.get(category);
    if (known) return known;
    const keep = (reasons: Reasons) => {
      read.set(category, reasons);
      this.requestUpdate();
    };
    read.set(category, 'loading');
    client.query({ type: 'reason-codes', category }).then(keep, () => keep('failed'));
    return 'loading';
  };

  readonly #follow = (): void => {
    this.requestUpdate();
  };

  #onClick(): void {
    if (this.#open) this.#close(true);
    else this.#show();
  }

  #onFocusOut(event: FocusEvent): void {
    const to = event.relatedTarget;
    if (!(to instanceof Node && this.renderRoot.contains(to))) this.#close();
  }

  #onSearch(event: InputEvent): void {
    this.#search = (event.target as HTMLInputElement).value;
    this.#move(0);
  }

  #indexAt(event: Event): number | undefined {
    const option = (event.target as Element).closest<HTMLElement>('[role=option]');
    return option ? Number(option.dataset['index']) : undefined;
  }

  #onPoint(event: MouseEvent): void {
    const index = this.#indexAt(event);
    if (index !== undefined && index !== this.#active) this.#move(index);
  }

  #onPick(event: MouseEvent): void {
    const index = this.#indexAt(event);
    if (index !== undefined) this.#choose(this.#choices[index]);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const searching = event.target instanceof HTMLInputElement;
    if (this.#open ? this.#onListKey(event, searching) : this.#onButtonKey(event)) {
      event.preventDefault();
      // Handled here: an Escape that closes the list must not close the page's own dialog around it.
      event.stopPropagation();
    }
  }

  #onButtonKey(event: KeyboardEvent): boolean {
    switch (event.key) {
      case 'Enter':
      case ' ':
      case 'ArrowDown':
        this.#show();
        return true;
      case 'ArrowUp':
      case 'Home':
        this.#show(0);
        return true;
      case 'End':
        this.#show(-1);
        return true;
      default:
        if (event.key.length !== 1 || event.altKey) return false;
        this.#show();
        this.#typeahead(event);
        return true;
    }
  }

  #onListKey(event: KeyboardEvent, searching: boolean): boolean {
    switch (event.key) {
      case 'Escape':
        this.#close(true);
        return true;
      case 'Tab':
        // From the search field the focus would go to what follows the list; from the button it goes on as it should.
        this.#close(true);
        return false;
      case 'Enter':
        this.#choose(this.#choices[this.#active]);
        return true;
      case 'ArrowDown':
        this.#move(this.#active + 1);
        return true;
      case 'ArrowUp':
        if (event.altKey) this.#close(true);
        else this.#move(this.#active - 1);
        return true;
      case 'PageDown':
        this.#move(this.#active + 10);
        return true;
      case 'PageUp':
        this.#move(this.#active - 10);
        return true;
    }
    if (searching) return false;
    switch (event.key) {
      case ' ':
        if (this.#isTyping(event)) this.#typeahead(event);
        else this.#choose(this.#choices[this.#active]);
        return true;
      case 'Home':
        this.#move(0);
        return true;
      case 'End':
        this.#move(Infinity);
        return true;
      default:
        if (event.key.length !== 1 || event.altKey) return false;
        this.#typeahead(event);
        return true;
    }
  }

  #isTyping(event: KeyboardEvent): boolean {
    return this.#typed !== '' && event.timeStamp - this.#typedAt < TYPING_MS;
  }

  // Goes to the next line that begins with what has been typed; one letter again and again goes through all that begin with it.
  #typeahead(event: KeyboardEvent): void {
    const letter = fold(event.key);
    this.#typed = this.#isTyping(event) ? this.#typed + letter : letter;
    this.#typedAt = event.timeStamp;
    const repeated = [...this.#typed].every((typed) => typed === letter);
    const wanted = repeated ? letter : this.#typed;
    const choices = this.#choices;
    const from = repeated ? this.#active + 1 : this.#active;
    const order = choices.map((_, index) => (from + index) % choices.length);
    const found = order.find((index) => fold(choices[index]!.label).startsWith(wanted));
    if (found !== undefined) this.#move(found);
  }
}

// A press on the list leaves the focus, and with it the keyboard, where it is.
function keepFocus(event: Event): void {
  event.preventDefault();
}

function wordsOf(reason: StateReason | undefined): string {
  return reason?.label || reason?.code || '';
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-state-picker': AgentStatePicker;
  }
}
