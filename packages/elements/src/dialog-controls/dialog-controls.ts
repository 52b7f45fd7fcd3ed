import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import type { CommandEntry, Dialog } from '@cordboard/core';
import { closeIcon, warningIcon } from '../icons/icons.js';
import { classes } from '../internal/classes.js';
import { DialogActionElement } from '../internal/dialog-element.js';
import { Clock } from '../internal/duration.js';
import { kept } from '../internal/kept.js';
import { itemAfter, moveOf } from '../internal/toolbar.js';
import { whyTip, WhyTips } from '../internal/why.js';
import { callActionLabels, type CallActionLabels } from '../labels/call-actions.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { styles } from './dialog-controls.styles.js';
import { Flyout } from './flyout.js';
import { joinChoice, onChoiceKey } from './join-choice.js';
import { failureFor, NO_OTHERS, otherCalls$, rememberCard } from './joining.js';
import { commandOf, ICONS, PLACES, shownOf, type Place, type Shown } from './places.js';
import { actionAt, isAsked, isRecorded, placed, primaryPlace, standing, type Facts, type Placed } from './standing.js';

type Words = CommonLabels & CallActionLabels;

const words: Words = { ...commonLabels, ...callActionLabels };

/**
 * What the agent can do with one call: answer, end, hold, retrieve, or swap while another call is active; consult somebody, join a held
 * call with the active one and stay or leave, pass the call on at once, send tones, have it recorded, mute oneself, mark a call that is
 * over as done. A control that is not possible now
 * stays where it is, keeps the keyboard's focus and tells why; one that the platform does not have is not shown.
 *
 * A platform offers Conference and Transfer on the call that is held. On the card of the active call they stand for the calls that can be
 * joined with it: with one, they act at once; with several, they open a menu to choose from. Consult, Transfer now and Keypad open
 * `<consult-panel>` and `<dial-pad>`, which are fetched when they are first wanted. Nothing is passed on by one press.
 *
 * A toolbar for the keyboard: one stop for Tab, at what is done most likely next; the arrow keys, Home and End move inside.
 *
 * @tagname dialog-controls
 * @slot actions - More buttons of the page, after the kit's own. They are reached by Tab.
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before a command is sent. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart toolbar - The controls.
 * @csspart button - Each control.
 * @csspart answer - The control that answers.
 * @csspart end - The control that ends the call.
 * @csspart hold - The control that holds, retrieves and swaps.
 * @csspart consult - The control that opens the panel for consulting.
 * @csspart conference - The control that joins a held call with the active one.
 * @csspart transfer - The control that joins them and leaves.
 * @csspart transfer-now - The control that opens the panel for passing the call on.
 * @csspart keypad - The control that opens the keypad.
 * @csspart record - The control that has the call recorded.
 * @csspart mute - The control that mutes and unmutes the agent.
 * @csspart done - The control that finishes a call that is over.
 * @csspart icon - The icon in a control.
 * @csspart reason - The tooltip that tells why a control is not possible.
 * @csspart flyout - The box that opens beside a control.
 * @csspart panel - The panel or keypad in it.
 * @csspart choice - Each held call to choose from in it.
 * @csspart message - The line under the controls: what was refused, and why.
 * @csspart dismiss - The button that takes the message away.
 * @cssprop [--cb-on-state=white on light, black on dark] - Words on the filled Answer and Retrieve.
 */
export class DialogControls extends DialogActionElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  readonly #others = this.observe(otherCalls$, () => [this.dialogId]);
  readonly #flyout = new Flyout(this);
  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#choosing ? 'running' : 'off' }));
  // Where Tab leads while the focus is inside; from elsewhere it leads to the primary control.
  #stop: Place | undefined;

  constructor() {
    super();
    new WhyTips(this);
  }

  get #facts(): Facts {
    return {
      features: this.features,
      link: this.link,
      dialog: this.dialog,
      command: this.command,
      others: this.#others.value ?? NO_OTHERS,
    };
  }

  get #choosing(): boolean {
    const { at } = this.#flyout;
    return at !== undefined && at.opens === undefined;
  }

  // What is open is about the call that it was opened for.
  protected override update(changes: PropertyValues): void {
    if (changes.has('dialogId')) this.#flyout.finish();
    super.update(changes);
  }

  protected override render(): TemplateResult | typeof nothing {
    const facts = this.#facts;
    const places = PLACES.map((place) => placed(facts, place)).filter(({ control }) => control.state !== 'absent');
    if (places.length === 0) return nothing;
    const primary = primaryPlace(facts);
    const stop = this.#stop ?? (places.find(({ place }) => place.name === primary) ?? places[0])?.place;
    return html`
      <div class="bar">
        <div
          part="toolbar"
          role="toolbar"
          aria-label=${this.labels.callControls}
          @keydown=${this.#onKey}
          @focusin=${this.#onFocusIn}
          @focusout=${this.#onFocusOut}
          @pointerover=${this.#preload}
        >
          ${places.map((placed) => this.#renderPlace(facts, placed, primary, stop))}
        </div>
        <slot name="actions"></slot>
      </div>
      ${this.#renderFlyout()} ${this.#renderRefusal()}
      <span class="spoken" role="status">${isRecorded(facts) ? this.labels.recording : nothing}</span>
    `;
  }

  #renderPlace(facts: Facts, { place, action, control, calls }: Placed, primary: Place['name'], stop: Place | undefined): unknown {
    const { labels } = this;
    const { state, why } = control;
    // Waiting is no other look: what was possible before keeps its colours, so that a quick answer does not make the row flash.
    const possible = state === 'ready' || (state === 'busy' && standing(facts, action, true).control.state === 'ready');
    const filled = possible && place.name === primary;
    const on = action === 'record' && isRecorded(facts);
    const popup = place.opens ? 'dialog' : calls.length > 1 ? 'menu' : undefined;
    const open = this.#flyout.at === place;
    const asked = this.#flyout.loading === place || isAsked(facts, action);
    const isStop = place === stop;
    // Of all controls a change of the call changes few, and what is not written costs nothing.
    return guard([labels, action, state, why, possible, filled, on, popup, open, asked, isStop], () => {
      const looks = {
        quiet: place.quiet ?? false,
        primary: filled && action !== 'drop',
        danger: filled && action === 'drop',
        blocked: !possible && !on,
        on,
        asked,
      };
      const name = on ? labels.recording : labels.actions[action];
      // aria-disabled, not disabled: a disabled button drops the agent's keyboard focus in the middle of a call.
      return html`
        <button
          part="button ${place.name}"
          class="${place.name} ${classes(looks)}"
          type="button"
          data-place=${place.name}
          tabindex=${isStop ? 0 : -1}
          aria-busy=${state === 'busy'}
          aria-disabled=${state !== 'ready'}
          aria-describedby=${why ? place.tip : nothing}
          aria-haspopup=${popup ?? nothing}
          aria-expanded=${popup ? open : nothing}
          aria-pressed=${action === 'record' ? on : nothing}
          popovertarget=${popup ? 'flyout' : nothing}
          @click=${(event: Event) => this.#act(event, place, action)}
        >
          ${kept(`${action} ${name}`, () => html`${ICONS[action]()}<span>${name}</span>`)}
        </button>
        ${whyTip(place.tip, why && labels.why[why])}
      `;
    });
  }

  #renderFlyout(): TemplateResult {
    const place = this.#flyout.content;
    const { labels } = this;
    const label = place && (place.opens ? labels.actions[actionAt(this.#facts, place)] : labels.chooseCall);
    return html`
      <div
        id="flyout"
        part="flyout"
        popover="auto"
        role=${place?.opens ? 'dialog' : 'menu'}
        aria-label=${label ?? nothing}
        @beforetoggle=${this.#flyout.onToggle}
        @toggle=${this.#flyout.onToggle}
        @keydown=${this.#onFlyoutKey}
      >
        ${place && keyed(place, this.#renderContent(place))}
      </div>
    `;
  }

  #renderContent(place: Place): TemplateResult | readonly TemplateResult[] {
    const { dialogId, client } = this;
    const { finish } = this.#flyout;
    const facts = this.#facts;
    const action = actionAt(facts, place);
    switch (place.opens) {
      case 'consult-panel':
        return html`<consult-panel
          part="panel"
          dialog-id=${dialogId}
          action=${place.action === 'transfer-now' ? place.action : 'consult'}
          .client=${client}
          @close=${finish}
        ></consult-panel>`;
      case 'dial-pad':
        return html`<dial-pad part="panel" dialog-id=${dialogId} .client=${client} @close=${finish}></dial-pad>`;
      default:
        return joinChoice(standing(facts, action).calls, this.#clock.now, this.labels, (call) => this.#choose(action, call));
    }
  }

  // The line is always there: announced only if it was on the page before its words, and nothing below moves when they come.
  #renderRefusal(): TemplateResult {
    const shown = this.#refusal;
    return html`
      <div class="message" part="message">
        ${shown ? warningIcon() : nothing}
        <span role="alert">${shown ?? nothing}</span>
        ${
          shown
            ? html`<button part="dismiss" type="button" aria-label=${this.labels.dismiss} @click=${this.#onDismiss}>${closeIcon()}</button>`
            : nothing
        }
      </div>
    `;
  }

  get #refusal(): string | undefined {
    const { labels } = this;
    const { failed, at } = this.#flyout;
    if (failed) return labels.actionFailed(labels.actions[actionAt(this.#facts, failed)], labels.notLoaded);
    const entry = this.#failure;
    const action = shownOf(entry?.command);
    // An open panel speaks for itself.
    if (!entry?.error || !action || (at?.opens && (at.action === action || at.also === action))) return undefined;
    return labels.actionFailed(labels.actions[action], labels.errors[entry.error.code]);
  }

  get #failure(): CommandEntry | undefined {
    const { command, others } = this.#facts;
    return failureFor(this.dialogId, command, others);
  }

  // Acts on what the button showed when it was pressed, and asks again: a second click can come before the render that shows the first.
  #act(event: Event, place: Place, action: Shown): void {
    // The browser would show the flyout before there is anything in it.
    event.preventDefault();
    const { control, calls } = standing(this.#facts, action);
    if (this.#flyout.at !== place && control.state !== 'ready') return;
    if (this.#flyout.at === place || place.opens || calls.length > 1) void this.#flyout.toggle(place);
    else this.#send(action, calls[0]?.id ?? this.dialogId);
  }

  #choose(action: Shown, { id }: Dialog): void {
    this.#flyout.finish();
    if (standing(this.#facts, action).calls.some((call) => call.id === id)) this.#send(action, id);
  }

  #send(action: Shown, dialogId: string): void {
    const command = commandOf(action, dialogId);
    if (!command) return;
    rememberCard(command, this.dialogId);
    void this.request(command);
  }

  #onDismiss(): void {
    const entry = this.#failure;
    if (this.#flyout.failed) this.#flyout.finish();
    else if (entry) this.desktop?.dismiss(entry.target);
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

  #onFlyoutKey(event: KeyboardEvent): void {
    if (!this.#choosing) return;
    // Tab goes on from the control.
    if (event.key === 'Tab') this.#flyout.finish();
    else onChoiceKey(event);
  }

  #onFocusIn(event: FocusEvent): void {
    this.#preload(event);
    this.#stop = placeOf(event);
    this.requestUpdate();
  }

  #onFocusOut(event: FocusEvent): void {
    if (this.#buttons.includes(event.relatedTarget as HTMLElement)) return;
    this.#stop = undefined;
    this.requestUpdate();
  }

  #preload(event: Event): void {
    const place = placeOf(event);
    if (place) this.#flyout.preload(place);
  }

  get #buttons(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=toolbar] button')];
  }
}

function placeOf(event: Event): Place | undefined {
  const button = (event.target as Element).closest<HTMLElement>('[data-place]');
  return button ? PLACES.find(({ name }) => name === button.dataset['place']) : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'dialog-controls': DialogControls;
  }
}
