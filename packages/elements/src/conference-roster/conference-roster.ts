import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { type Control, type Participant, type ParticipantState, type ServerTime } from '@cordboard/core';
import {
  controllerIcon,
  dropPartyIcon,
  stateAlertingIcon,
  stateHoldIcon,
  stateTalkingIcon,
  stateUnknownIcon,
  warningIcon,
} from '../icons/icons.js';
import { classes } from '../internal/classes.js';
import { DialogActionElement } from '../internal/dialog-element.js';
import { Clock, elapsed } from '../internal/duration.js';
import { grouped } from '../internal/phone-number.js';
import { whyTip, WhyTips } from '../internal/why.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { partyLabels, type PartyLabels } from '../labels/parties.js';
import { styles } from './conference-roster.styles.js';

interface Row {
  readonly party: Participant;
  readonly joined: boolean;
  readonly leftAt?: ServerTime;
}

const GONE_AFTER_MS = 2000;
const PARTY_GONE: Control = { state: 'blocked', why: 'party-not-there' };

const ICONS: Partial<Readonly<Record<ParticipantState, () => TemplateResult>>> = {
  initiating: stateAlertingIcon,
  initiated: stateAlertingIcon,
  alerting: stateAlertingIcon,
  active: stateTalkingIcon,
  held: stateHoldIcon,
  failed: warningIcon,
};

type Words = CommonLabels & PartyLabels;

const words: Words = { ...commonLabels, ...partyLabels };

/**
 * The parties of one call, of two or of fifty: who, in which role, their state and for how long, who may add parties, and a control
 * that drops one. Coming and going is announced politely; who leaves stays for two seconds, grey, with the word "left". Nothing without a call.
 *
 * @tagname conference-roster
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before a party is dropped. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart list - The list of parties.
 * @csspart party - Each party.
 * @csspart mark - The round sign of the party's state.
 * @csspart who - The party's number.
 * @csspart what - Role and state in words.
 * @csspart time - How long the state has lasted.
 * @csspart drop - The control that drops the party.
 * @csspart icon - An icon.
 * @csspart reason - The tooltip that tells why a party cannot be dropped.
 * @csspart message - The line under the list: what was refused, and why.
 */
export class ConferenceRoster extends DialogActionElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#clockMode }));
  // Each row keeps its index, and with it its nodes and the focus, as long as it is there; who has gone leaves an empty place.
  #rows: readonly (Row | undefined)[] = [];
  #shownId: string | undefined;
  #news: readonly string[] = [];

  constructor() {
    super();
    new WhyTips(this);
  }

  get #clockMode(): 'running' | 'frozen' | 'off' {
    const dialog = this.dialog;
    if (!dialog) return 'off';
    return dialog.freshness === 'stale' && !this.#rows.some((row) => row?.leftAt !== undefined) ? 'frozen' : 'running';
  }

  #controlOf(participant: Participant): Control {
    return this.controlOf('drop-participant', { participant });
  }

  // Rows keep their order: a party that comes stands last, one that goes keeps its place until it is gone.
  #follow(): void {
    const dialog = this.dialog;
    const now = this.#clock.now ?? 0;
    const known = dialog !== undefined && dialog.id === this.#shownId;
    this.#shownId = dialog?.id;
    const present = new Map(dialog?.participants.filter(({ state }) => state !== 'dropped').map((party) => [party.address, party]));
    const news: string[] = [];
    const rows = (known ? this.#rows : []).map((row) => {
      const party = row && present.get(row.party.address);
      if (!row || row.leftAt !== undefined) return row && !party && now - row.leftAt! < GONE_AFTER_MS ? row : undefined;
      if (party) {
        present.delete(party.address);
        return party === row.party ? row : { ...row, party };
      }
      news.push(this.labels.partyLeft(this.#nameOf(row.party)));
      return { ...row, leftAt: now };
    });
    for (const party of present.values()) {
      if (known) news.push(this.labels.partyJoined(this.#nameOf(party)));
      rows.push({ party, joined: known });
    }
    this.#rows = rows;
    this.#news = known ? news : [''];
  }

  #nameOf({ address }: Participant): string {
    return address || this.labels.noNumber;
  }

  protected override render(): TemplateResult {
    return html`
      ${
        this.#rows.some(Boolean)
          ? keyed(
              this.#shownId,
              html`<ul part="list" tabindex="-1" aria-label=${this.labels.parties}>
                ${this.#rows.map((row, index) => (row ? this.#renderRow(row, index) : nothing))}
              </ul>`,
            )
          : nothing
      }
      <div class="message" part="message" role="alert">${this.#refusal}</div>
      <div class="spoken" role="status"></div>
    `;
  }

  #renderRow(row: Row, index: number): unknown {
    const { party, leftAt, joined } = row;
    const { labels } = this;
    const gone = leftAt !== undefined;
    const time = gone ? nothing : elapsed(party.since, this.#clock.now);
    const present = this.#controlOf(party);
    const control = gone && present.state !== 'absent' ? PARTY_GONE : present;
    const asked = this.command?.command;
    const isAsked = control.state === 'busy' && asked?.type === 'drop-participant' && asked.address === party.address;
    // What changes of one party changes no other's row, and what is not written costs nothing.
    return guard([row, labels, time, control.state, control.why, isAsked], () => {
      const words = [party.own ? labels.you : labels.partyRoles[party.role], gone ? labels.left : labels.partyStates[party.state]];
      return html`
        <li part="party" class=${classes({ joined, gone })} data-state=${gone ? 'dropped' : party.state}>
          <span class="mark" part="mark">${(gone ? stateUnknownIcon : (ICONS[party.state] ?? stateUnknownIcon))()}</span>
          <span class="who" part="who">
            ${grouped(this.#nameOf(party))}
            ${party.controller === 'yes' ? html`${controllerIcon()}<span class="spoken">${labels.controller}</span>` : nothing}
          </span>
          <span class="what" part="what">${words.join(' · ')}</span>
          <span class="time" part="time">${time}</span>
          ${this.#renderDrop(party, index, control, isAsked)}
        </li>
      `;
    });
  }

  #renderDrop(party: Participant, index: number, { state, why }: Control, isAsked: boolean): TemplateResult | typeof nothing {
    if (state === 'absent') return nothing;
    const tip = `why-${index}`;
    // aria-disabled, not disabled: a disabled button drops the agent's keyboard focus.
    return html`
      <button
        part="drop"
        type="button"
        class=${isAsked ? 'asked' : ''}
        aria-label=${this.labels.dropNamed(this.#nameOf(party))}
        aria-busy=${state === 'busy'}
        aria-disabled=${state !== 'ready'}
        aria-describedby=${why ? tip : nothing}
        @click=${() => this.#drop(party)}
      >
        ${dropPartyIcon()}<span>${this.labels.dropParty}</span>
      </button>
      ${whyTip(tip, why && this.labels.why[why])}
    `;
  }

  get #refusal(): string | undefined {
    const entry = this.command;
    if (entry?.command.type !== 'drop-participant' || !entry.error || entry.phase === 'pending') return undefined;
    return this.labels.actionFailed(this.labels.dropNamed(entry.command.address), this.labels.errors[entry.error.code]);
  }

  // Asks again, about the party as it is now: the button may be one render old.
  #drop({ address }: Participant): void {
    const party = this.dialog?.participants.find((one) => one.address === address);
    if (!party || this.#controlOf(party).state !== 'ready') return;
    void this.request({ type: 'drop-participant', dialogId: this.dialogId, address });
  }

  // The row that has the focus may be about to go; the next key must not land on the page's first link.
  protected override update(changed: Map<PropertyKey, unknown>): void {
    const focused = this.shadowRoot?.activeElement;
    // Here and not in `willUpdate`: only now have the watched streams been chosen.
    this.#follow();
    super.update(changed);
    if (focused && !focused.isConnected) this.renderRoot.querySelector<HTMLElement>('ul')?.focus();
  }

  // Written by hand, after the render: a live region speaks only of what changes in it once it is on the page.
  protected override updated(): void {
    if (this.#news.length === 0) return;
    const region = this.renderRoot.querySelector('[role=status]');
    if (region) region.textContent = this.#news.join('. ');
    this.#news = [];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'conference-roster': ConferenceRoster;
  }
}
