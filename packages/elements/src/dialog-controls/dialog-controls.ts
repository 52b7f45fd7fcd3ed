import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { keyed } from 'lit/directives/keyed.js';
import { distinctUntilChanged, map } from 'rxjs';
import {
  controlOf,
  ownParticipant,
  type CallAction,
  type Command,
  type CommandTarget,
  type Control,
  type ControlFacts,
} from '@cordboard/core';
import { answerIcon, closeIcon, endIcon, holdIcon, retrieveIcon, swapIcon, warningIcon } from '../icons/icons.js';
import { DesktopElement } from '../internal/desktop-element.js';
import { itemAfter, moveOf } from '../internal/toolbar.js';
import { whyTip, WhyTips } from '../internal/why.js';
import { callActionLabels, type CallActionLabels } from '../labels/call-actions.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { styles } from './dialog-controls.styles.js';

/** A place in the row. What stands in it may change; where it is and how wide, never. */
interface Place {
  readonly name: 'answer' | 'hold' | 'end';
  readonly tip: string;
}

const PLACES: readonly Place[] = [
  { name: 'answer', tip: 'why-answer' },
  { name: 'end', tip: 'why-end' },
  { name: 'hold', tip: 'why-hold' },
];

type Shown = 'answer' | 'hold' | 'retrieve' | 'swap' | 'drop';

const ICONS: Readonly<Record<Shown, () => TemplateResult>> = {
  answer: answerIcon,
  hold: holdIcon,
  retrieve: retrieveIcon,
  swap: swapIcon,
  drop: endIcon,
};

type Words = CommonLabels & CallActionLabels;

const words: Words = { ...commonLabels, ...callActionLabels };

/**
 * What the agent can do with one call: answer, end, hold, retrieve, or swap while another
 * call is active. A control that is not possible now stays where it is, keeps the
 * keyboard's focus and tells why. Nothing is shown where the platform has no voice.
 *
 * A toolbar for the keyboard: one stop for Tab, at what is done most likely next; the arrow keys, Home and End move inside.
 *
 * @tagname dialog-controls
 * @slot actions - More buttons of the page, after the kit's own. They are reached by Tab.
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before a command is sent. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart toolbar - The row of controls.
 * @csspart button - Each control.
 * @csspart answer - The control that answers.
 * @csspart end - The control that ends the call.
 * @csspart hold - The control that holds, retrieves and swaps.
 * @csspart icon - The icon in a control.
 * @csspart reason - The tooltip that tells why a control is not possible.
 * @csspart message - The line under the controls: what was refused, and why.
 * @csspart dismiss - The button that takes the message away.
 * @cssprop [--cb-on-state=white on light, black on dark] - Words on the filled Answer and Retrieve.
 */
export class DialogControls extends DesktopElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  /** Id of the dialog to act on. */
  @property({ attribute: 'dialog-id' }) dialogId = '';

  readonly #dialog = this.observe(
    (client, id) => client.dialog$(id),
    () => [this.dialogId],
  );
  readonly #command = this.observe(
    (client, target) => client.command$(target),
    () => [this.#target],
  );
  // With another call active, going over to this one takes two steps.
  readonly #another = this.observe(
    (client, id) =>
      client.dialogs$.pipe(
        map((dialogs) => dialogs.some((dialog) => dialog.id !== id && ownParticipant(dialog)?.state === 'active')),
        distinctUntilChanged(),
      ),
    () => [this.dialogId],
  );
  readonly #link = this.observe((client) => client.link$);
  // Where Tab leads while the focus is inside; from elsewhere it leads to the primary control.
  #stop: Place | undefined;

  constructor() {
    super();
    new WhyTips(this);
  }

  get #target(): CommandTarget {
    return `dialog:${this.dialogId}`;
  }

  get #facts(): ControlFacts {
    const served = this.desktop?.serves('voice') ?? false;
    return { served, link: this.#link.value, dialog: this.#dialog.value, command: this.#command.value };
  }

  #controlOf(action: Shown): Control {
    return this.#decide(this.#facts, action);
  }

  // A swap ends in retrieving this call, and is possible when that is.
  #decide(facts: ControlFacts, action: Shown): Control {
    return controlOf(facts, action === 'swap' ? 'retrieve' : action);
  }

  #possible(action: Shown): boolean {
    return this.#decide({ ...this.#facts, command: undefined }, action).state === 'ready';
  }

  // Which of the two the hold place shows goes by the leg; whether it may be used, by the platform's list alone.
  #actionAt(place: Place): Shown {
    switch (place.name) {
      case 'answer':
        return 'answer';
      case 'end':
        return 'drop';
      case 'hold':
        if (ownParticipant(this.#dialog.value)?.state !== 'held') return 'hold';
        return this.#back;
    }
  }

  // The way back to a held call. While it is under way the button stays what was pressed: in the middle of a swap both calls are held.
  get #back(): 'swap' | 'retrieve' {
    const entry = this.#command.value;
    const asked = entry?.phase === 'pending' ? shownOf(entry.command) : undefined;
    if (asked === 'swap' || asked === 'retrieve') return asked;
    return this.#another.value ? 'swap' : 'retrieve';
  }

  get #primary(): Shown {
    switch (ownParticipant(this.#dialog.value)?.state) {
      case 'alerting':
        return 'answer';
      case 'held':
        return this.#back;
      default:
        return 'drop';
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const places = PLACES.filter((place) => this.#controlOf(this.#actionAt(place)).state !== 'absent');
    if (places.length === 0) return nothing;
    const stop = this.#stop ?? places.find((place) => this.#actionAt(place) === this.#primary) ?? places[0];
    return html`
      <div class="bar">
        <div
          part="toolbar"
          role="toolbar"
          aria-label=${this.labels.callControls}
          @keydown=${this.#onKey}
          @focusin=${this.#onFocusIn}
          @focusout=${this.#onFocusOut}
        >
          ${places.map((place) => this.#renderPlace(place, place === stop))}
        </div>
        <slot name="actions"></slot>
      </div>
      ${this.#renderRefusal()}
    `;
  }

  #renderPlace(place: Place, stop: boolean): TemplateResult {
    const action = this.#actionAt(place);
    const { state, why } = this.#controlOf(action);
    const asked = this.#command.value?.command;
    // Waiting is no other look: what was possible before keeps its colours, so that a quick answer does not make the row flash.
    const possible = state === 'ready' || (state === 'busy' && this.#possible(action));
    const classes = {
      [place.name]: true,
      primary: possible && action === this.#primary && action !== 'drop',
      danger: possible && action === this.#primary && action === 'drop',
      blocked: !possible,
      asked: state === 'busy' && asked !== undefined && shownOf(asked) === action,
    };
    // Keyed: other words are another content, not the same moved by their length, which the browser would count as a shift.
    // aria-disabled, not disabled: a disabled button drops the agent's keyboard focus in the middle of a call.
    return html`
      <button
        part="button ${place.name}"
        class=${classMap(classes)}
        type="button"
        data-place=${place.name}
        tabindex=${stop ? 0 : -1}
        aria-busy=${state === 'busy'}
        aria-disabled=${state !== 'ready'}
        aria-describedby=${why ? place.tip : nothing}
        @click=${() => this.#act(action)}
      >
        ${keyed(action, html`${ICONS[action]()}<span>${this.labels.actions[action]}</span>`)}
      </button>
      ${whyTip(place.tip, why && this.labels.why[why])}
    `;
  }

  // The line is always there: announced only if it was on the page before its words, and nothing below moves when they come.
  #renderRefusal(): TemplateResult {
    const entry = this.#command.value;
    const failed = entry?.phase === 'refused' || entry?.phase === 'timed-out';
    const action = entry && shownOf(entry.command);
    const shown = failed && action && entry.error ? { action, error: entry.error } : undefined;
    const { labels } = this;
    return html`
      <div class="message" part="message">
        ${shown ? warningIcon() : nothing}
        <span role="alert">${shown ? labels.actionFailed(labels.actions[shown.action], labels.errors[shown.error.code]) : nothing}</span>
        ${
          shown
            ? html`<button part="dismiss" type="button" aria-label=${labels.dismiss} @click=${this.#onDismiss}>${closeIcon()}</button>`
            : nothing
        }
      </div>
    `;
  }

  // Acts on what the button showed when it was pressed, and asks again: a second click can come before the render that shows the first.
  #act(action: Shown): void {
    if (this.#controlOf(action).state !== 'ready') return;
    const { dialogId } = this;
    void this.request(action === 'swap' ? { type: 'swap', dialogId } : { type: 'dialog-action', dialogId, action });
  }

  #onDismiss(): void {
    this.desktop?.dismiss(this.#target);
    // The button is about to go; the focus must not go with it.
    this.#buttons.find((button) => button.tabIndex === 0)?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const move = moveOf(event.key, getComputedStyle(this).direction);
    const at = this.#buttons.find((button) => button === this.renderRoot.querySelector(':focus'));
    if (!move || !at) return;
    event.preventDefault();
    itemAfter(this.#buttons, at, move)?.focus();
  }

  #onFocusIn(event: FocusEvent): void {
    const { place } = (event.target as HTMLElement).dataset;
    this.#stop = PLACES.find(({ name }) => name === place);
    this.requestUpdate();
  }

  #onFocusOut(event: FocusEvent): void {
    if (this.#buttons.includes(event.relatedTarget as HTMLElement)) return;
    this.#stop = undefined;
    this.requestUpdate();
  }

  get #buttons(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=toolbar] button')];
  }
}

function shownOf(command: Command): CallAction | 'swap' | undefined {
  if (command.type === 'swap') return 'swap';
  return command.type === 'dialog-action' ? command.action : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'dialog-controls': DialogControls;
  }
}
