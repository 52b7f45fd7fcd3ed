import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { ownParticipant, type Dialog } from '@cordboard/core';
import {
  consultIcon,
  dialIcon,
  peopleIcon,
  stateAlertingIcon,
  stateHoldIcon,
  stateTalkingIcon,
  stateUnknownIcon,
  stateWorkIcon,
  warningIcon,
} from '../icons/icons.js';
import { DialogElement } from '../internal/dialog-element.js';
import { Clock, elapsed } from '../internal/duration.js';
import { grouped } from '../internal/phone-number.js';
import { callLabels, type CallLabels } from '../labels/calls.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { styles } from './dialog-card.styles.js';
import { cardPartsOf, PASSED_ON, type CardPart } from './parts.js';
import { otherSide, partyCount, phaseOf, phaseSince, type Phase } from './phase.js';

const ICONS: Readonly<Record<Phase, () => TemplateResult>> = {
  ringing: stateAlertingIcon,
  calling: dialIcon,
  talking: stateTalkingIcon,
  consulting: consultIcon,
  conference: peopleIcon,
  monitoring: stateUnknownIcon,
  held: stateHoldIcon,
  'wrap-up': stateWorkIcon,
  accepted: stateWorkIcon,
  failed: warningIcon,
  ended: stateWorkIcon,
  unknown: stateUnknownIcon,
};

const LEADING: ReadonlySet<Phase> = new Set<Phase>(['ringing', 'calling', 'talking', 'consulting', 'conference']);

type Words = CommonLabels & CallLabels;

const words: Words = { ...commonLabels, ...callLabels };

/**
 * One call: who, what for, its state and for how long, and what can be done with it. Below that, for calls that have use for them, and where
 * the page has these elements: `<outbound-preview>`, `<wrap-up-picker>` and `<conference-roster>`. A contact that a campaign offers is
 * nothing but its preview. The definition of `<dialog-list>` brings the three along; that of this element alone does not.
 *
 * @tagname dialog-card
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before a command is sent. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart card - The whole card.
 * @csspart mark - The round sign of the state.
 * @csspart icon - An icon.
 * @csspart who - The number of the other side.
 * @csspart what - The queue, or the kind of call.
 * @csspart doubt - The words that what is shown may not be so.
 * @csspart state - The state in words.
 * @csspart time - How long the state has lasted.
 * @csspart controls - The row of controls.
 * @csspart preview - The `<outbound-preview>`. Its answers are passed on by their names, `card`, `popup` and `message` with `preview-` before.
 * @csspart wrap-up - The `<wrap-up-picker>`. Its `button`, `note`, `popup` and `option` are passed on with `wrap-up-` before.
 * @csspart parties - The `<conference-roster>`. Its `party` and `drop` are passed on, `list` and `message` with `parties-` before.
 */
export class DialogCard extends DialogElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  readonly #agent = this.observe((client) => client.agent$);
  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#clockMode }));

  get #clockMode(): 'running' | 'frozen' | 'off' {
    const { dialog } = this;
    return this.paceOf(dialog !== undefined && phaseSince(dialog) !== undefined);
  }

  protected override render(): TemplateResult | typeof nothing {
    const dialog = this.dialog;
    if (!dialog) return nothing;
    const phase = phaseOf(dialog);
    const parts = cardPartsOf(dialog, this.#agent.value, this.features).filter((tag) => customElements.get(tag));
    // Answers to a campaign are no answers to a call: the controls of one would only be in the way.
    if (dialog.kind === 'reservation' && parts.length) {
      return html`<div part="card" class="card leads" data-phase=${phase}>${parts.map((tag) => this.#renderPart(tag))}</div>`;
    }
    return html`
      <article part="card" class=${LEADING.has(phase) ? 'card leads' : 'card'} data-phase=${phase} aria-labelledby="who state">
        <header>
          <span class="mark" part="mark">${ICONS[phase]()}</span>
          <span class="who" part="who" id="who">${grouped(otherSide(dialog) ?? this.labels.noNumber)}</span>
          <span class="what" part="what">
            <span dir="auto">${whatFor(dialog, phase, this.labels)}</span>
            ${
              dialog.freshness === 'fresh'
                ? nothing
                : html`<span class="doubt" part="doubt">${warningIcon()}${this.labels[dialog.freshness]}</span>`
            }
          </span>
          <span class="state" part="state" id="state">${phaseWords(dialog, phase, this.labels)}</span>
          <span class="time" part="time">${elapsed(phaseSince(dialog), this.#clock.now)}</span>
        </header>
        <dialog-controls
          part="controls"
          exportparts=${PASSED_ON['dialog-controls']}
          dialog-id=${this.dialogId}
          .client=${this.client}
        ></dialog-controls>
        ${parts.map((tag) => this.#renderPart(tag))}
      </article>
    `;
  }

  #renderPart(tag: CardPart): TemplateResult {
    const { dialogId, client } = this;
    const exported = PASSED_ON[tag];
    switch (tag) {
      case 'outbound-preview':
        return html`<outbound-preview part="preview" exportparts=${exported} dialog-id=${dialogId} .client=${client}></outbound-preview>`;
      case 'wrap-up-picker':
        return html`<wrap-up-picker part="wrap-up" exportparts=${exported} dialog-id=${dialogId} .client=${client}></wrap-up-picker>`;
      case 'conference-roster':
        return html`<conference-roster part="parties" exportparts=${exported} dialog-id=${dialogId} .client=${client}></conference-roster>`;
    }
  }
}

function phaseWords(dialog: Dialog, phase: Phase, labels: Words): string {
  const words = labels.callStates;
  switch (phase) {
    case 'calling':
      return words.dialing;
    case 'consulting':
      return labels.consulting(otherSide(dialog) ?? labels.noNumber);
    case 'conference':
      return labels.conference(partyCount(dialog));
    case 'monitoring':
      return labels.monitoring;
    case 'accepted':
      return words.dialing;
    case 'failed':
      return failureWords(dialog, labels);
    default:
      return words[phase];
  }
}

function failureWords(dialog: Dialog, labels: Words): string {
  const { cause } = ownParticipant(dialog) ?? {};
  return cause === undefined || cause === 'other' || cause === 'unknown' ? labels.callStates.failed : labels.causes[cause];
}

// What the call is for: its queue; and the kind of call where the state does not say it already.
function whatFor(dialog: Dialog, phase: Phase, labels: Words): string {
  const kind = dialog.kind === 'consult' && phase !== 'consulting' ? labels.consultCall : undefined;
  const parties = dialog.kind === 'conference' && phase !== 'conference' ? labels.conference(partyCount(dialog)) : undefined;
  return [kind, parties, dialog.queue?.name].filter(Boolean).join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'dialog-card': DialogCard;
  }
}
