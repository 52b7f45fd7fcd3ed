import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
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
import { DesktopElement } from '../internal/desktop-element.js';
import { Clock, elapsed } from '../internal/duration.js';
import { grouped } from '../internal/phone-number.js';
import { callLabels, type CallLabels } from '../labels/calls.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { styles } from './dialog-card.styles.js';
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
 * One call: who, what for, its state and for how long, and what can be done with it.
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
 */
export class DialogCard extends DesktopElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  /** Id of the dialog to show. */
  @property({ attribute: 'dialog-id' }) dialogId = '';

  readonly #dialog = this.observe(
    (client, id) => client.dialog$(id),
    () => [this.dialogId],
  );
  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#clockMode }));

  get #clockMode(): 'running' | 'frozen' | 'off' {
    const dialog = this.#dialog.value;
    if (!dialog || phaseSince(dialog) === undefined) return 'off';
    return dialog.freshness === 'stale' ? 'frozen' : 'running';
  }

  protected override render(): TemplateResult | typeof nothing {
    const dialog = this.#dialog.value;
    if (!dialog) return nothing;
    const phase = phaseOf(dialog);
    return html`
      <article part="card" class=${LEADING.has(phase) ? 'leads' : ''} data-phase=${phase} aria-labelledby="who state">
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
          exportparts="toolbar, button, answer, end, hold, reason, message, dismiss"
          dialog-id=${this.dialogId}
          .client=${this.client}
        ></dialog-controls>
      </article>
    `;
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
