import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { ConsultIntent, Contact, Control, ControlFacts } from '@cordboard/core';
import { chevronIcon, consultIcon } from '../icons/icons.js';
import { classes } from '../internal/classes.js';
import { DialogActionElement } from '../internal/dialog-element.js';
import { PhoneBook } from '../internal/phone-book.js';
import { dialable, grouped } from '../internal/phone-number.js';
import { recentsOf, remember } from '../internal/recents.js';
import { whyTip, WhyTips } from '../internal/why.js';
import { callActionLabels, type CallActionLabels } from '../labels/call-actions.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { consultLabels, type ConsultLabels } from '../labels/consult.js';
import { styles } from './consult-panel.styles.js';
import { destinationsOf, matching, recentDestinations, type Destination } from './destinations.js';
import { Suggestions } from './suggestions.js';
import { commandOf, standingOf, wayAtFirst, waysOf, type Way } from './ways.js';

// A longer list is not read through; typing narrows it down.
const MOST_SHOWN = 50;
const RETRY = 'retry';

type Words = CommonLabels & CallActionLabels & ConsultLabels;

const words: Words = { ...commonLabels, ...callActionLabels, ...consultLabels };

/**
 * Chooses whom to consult about a call, or to pass it on to without a word, and asks for that: a number that is typed or pasted, one of
 * the phone book, or one of the last eight that were reached from this page. The number stays until the platform has confirmed. Where the
 * platform has several ways of doing it, the agent chooses one; those that are not possible now stay where they are.
 *
 * The field is a combobox: typing narrows the list by name, description and number, the arrow keys move in it, Enter takes what they
 * stand on and only then, pressed again, asks. Escape closes the list, then the panel. The phone book is read when the field first gets
 * the focus; recent numbers are kept in memory only.
 *
 * @tagname consult-panel
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before the command is sent. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @fires {Event} close - The panel is done with: the platform has confirmed, or the agent gave up. Does not bubble. The field is empty by then.
 * @csspart input - The field.
 * @csspart popup - The box with the list.
 * @csspart option - One line of the list.
 * @csspart ways - The ways to choose from.
 * @csspart way - Each of them.
 * @csspart button - The button that asks.
 * @csspart cancel - The button that gives up.
 * @csspart icon - The icons.
 * @csspart reason - The tooltip that tells why it is not possible.
 * @csspart message - The line under the buttons: who was chosen, what is wrong, or what was refused.
 */
export class ConsultPanel extends DialogActionElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  /**
   * What to ask for: `consult` brings somebody in, by a consult call or at once, `transfer-now` passes the call on without consulting. Where
   * the platform has several ways of it, the agent chooses.
   */
  @property() action: 'consult' | 'transfer-now' = 'consult';

  /** What a consult call is for, `transfer` or `conference`; where the platform has to know at the start, only what is chosen at first. */
  @property() intent: ConsultIntent = 'conference';

  readonly #agentId = this.observe((client) => client.select((state) => state.agent?.id));
  readonly #book = new PhoneBook(this, () => {
    const client = this.desktop;
    const agentId = this.#agentId.value;
    return client && agentId !== undefined && this.features.has('contacts') ? { client, agentId } : undefined;
  });
  readonly #list = new Suggestions(this, { lines: () => this.#lines, take: (line) => this.#take(line) });

  #typed = '';
  #picked: Way['key'] | undefined;
  #chosen: Destination | undefined;
  #wrong: string | undefined;
  // What was asked for and not given up since.
  #asked: object | undefined;
  #entries: { readonly contacts: readonly Contact[]; readonly destinations: readonly Destination[] } | undefined;

  constructor() {
    super();
    new WhyTips(this);
  }

  get #facts(): Omit<ControlFacts, 'served'> {
    return { link: this.link, dialog: this.dialog, command: this.command };
  }

  get #ways(): readonly Way[] {
    return waysOf(this.action, this.features);
  }

  // Nothing is chosen anew because something is under way.
  get #way(): Way | undefined {
    const ways = this.#ways;
    return ways.find(({ key }) => key === this.#picked) ?? wayAtFirst(ways, this.intent, { ...this.#facts, command: undefined });
  }

  // Other elements ask for other things of the same call, and show what becomes of that.
  get #refusal(): string | undefined {
    const entry = this.command;
    const asked = this.#ways.find(({ action }) => action === entry?.command.type);
    if (!asked || !entry?.error || (entry.phase !== 'refused' && entry.phase !== 'timed-out')) return undefined;
    return this.labels.actionFailed(this.labels.actions[asked.action], this.labels.errors[entry.error.code]);
  }

  // Made once for each phone book: a long one is gone through at every key.
  get #contacts(): readonly Destination[] {
    const { contacts } = this.#book;
    if (typeof contacts === 'string') return [];
    if (this.#entries?.contacts !== contacts) this.#entries = { contacts, destinations: destinationsOf(contacts) };
    return this.#entries.destinations;
  }

  get #found(): { readonly shown: readonly Destination[]; readonly more: number } {
    const recent = matching(recentDestinations(recentsOf(this.desktop), this.#contacts), this.#typed);
    const contacts = matching(this.#contacts, this.#typed);
    return { shown: [...recent, ...contacts.slice(0, MOST_SHOWN)], more: Math.max(0, contacts.length - MOST_SHOWN) };
  }

  get #lines(): readonly string[] {
    const keys = this.#found.shown.map(({ key }) => key);
    return this.#book.contacts === 'failed' ? [...keys, RETRY] : keys;
  }

  /** What is said in place of, or after, the lines. */
  #noteOf(shown: readonly Destination[], more: number): string | undefined {
    if (this.#book.contacts === 'loading') return this.labels.loadingContacts;
    if (more > 0) return this.labels.moreContacts(more);
    // A number of one's own is found nowhere, and nothing is wrong with that.
    const isFree = this.#typed.trim() === '' || dialable(this.#typed) !== undefined;
    return shown.length > 0 || isFree || this.#book.contacts === 'failed' ? undefined : this.labels.noContactFound;
  }

  protected override update(changes: PropertyValues): void {
    if (changes.has('dialogId') || changes.has('action') || changes.has('client')) this.#asked = this.#picked = undefined;
    super.update(changes);
  }

  protected override render(): TemplateResult | typeof nothing {
    const way = this.#way;
    if (!way) return nothing;
    const { state, why } = standingOf(way, this.#facts);
    const { labels } = this;
    const { shown, more } = this.#found;
    const note = this.#noteOf(shown, more);
    const open = this.#list.open && (note !== undefined || this.#lines.length > 0);
    const { active } = this.#list;
    const message = this.#wrong ?? this.#refusal;
    // Waiting is no other look: what was possible before keeps its colours.
    const possible = state === 'ready' || standingOf(way, { ...this.#facts, command: undefined }).state === 'ready';
    const looks = { primary: true, possible, asked: state === 'busy' && this.command?.command.type === way.action };
    const searched = recentsOf(this.desktop).length > 0 || this.features.has('contacts');
    const name = searched ? labels.destination : labels.destinationNumber;
    return html`
      <form novalidate @submit=${this.#onSubmit} @keydown=${this.#onKey}>
        <div class="field">
          <input
            part="input"
            type="text"
            role="combobox"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="go"
            dir="auto"
            aria-label=${name}
            placeholder=${name}
            aria-autocomplete="list"
            aria-controls="list"
            aria-expanded=${open}
            aria-activedescendant=${open && active >= 0 ? `option-${active}` : nothing}
            aria-invalid=${message !== undefined}
            aria-describedby="message"
            @focus=${this.#onFocus}
            @focusout=${this.#list.onFocusOut}
            @click=${this.#list.show}
            @input=${this.#onInput}
            @paste=${this.#onPaste}
          />
          ${searched ? chevronIcon() : nothing}
        </div>
        ${this.#renderWays(way)}
        <button part="cancel" type="button" @click=${this.#finish}>${labels.cancel}</button>
        <button
          part="button"
          class=${classes(looks)}
          type="submit"
          aria-busy=${state === 'busy'}
          aria-disabled=${state !== 'ready'}
          aria-describedby=${why ? 'why' : nothing}
        >
          ${consultIcon()}<span>${labels.actions[way.action]}</span>
        </button>
        ${whyTip('why', why && labels.why[why])}
        <div id="popup" part="popup" popover="manual" data-open=${open}>${open ? this.#renderList(shown, note, active) : nothing}</div>
      </form>
      <div class="message" part="message" id="message">
        <span role="alert">${message}</span>${message === undefined ? html`<span dir="auto">${this.#chosen?.name}</span>` : nothing}
      </div>
      <span class="spoken" role="status">${open ? (note ?? labels.contactsFound(shown.length)) : ''}</span>
    `;
  }

  // Nothing to choose from where there is one way.
  #renderWays(chosen: Way): TemplateResult | typeof nothing {
    const ways = this.#ways;
    if (ways.length < 2) return nothing;
    const { labels } = this;
    const facts = { ...this.#facts, command: undefined };
    const line = (way: Way, { state, why }: Control): TemplateResult => html`
      <label part="way" class=${classes({ blocked: state !== 'ready' })}>
        <input
          type="radio"
          name="way"
          .checked=${live(way.key === chosen.key)}
          aria-describedby=${why ? `why-${way.key}` : nothing}
          @change=${() => this.#pick(way)}
        />
        <span>${way.intent ? labels.consultFor[way.intent] : labels.actions[way.action]}</span>
        ${why ? html`<span class="spoken" id="why-${way.key}">${labels.why[why]}</span>` : nothing}
      </label>
    `;
    return html`<div class="ways" part="ways" role="radiogroup" aria-label=${labels.ways}>
      ${ways.map((way) => line(way, standingOf(way, facts)))}
    </div>`;
  }

  #pick(way: Way): void {
    this.#picked = way.key;
    if (this.#refusal !== undefined) this.desktop?.dismiss(this.target);
    this.requestUpdate();
  }

  /* eslint-disable lit-a11y/click-events-have-key-events -- the keys go to the combobox, which has the focus */
  #renderList(shown: readonly Destination[], note: string | undefined, active: number): TemplateResult {
    const { labels } = this;
    const { onPress, onPoint, onPick } = this.#list;
    const options = shown.map((each, index) => ({ group: each.group, line: this.#renderOption(each, index, index === active) }));
    const group = (name: string, wanted: Destination['group']): TemplateResult | typeof nothing => {
      const lines = options.filter((option) => option.group === wanted).map(({ line }) => line);
      if (lines.length === 0) return nothing;
      return html`<div role="group" aria-label=${name}>
        <div class="heading" aria-hidden="true">${name}</div>
        ${lines}
      </div>`;
    };
    return html`
      <div id="list" role="listbox" aria-label=${labels.destinations} @mousedown=${onPress} @mousemove=${onPoint} @click=${onPick}>
        ${group(labels.recentNumbers, 'recent')} ${group(labels.phoneBook, 'book')}
        ${
          this.#book.contacts === 'failed'
            ? optionOf(shown.length, active === shown.length, html`<span>${labels.contactsFailed}</span>`)
            : nothing
        }
      </div>
      ${note === undefined ? nothing : html`<div class="heading">${note}</div>`}
    `;
  }

  /* eslint-enable lit-a11y/click-events-have-key-events */

  #renderOption({ name, description, number }: Destination, index: number, active: boolean): TemplateResult {
    const about = description ? html` <small>${description}</small>` : nothing;
    const who = name || description ? html`<span class="who" dir="auto">${name}${about}</span>` : nothing;
    return optionOf(index, active, html`${who} ${grouped(number)}`);
  }

  /** Gives the field the keyboard's focus. */
  override focus(options?: FocusOptions): void {
    this.#input?.focus(options);
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('[role=combobox]');
  }

  #take(line: string): void {
    if (line === RETRY) {
      this.#book.retry();
      return;
    }
    const input = this.#input;
    const chosen = this.#found.shown.find(({ key }) => key === line);
    if (!input || !chosen) return;
    input.value = chosen.to;
    this.#edited();
    this.#chosen = chosen;
    this.#list.close();
  }

  // What was said about the last number says nothing about this one.
  #edited(): void {
    this.#typed = this.#input?.value ?? '';
    this.#chosen = this.#wrong = undefined;
    if (this.#refusal !== undefined) this.desktop?.dismiss(this.target);
    this.requestUpdate();
  }

  #onFocus(): void {
    this.#book.want();
  }

  #onInput(): void {
    this.#edited();
    this.#list.show();
  }

  // Shows at once what will be dialled. What is no number is left as it is: it may be a name.
  #onPaste(event: ClipboardEvent): void {
    const input = this.#input;
    const pasted = dialable(event.clipboardData?.getData('text/plain') ?? '');
    if (!input || pasted === undefined) return;
    event.preventDefault();
    input.setRangeText(pasted, input.selectionStart ?? 0, input.selectionEnd ?? input.value.length, 'end');
    this.#onInput();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const handled = event.target === this.#input && this.#list.onKey(event);
    if (!handled && event.key === 'Escape') this.#finish();
  }

  // Enter in the field comes here too, whatever the button says; so it is asked again.
  async #onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { desktop, dialogId, intent } = this;
    const way = this.#way;
    if (!way || standingOf(way, this.#facts).state !== 'ready') return;
    const to = this.#chosen?.to ?? dialable(this.#typed);
    if (to === undefined) {
      this.#wrong = this.#typed.trim() === '' ? this.labels.destinationNeeded : this.labels.destinationWrong;
      this.focus();
      this.requestUpdate();
      return;
    }
    this.#list.close();
    const asked = (this.#asked = {});
    const outcome = await this.outcomeOf(commandOf(way, dialogId, to, intent));
    if (outcome !== 'confirmed') return;
    remember(desktop, to);
    if (this.#asked === asked) this.#finish();
  }

  #finish(): void {
    const input = this.#input;
    if (input) input.value = '';
    this.#edited();
    this.#list.close();
    this.#asked = this.#picked = undefined;
    this.dispatchEvent(new Event('close'));
  }
}

function optionOf(index: number, active: boolean, content: TemplateResult): TemplateResult {
  return html`<div
    id="option-${index}"
    part="option"
    role="option"
    class=${active ? 'active' : ''}
    aria-selected=${active}
    data-index=${index}
  >
    ${content}
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'consult-panel': ConsultPanel;
  }
}
