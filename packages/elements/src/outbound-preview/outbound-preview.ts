import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { ownParticipant, type Classification, type Dialog, type DialogAction } from '@cordboard/core';
import { checkIcon, chevronIcon, dialIcon, stateAlertingIcon, stateTalkingIcon } from '../icons/icons.js';
import { DialogActionElement } from '../internal/dialog-element.js';
import { Clock, elapsed, type ClockMode } from '../internal/duration.js';
import { Listbox, type Line } from '../internal/listbox.js';
import { grouped } from '../internal/phone-number.js';
import { whyTip, WhyTips } from '../internal/why.js';
import { callActionLabels, type CallActionLabels } from '../labels/call-actions.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { outboundLabels, type OutboundLabels } from '../labels/outbound.js';
import { reasonLabels, type ReasonLabels } from '../labels/reasons.js';
import type { CallbackForm, Wanted } from './callback-form.js';
import { ANSWERS, answered, isOfCampaign, promisedTime, type Answer } from './campaign.js';
import { styles } from './outbound-preview.styles.js';

const CLASSES = ['voice', 'answering-machine', 'busy', 'fax', 'invalid-number', 'do-not-call'] as const satisfies readonly Classification[];

type Words = CommonLabels & CallActionLabels & ReasonLabels & OutboundLabels;

const words: Words = { ...commonLabels, ...callActionLabels, ...reasonLabels, ...outboundLabels };

interface Choice extends Line {
  readonly classification: Classification;
}

/**
 * A contact of an outbound campaign: who it is and what is known, and the three answers to it, each with what it means; once accepted,
 * that the customer is called. On the campaign's call: what it is classed as, and the callback that the customer was promised, both as the
 * platform reports them, and changing them. Only what the platform offers can be used; what it does not keeps its place and says why.
 * Nothing for a call that is of no campaign, or where the platform has none.
 *
 * @tagname outbound-preview
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before a command is sent. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart card - All of it.
 * @csspart mark - The sign at its head.
 * @csspart who - The customer's name, else the number.
 * @csspart what - The number where a name leads, campaign and account.
 * @csspart state - Whether it is a preview, or is being called.
 * @csspart time - How long the contact has been offered, or called.
 * @csspart variables - What the campaign tells about the contact.
 * @csspart answers - The row of the three answers.
 * @csspart button - Every button.
 * @csspart accept - Accepts the contact.
 * @csspart reject - Gives the contact back.
 * @csspart close - Gives the contact up.
 * @csspart reclassify - The combobox that shows and changes the class.
 * @csspart callback - The button that shows the promised callback and opens the form.
 * @csspart promise - The form's button that promises.
 * @csspart cancel - The form's button that takes the promise back.
 * @csspart popup - The boxes that open.
 * @csspart option - One class.
 * @csspart input - A field of the form.
 * @csspart reason - The tooltip that tells why a control is not possible.
 * @csspart message - The line under the controls, or in the form: what is wrong, or was refused.
 * @csspart icon - The icons.
 */
export class OutboundPreview extends DialogActionElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#clockMode }));
  readonly #list = new Listbox<Choice>(this, {
    lines: () =>
      CLASSES.map((each) => ({ classification: each, label: this.labels.classifications[each], selected: each === this.#class })),
    isSame: (one, other) => one.classification === other.classification,
    mayOpen: () => this.controlOf('reclassify').state === 'ready',
    isSearched: () => false,
    choose: (choice) => this.#reclassify(choice),
    onOpen: () => this.#forget(),
  });
  #form: CallbackForm | undefined;
  #fetching: 'now' | 'failed' | undefined;

  constructor() {
    super();
    new WhyTips(this);
  }

  get #clockMode(): ClockMode {
    return this.paceOf(this.dialog?.kind === 'reservation');
  }

  get #class(): Classification | undefined {
    return this.dialog?.outbound?.classified;
  }

  // A button that answers has to keep its colours while it waits.
  #isPossible(action: DialogAction): boolean {
    const { state } = this.controlOf(action);
    return state === 'ready' || (state === 'busy' && ownParticipant(this.dialog)?.actions.includes(action) === true);
  }

  get #asked(): DialogAction | undefined {
    const entry = this.command;
    return entry?.phase === 'pending' ? answered(entry.command) : undefined;
  }

  get #refusal(): string | undefined {
    const { actions, errors } = this.labels;
    if (this.#fetching === 'failed') return this.labels.actionFailed(actions['schedule-callback'], errors['link-down']);
    const entry = this.command;
    const action = entry && answered(entry.command);
    if (!action || !entry.error || (entry.phase !== 'refused' && entry.phase !== 'timed-out')) return undefined;
    return this.labels.actionFailed(actions[action], errors[entry.error.code]);
  }

  protected override render(): TemplateResult | typeof nothing {
    const dialog = this.dialog;
    if (!dialog || !this.features.has('outbound') || !isOfCampaign(dialog)) return nothing;
    return html`
      <article part="card" aria-labelledby="who what">
        ${this.#renderHead(dialog)} ${dialog.kind === 'reservation' ? this.#renderOffer(dialog) : this.#renderTools(dialog)}
        <div class="message" part="message" role="alert">${this.#form?.open ? nothing : this.#refusal}</div>
      </article>
    `;
  }

  #renderHead(dialog: Dialog): TemplateResult {
    const { labels } = this;
    const { customerName, customerNumber, campaign, account } = dialog.outbound ?? {};
    const reserved = dialog.kind === 'reservation';
    const own = ownParticipant(dialog);
    const calling = own?.state === 'accepted';
    // The ends of a reservation are the dialler's port and the agent.
    const number = customerNumber ?? (reserved ? undefined : dialog.to);
    const shown = number ? grouped(number) : labels.noNumber;
    const facts = [...(customerName ? [shown] : []), campaign, account].filter((fact) => fact !== undefined);
    return html`
      <header>
        <span class="mark" part="mark">${(calling ? dialIcon : reserved ? stateAlertingIcon : stateTalkingIcon)()}</span>
        <span class="who" part="who" id="who"><bdi>${customerName ?? shown}</bdi></span>
        <span class="what" part="what" id="what">${facts.map((fact, at) => html`${at ? ' · ' : nothing}<bdi>${fact}</bdi>`)}</span>
        <span class="state" part="state" role="status">
          ${reserved ? (calling ? labels.callingCustomer : labels.outboundPreview) : nothing}
        </span>
        <span class="time" part="time">${reserved ? elapsed(own?.since, this.#clock.now) : nothing}</span>
      </header>
    `;
  }

  #renderOffer({ variables, outbound = {} }: Dialog): TemplateResult {
    // What the head shows is not said twice, nor what nobody filled in.
    const said = new Set<string>(Object.values(outbound));
    const told = variables.filter(({ value }) => value !== '' && !said.has(value));
    return html`
      ${
        told.length
          ? html`<dl part="variables">
              ${told.map(
                ({ name, value }) =>
                  html`<div>
                    <dt><bdi>${name}</bdi></dt>
                    <dd><bdi>${value}</bdi></dd>
                  </div>`,
              )}
            </dl>`
          : nothing
      }
      <div class="choices" part="answers">${ANSWERS.map((action) => this.#renderAnswer(action))}</div>
    `;
  }

  #renderAnswer(action: Answer): TemplateResult {
    const { labels } = this;
    const { state, why } = this.controlOf(action);
    const possible = this.#isPossible(action);
    const classes = [possible ? 'possible' : '', possible && action === 'accept' ? 'primary' : '', this.#asked === action ? 'asked' : ''];
    // aria-disabled, not disabled: a disabled button drops the agent's keyboard focus.
    return html`
      <div class="choice">
        <button
          part="button ${action}"
          class=${classes.join(' ')}
          type="button"
          aria-busy=${state === 'busy'}
          aria-disabled=${state !== 'ready'}
          aria-describedby=${why ? `means-${action} why-${action}` : `means-${action}`}
          @click=${() => this.#answer(action)}
        >
          ${labels.actions[action]}
        </button>
        <small id="means-${action}">${labels.previewMeanings[action]}</small>
      </div>
      ${whyTip(`why-${action}`, why && labels.why[why])}
    `;
  }

  #renderTools({ outbound, callback }: Dialog): TemplateResult {
    const { labels } = this;
    const { classifications, actions } = labels;
    const reclassify = this.controlOf('reclassify');
    // What was promised may be taken back where nothing new can be promised.
    const schedule = this.controlOf('schedule-callback');
    const forms = schedule.state !== 'ready' && callback ? this.controlOf('cancel-callback') : schedule;
    const known = outbound?.classified ? classifications[outbound.classified] : outbound?.classification;
    const promised = [callback?.time === undefined ? undefined : promisedTime(callback.time), callback?.number].filter(Boolean).join(' · ');
    const asked = this.#asked;
    return html`
      <div class="tools">
        <button
          id="button"
          part="button reclassify"
          class="combobox ${asked === 'reclassify' ? 'asked' : ''}"
          type="button"
          role="combobox"
          aria-label=${actions.reclassify}
          aria-haspopup="listbox"
          aria-controls="list"
          aria-expanded=${this.#list.open}
          aria-activedescendant=${this.#list.activeId}
          aria-busy=${reclassify.state === 'busy'}
          aria-disabled=${reclassify.state !== 'ready'}
          aria-describedby=${reclassify.why ? 'why-reclassify' : nothing}
          @click=${this.#list.onClick}
          @keydown=${this.#list.onKey}
          @focusout=${this.#list.onFocusOut}
        >
          ${tool(known ?? labels.notReclassified, actions.reclassify)}
        </button>
        <button
          id="callback"
          part="button callback"
          class="combobox ${asked === 'schedule-callback' || asked === 'cancel-callback' ? 'asked' : ''}"
          type="button"
          aria-haspopup="dialog"
          aria-expanded=${this.#form?.open ?? false}
          aria-busy=${forms.state === 'busy'}
          aria-disabled=${forms.state !== 'ready'}
          aria-describedby=${forms.why ? 'promised why-callback' : 'promised'}
          @click=${this.#onCallback}
        >
          ${tool(promised || labels.noCallback, actions['schedule-callback'], 'promised')}
        </button>
      </div>
      ${whyTip('why-reclassify', reclassify.why && labels.why[reclassify.why])}
      ${whyTip('why-callback', forms.why && labels.why[forms.why])} ${this.#list.popup(actions.reclassify, labels, renderClasses)}
      ${this.#form?.render() ?? nothing}
    `;
  }

  // Not in willUpdate, which comes before the streams of another client are in.
  protected override update(changes: PropertyValues): void {
    if (this.controlOf('reclassify').state !== 'ready') this.#list.close(true);
    const dialog = this.dialog;
    if (!dialog || dialog.kind === 'reservation' || !this.features.has('outbound') || !isOfCampaign(dialog)) this.#form?.close();
    super.update(changes);
  }

  readonly #onCallback = (): void => {
    const actions = ['schedule-callback', 'cancel-callback'] as const;
    if (!this.#form?.open && !actions.some((action) => this.controlOf(action).state === 'ready')) return;
    if (this.#form) void this.#form.toggle();
    else if (this.#fetching !== 'now') void this.#fetchForm();
  };

  // Fetched when it is first wanted: few calls end in a promise.
  async #fetchForm(): Promise<void> {
    this.#fetching = 'now';
    try {
      const { CallbackForm } = await import('./callback-form.js');
      this.#fetching = undefined;
      this.#form = new CallbackForm(this, {
        labels: () => this.labels,
        promised: () => this.dialog?.callback,
        controlOf: (action) => this.controlOf(action),
        refusal: () => this.#refusal,
        send: (wanted) => this.#callBack(wanted),
        forget: () => this.#forget(),
      });
      await this.#form.toggle();
    } catch {
      this.#fetching = 'failed';
      this.requestUpdate();
    }
  }

  // Asks again: a second click can come before the render that shows the first.
  #answer(action: Answer): void {
    if (this.controlOf(action).state !== 'ready') return;
    void this.request({ type: 'dialog-action', dialogId: this.dialogId, action });
  }

  #reclassify({ classification, selected }: Choice): void {
    this.#list.close(true);
    if (selected || this.controlOf('reclassify').state !== 'ready') return;
    void this.request({ type: 'reclassify', dialogId: this.dialogId, classification });
  }

  async #callBack(wanted: Wanted | undefined): Promise<boolean> {
    const { dialogId } = this;
    return (
      (await this.outcomeOf(wanted ? { type: 'schedule-callback', dialogId, ...wanted } : { type: 'cancel-callback', dialogId })) ===
      'confirmed'
    );
  }

  // What was refused before is no news any more.
  #forget(): void {
    if (this.#refusal !== undefined) this.desktop?.dismiss(this.target);
  }
}

// The name comes first, to be spoken; the style puts it below.
// What is shown is no part of the name: it is the combobox's value, or describes the button.
function tool(shown: string, name: string, id?: string): TemplateResult {
  return html`<span class="words">
      <span class="note">${name}</span>
      <strong id=${id ?? nothing} dir="auto" title=${shown} aria-hidden=${id ? 'true' : nothing}>${shown}</strong>
    </span>
    <span class="chevron">${chevronIcon()}</span>`;
}

function renderClasses(choices: readonly Choice[], active: number): readonly TemplateResult[] {
  return choices.map(
    ({ label, selected }, index) =>
      html`<div
        id="option-${index}"
        part="option"
        role="option"
        class=${index === active ? 'active' : ''}
        data-index=${index}
        aria-selected=${selected}
      >
        <span>${label}</span>
        ${selected ? checkIcon() : nothing}
      </div>`,
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'outbound-preview': OutboundPreview;
  }
}
