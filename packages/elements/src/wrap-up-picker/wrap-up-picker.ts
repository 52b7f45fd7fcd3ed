import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { ownParticipant, type Control, type DesktopClient, type WrapUpMode, type WrapUpReason } from '@cordboard/core';
import { checkIcon, chevronIcon, stateWorkIcon, warningIcon } from '../icons/icons.js';
import { DialogActionElement } from '../internal/dialog-element.js';
import { Clock, elapsed, type ClockMode } from '../internal/duration.js';
import { fold } from '../internal/fold.js';
import { Listbox, type Line } from '../internal/listbox.js';
import { WhyTips, whyTip } from '../internal/why.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { reasonLabels, type ReasonLabels } from '../labels/reasons.js';
import { wrapUpLabels, type WrapUpLabels } from '../labels/wrap-up.js';
import { styles } from './wrap-up-picker.styles.js';

// More reasons than this are searched by typing rather than read through.
const MANY = 8;

type Words = CommonLabels & ReasonLabels & WrapUpLabels;

const words: Words = { ...commonLabels, ...reasonLabels, ...wrapUpLabels };

/** A reason; or a word about the reasons, which sets nothing. */
interface Choice extends Line {
  readonly about?: 'told' | 'retry';
}

/**
 * Shows the wrap-up reason of one call as the platform reports it, and sets it: during the call and in its wrap-up, as the platform lets it.
 * Tells what kind of wrap-up follows the call, when a reason is required, and in wrap-up for how long it has lasted; no platform tells how
 * much time is left. Where the platform takes several reasons, choosing adds and takes away, and the list stays open; the last one stays.
 * Reasons are read when the list is first opened. Nothing without a call, or where the platform has no wrap-up reasons.
 *
 * @tagname wrap-up-picker
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before a reason is set. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart button - The combobox that shows the reason.
 * @csspart state - The reasons that are set.
 * @csspart note - The second line: what was asked for or refused, or what kind of wrap-up it is.
 * @csspart time - Time in wrap-up.
 * @csspart popup - The box that opens.
 * @csspart search - The field that finds a reason.
 * @csspart option - One reason.
 * @csspart reason - The tip that says why nothing can be chosen.
 * @csspart icon - The icons.
 */
export class WrapUpPicker extends DialogActionElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  readonly #agent = this.observe((client) => client.agent$);
  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#clockMode }));
  readonly #list = new Listbox<Choice>(this, {
    lines: (search) => this.#choices(search),
    isSame: (one, other) => one.label === other.label,
    mayOpen: () => this.#control.state === 'ready',
    isSearched: () => typeof this.#read?.reasons === 'object' && this.#read.reasons.length > MANY,
    choose: (choice) => this.#choose(choice),
    onOpen: () => this.#refresh(),
  });

  // Kept for one agent of one client: another agent's reasons are not theirs.
  #read:
    | { readonly client: DesktopClient; readonly agentId: string; readonly reasons: readonly WrapUpReason[] | 'loading' | 'failed' }
    | undefined;

  constructor() {
    super();
    new WhyTips(this);
  }

  get #control(): Control {
    return this.controlOf('update-call-data', { feature: 'wrap-up' });
  }

  get #several(): boolean {
    return this.features.has('wrap-up-several');
  }

  get #reported(): readonly string[] {
    return this.dialog?.wrapUp?.reasons ?? [];
  }

  get #wrappingUp(): boolean {
    return ownParticipant(this.dialog)?.state === 'wrap-up';
  }

  get #clockMode(): ClockMode {
    return this.paceOf(this.#wrappingUp);
  }

  get #mode(): WrapUpMode | undefined {
    const { wrapUpIncoming, wrapUpOutgoing } = this.#agent.value?.settings ?? {};
    switch (this.dialog?.direction) {
      case 'inbound':
        return wrapUpIncoming;
      case 'outbound':
        return wrapUpOutgoing;
      default:
        return undefined;
    }
  }

  /** The second line: what is under way or went wrong, else what kind of wrap-up it is. */
  get #note(): { readonly text: string; readonly kind: 'told' | 'failed' } {
    const { labels } = this;
    const entry = this.command;
    if (entry?.command.type === 'set-wrap-up') {
      if (entry.phase === 'pending') return { text: labels.asking(entry.command.reasons.join(', ')), kind: 'told' };
      if (entry.error && entry.phase !== 'superseded') return { text: labels.errors[entry.error.code], kind: 'failed' };
    }
    if (!this.#wrappingUp) return { text: labels.wrapUpModes[this.#mode ?? 'unknown'], kind: 'told' };
    return { text: this.#isNeeded ? labels.wrapUpReasonNeeded : labels.inWrapUp, kind: 'told' };
  }

  get #isNeeded(): boolean {
    return this.#mode === 'required-with-reason' && this.#reported.length === 0;
  }

  protected override render(): TemplateResult | typeof nothing {
    const dialog = this.dialog;
    const control = this.#control;
    if (!dialog || control.state === 'absent') return nothing;
    const { labels } = this;
    const reasons = this.#reported.join(', ');
    const reason = reasons ? 'set' : this.#wrappingUp && this.#isNeeded ? 'needed' : 'none';
    const shown = reasons || labels.noWrapUpReason;
    const note = this.#note;
    const why = control.why && labels.why[control.why];
    return html`
      <button
        id="button"
        part="button"
        type="button"
        role="combobox"
        class="combobox ${this.#clockMode === 'frozen' ? 'stale' : ''}"
        data-reason=${reason}
        aria-label=${labels.wrapUp}
        aria-haspopup="listbox"
        aria-controls="list"
        aria-expanded=${this.#list.open}
        aria-activedescendant=${this.#list.activeId}
        aria-required=${this.#mode === 'required-with-reason'}
        aria-busy=${control.state === 'busy'}
        aria-disabled=${control.state !== 'ready'}
        aria-describedby=${why ? 'why' : nothing}
        @click=${this.#list.onClick}
        @keydown=${this.#list.onKey}
        @focusout=${this.#list.onFocusOut}
      >
        <span class="mark">${reason === 'set' ? checkIcon() : reason === 'needed' ? warningIcon() : stateWorkIcon()}</span>
        <span class="words">
          <strong part="state" dir="auto" title=${reasons || nothing}>${shown}</strong>
          <span part="note" class="note ${note.kind}" dir="auto" title=${note.text}>${note.text}</span>
        </span>
        <span part="time" class="time ${this.#wrappingUp ? '' : 'off'}">
          ${this.#wrappingUp ? elapsed(ownParticipant(dialog)?.since, this.#clock.now) : nothing}
        </span>
        <span class="chevron">${chevronIcon()}</span>
      </button>
      ${whyTip('why', why)} ${this.#list.popup(labels.wrapUp, labels, this.#renderChoices, this.#several)}
      <span class="spoken" role="status">${note.kind === 'told' ? `${shown}, ${note.text}` : shown}</span>
      <span class="spoken" role="alert">${note.kind === 'failed' ? note.text : ''}</span>
    `;
  }

  readonly #renderChoices = (choices: readonly Choice[], active: number): readonly TemplateResult[] =>
    choices.map(
      ({ label, selected, about }, index) =>
        html`<div
          id="option-${index}"
          part="option"
          role="option"
          class="${index === active ? 'active' : ''} ${about === 'told' ? 'blocked' : ''}"
          data-index=${index}
          aria-selected=${selected}
          aria-disabled=${about === 'told'}
        >
          <span dir="auto">${label}</span>
          ${selected ? checkIcon() : nothing}
        </div>`,
    );

  // Not in willUpdate, which comes before the streams of another client are in.
  protected override update(changes: PropertyValues): void {
    const { state } = this.#control;
    // Where several are set one after the other, the list waits with the agent.
    if (state !== 'ready' && !(state === 'busy' && this.#several)) this.#list.close(true);
    super.update(changes);
  }

  /** Gives the combobox the keyboard's focus. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#button')?.focus(options);
  }

  #choices(search: string): readonly Choice[] {
    const { labels } = this;
    const reasons = this.#reasons();
    if (reasons === 'loading') return [{ label: labels.loadingReasons, selected: false, about: 'told' }];
    if (reasons === 'failed') return [{ label: labels.reasonsFailed, selected: false, about: 'retry' }];
    if (reasons.length === 0) return [{ label: labels.noWrapUpReasons, selected: false, about: 'told' }];
    const wanted = fold(search);
    const set = new Set(this.#reported);
    return reasons.filter(({ label }) => fold(label).includes(wanted)).map(({ label }) => ({ label, selected: set.has(label) }));
  }

  #choose({ label, selected, about }: Choice): void {
    if (about === 'retry') {
      this.#read = undefined;
      this.requestUpdate();
    }
    if (about) return;
    if (!this.#several) this.#list.close(true);
    // Asked again: the list is one render old.
    if (this.#control.state !== 'ready') return;
    const others = this.#several ? this.#reported.filter((reason) => reason !== label) : [];
    const reasons = selected ? others : [...others, label];
    if (reasons.length > 0) void this.request({ type: 'set-wrap-up', dialogId: this.dialogId, reasons });
  }

  // What was refused before is no news any more, and what could not be read may be there now.
  #refresh(): void {
    const entry = this.command;
    if (entry?.phase === 'refused' || entry?.phase === 'timed-out') this.desktop?.dismiss(entry.target);
    if (this.#read?.reasons === 'failed') this.#read = undefined;
  }

  #reasons(): readonly WrapUpReason[] | 'loading' | 'failed' {
    const client = this.desktop;
    const agentId = this.#agent.value?.id;
    if (!client || agentId === undefined) return 'loading';
    if (this.#read?.client === client && this.#read.agentId === agentId) return this.#read.reasons;
    const begun = { client, agentId, reasons: 'loading' } as const;
    const keep = (reasons: readonly WrapUpReason[] | 'failed'): void => {
      if (this.#read !== begun) return;
      this.#read = { client, agentId, reasons };
      this.requestUpdate();
    };
    this.#read = begun;
    client.query({ type: 'wrap-up-reasons' }).then(keep, () => keep('failed'));
    return 'loading';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'wrap-up-picker': WrapUpPicker;
  }
}
