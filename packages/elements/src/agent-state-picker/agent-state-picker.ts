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
import { Listbox } from '../internal/listbox.js';
import { WhyTips, whyTip } from '../internal/why.js';
import { agentStateLabels, type AgentStateLabels } from '../labels/agent-state.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { reasonLabels, type ReasonLabels } from '../labels/reasons.js';
import { styles } from './agent-state-picker.styles.js';
import { choicesOf, type Choice, type Reasons } from './choices.js';

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

type Words = CommonLabels & AgentStateLabels & ReasonLabels;

const words: Words = { ...commonLabels, ...agentStateLabels, ...reasonLabels };

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

  readonly #list = new Listbox<Choice>(this, {
    lines: (search) => this.#choices(search),
    isSame: (one, other) => one.state === other.state && one.reasonId === other.reasonId,
    mayOpen: () => this.#control.state === 'ready',
    isSearched: () => this.#isSearched,
    choose: (choice) => this.#choose(choice),
    onOpen: () => this.#forget(),
  });

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

  #choices(search: string): readonly Choice[] {
    const agent = this.#agent.value;
    if (!agent) return [];
    return choicesOf({ agent, labels: this.labels, controlOf: this.#controlOf, reasonsFor: this.#reasonsFor, search });
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
        class="combobox ${this.#clockMode === 'frozen' ? 'stale' : ''}"
        data-state=${told.state}
        aria-label=${labels.agentState}
        aria-haspopup="listbox"
        aria-controls="list"
        aria-expanded=${this.#list.open}
        aria-activedescendant=${this.#list.activeId}
        aria-busy=${control.state === 'busy'}
        aria-disabled=${control.state !== 'ready'}
        aria-describedby=${why ? 'why' : nothing}
        @click=${this.#list.onClick}
        @keydown=${this.#list.onKey}
        @focusout=${this.#list.onFocusOut}
      >
        <span class="mark">${ICONS[told.state]()}</span>
        <span class="words">
          <strong part="state">${word}</strong>
          <span part="note" class="note ${note.kind}" dir="auto" title=${note.text || nothing}>${note.text}</span>
        </span>
        <span part="time" class="time">${this.#clockMode === 'off' ? '' : elapsed(agent?.since, this.#clock.now)}</span>
        <span class="chevron">${chevronIcon()}</span>
      </button>
      ${whyTip('why', why)} ${this.#list.popup(labels.agentState, labels, this.#renderChoices)}
      <span class="spoken" role="status">${note.kind === 'told' ? `${word}, ${note.text}` : word}</span>
      <span class="spoken" role="alert">${note.kind === 'failed' ? note.text : ''}</span>
    `;
  }

  readonly #renderChoices = (choices: readonly Choice[], active: number): readonly TemplateResult[] => {
    const { labels } = this;
    const groups: { readonly first: Choice; readonly lines: TemplateResult[] }[] = [];
    choices.forEach((choice, index) => {
      if (groups.at(-1)?.first.state !== choice.state) groups.push({ first: choice, lines: [] });
      groups.at(-1)?.lines.push(this.#renderChoice(choice, index, index === active));
    });
    return groups.map(({ first, lines }) => {
      const name = first.group ?? (lines.length > 1 ? labels.ask[first.state] : undefined);
      return html`<div class="state" role=${name ? 'group' : 'none'} aria-label=${name ?? nothing} data-state=${first.state}>
        ${first.group === undefined ? nothing : html`<div class="heading" aria-hidden="true"><i class="dot"></i>${name}</div>`} ${lines}
      </div>`;
    });
  };

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
    if (this.#control.state !== 'ready') this.#list.close(true);
    super.update(changes);
  }

  /** Gives the combobox the keyboard's focus. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#button')?.focus(options);
  }

  // What was refused before is no news any more.
  #forget(): void {
    const entry = this.#command.value;
    if (entry?.phase === 'refused' || entry?.phase === 'timed-out') this.desktop?.dismiss('agent');
  }

  #choose(choice: Choice): void {
    if (choice.retry) {
      this.#reasons = undefined;
      this.requestUpdate();
      return;
    }
    if (choice.selected) this.#list.close(true);
    // Asked again: the list is one render old.
    if (choice.selected || choice.blocked !== undefined || this.#controlOf(choice.state).state !== 'ready') return;
    this.#list.close(true);
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
}

function wordsOf(reason: StateReason | undefined): string {
  return reason?.label || reason?.code || '';
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-state-picker': AgentStatePicker;
  }
}
