import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { controlOf, type CommandTarget, type Control, type DesktopClient } from '@cordboard/core';
import { chevronIcon, consultIcon } from '../icons/icons.js';
import { DesktopElement } from '../internal/desktop-element.js';
import { contactsOf } from '../internal/phone-book.js';
import { dialable, grouped } from '../internal/phone-number.js';
import { hide, showBeside } from '../internal/place.js';
import { recentsOf, remember } from '../internal/recents.js';
import { whyTip, WhyTips } from '../internal/why.js';
import { callActionLabels, type CallActionLabels } from '../labels/call-actions.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { consultLabels, type ConsultLabels } from '../labels/consult.js';
import { styles } from './consult-panel.styles.js';
import { destinationsOf, matching, recentDestinations, type Destination } from './destinations.js';

/** The agent's phone book: as read, on its way, or not to be had. */
type Book = readonly Destination[] | 'loading' | 'failed';

// A longer list is not read through; typing narrows it down.
const MOST_SHOWN = 50;
const NOBODY: readonly Destination[] = [];
const RETRY = 'retry';

type Words = CommonLabels & CallActionLabels & ConsultLabels;

const words: Words = { ...commonLabels, ...callActionLabels, ...consultLabels };

/**
 * Chooses whom to consult about a call, or to pass it on to without a word, and asks for that: a number that is typed or pasted, one of
 * the phone book, or one of the last eight that were reached from this page. The number stays until the platform has confirmed.
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
 * @csspart button - The button that asks.
 * @csspart cancel - The button that gives up.
 * @csspart icon - The icons.
 * @csspart reason - The tooltip that tells why it is not possible.
 * @csspart message - The line under the buttons: who was chosen, what is wrong, or what was refused.
 */
export class ConsultPanel extends DesktopElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  /** Id of the dialog to act on: the active call. */
  @property({ attribute: 'dialog-id' }) dialogId = '';

  /** What to ask for: `consult` calls somebody while the call waits, `transfer-now` passes the call on at once. */
  @property() action: 'consult' | 'transfer-now' = 'consult';

  /** What a consult call is for, `transfer` or `conference`. Some platforms have to know when it begins; a conference leaves both open. */
  @property() intent: 'transfer' | 'conference' = 'conference';

  readonly #dialog = this.observe(
    (client, id) => client.dialog$(id),
    () => [this.dialogId],
  );
  readonly #command = this.observe(
    (client, target) => client.command$(target),
    () => [this.#target],
  );
  readonly #link = this.observe((client) => client.link$);
  readonly #agentId = this.observe((client) => client.select((state) => state.agent?.id));
  readonly #features = this.observe((client) => client.select((state) => state.features));

  #typed = '';
  #chosen: Destination | undefined;
  #wrong: string | undefined;
  #open = false;
  // The line that Enter would take, as what it says: a phone book that comes late changes the list, and Enter must not take what slid there.
  #active: string | undefined;
  #book: Book = NOBODY;
  #bookOf: { readonly client: DesktopClient; readonly agentId: string } | undefined;
  // What was asked for and not given up since.
  #asked: object | undefined;

  constructor() {
    super();
    new WhyTips(this);
  }

  get #target(): CommandTarget {
    return `dialog:${this.dialogId}`;
  }

  get #control(): Control {
    return controlOf(
      {
        served: this.#features.value?.has(this.action) ?? false,
        link: this.#link.value,
        dialog: this.#dialog.value,
        command: this.#command.value,
      },
      this.action,
    );
  }

  // Other elements ask for other things of the same call, and show what becomes of that.
  get #refusal(): string | undefined {
    const entry = this.#command.value;
    if (entry?.command.type !== this.action || !entry.error || (entry.phase !== 'refused' && entry.phase !== 'timed-out')) return undefined;
    return this.labels.actionFailed(this.labels.actions[this.action], this.labels.errors[entry.error.code]);
  }

  get #found(): { readonly shown: readonly Destination[]; readonly more: number } {
    const book = typeof this.#book === 'string' ? NOBODY : this.#book;
    const recent = matching(recentDestinations(recentsOf(this.desktop), book), this.#typed);
    const contacts = matching(book, this.#typed);
    return { shown: [...recent, ...contacts.slice(0, MOST_SHOWN)], more: Math.max(0, contacts.length - MOST_SHOWN) };
  }

  protected override update(changes: PropertyValues): void {
    if (changes.has('dialogId') || changes.has('action')) this.#asked = undefined;
    const of = this.#bookOf;
    if (of && (of.client !== this.desktop || of.agentId !== this.#agentId.value)) {
      this.#book = NOBODY;
      this.#bookOf = undefined;
      if (this.#open) this.#readBook();
    }
    super.update(changes);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, why } = this.#control;
    if (state === 'absent') return nothing;
    const { labels } = this;
    const { shown, more } = this.#found;
    const note = this.#noteOf(shown);
    const open = this.#open && (shown.length > 0 || note !== undefined || this.#book === 'failed');
    const active = open ? this.#keys(shown).indexOf(this.#active ?? '') : -1;
    const message = this.#wrong ?? this.#refusal;
    return html`
      <form novalidate @submit=${this.#onSubmit} @keydown=${this.#onKey} @focusout=${this.#onFocusOut}>
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
            aria-label=${labels.destination}
            placeholder=${labels.destination}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls="list"
            aria-expanded=${open}
            aria-activedescendant=${active < 0 ? nothing : `option-${active}`}
            aria-invalid=${message !== undefined}
            aria-describedby="message"
            @focus=${this.#readBook}
            @click=${this.#show}
            @input=${this.#onInput}
            @paste=${this.#onPaste}
          />
          <span class="chevron">${chevronIcon()}</span>
        </div>
        <button part="cancel" type="button" @click=${this.#onCancel}>${labels.cancel}</button>
        <button
          part="button"
          class="primary"
          type="submit"
          aria-busy=${state === 'busy'}
          aria-disabled=${state !== 'ready'}
          aria-describedby=${why ? 'why' : nothing}
        >
          ${consultIcon()}<span>${labels.actions[this.action]}</span>
        </button>
        ${whyTip('why', why && labels.why[why])}
        <div id="popup" part="popup" popover="manual" data-open=${open}>
          ${open ? this.#renderList(shown, more, note, active) : nothing}
        </div>
      </form>
      <div class="message" part="message" id="message">
        <span role="alert">${message}</span>${message === undefined ? html`<span dir="auto">${this.#chosen?.name}</span>` : nothing}
      </div>
      <span class="spoken" role="status">${open ? (note ?? labels.contactsFound(shown.length + more)) : ''}</span>
    `;
  }

  #noteOf(shown: readonly Destination[]): string | undefined {
    if (this.#book === 'loading') return this.labels.loadingContacts;
    // A number of one's own is found nowhere, and nothing is wrong with that.
    const isFree = this.#typed.trim() === '' || dialable(this.#typed) !== undefined;
    return shown.length || isFree || this.#book === 'failed' ? undefined : this.labels.noContactFound;
  }

  #keys(shown: readonly Destination[]): readonly string[] {
    const keys = shown.map(({ key }) => key);
    return this.#book === 'failed' ? [...keys, RETRY] : keys;
  }

  /* eslint-disable lit-a11y/click-events-have-key-events -- the keys go to the combobox, which has the focus */
  #renderList(shown: readonly Destination[], more: number, note: string | undefined, active: number): TemplateResult {
    const { labels } = this;
    const group = (name: string, wanted: Destination['group']): TemplateResult | typeof nothing => {
      const lines = shown.map((each, index) => (each.group === wanted ? this.#renderOption(each, index, index === active) : nothing));
      if (lines.every((line) => line === nothing)) return nothing;
      return html`<div role="group" aria-label=${name}>
        <div class="heading" aria-hidden="true">${name}</div>
        ${lines}
      </div>`;
    };
    return html`
      <div
        id="list"
        role="listbox"
        aria-label=${labels.destinations}
        @mousedown=${keepFocus}
        @mousemove=${this.#onPoint}
        @click=${this.#onPick}
      >
        ${group(labels.recentNumbers, 'recent')} ${group(labels.phoneBook, 'book')}
        ${
          this.#book === 'failed'
            ? html`<div
                id="option-${shown.length}"
                part="option"
                role="option"
                class=${active === shown.length ? 'active' : ''}
                aria-selected=${active === shown.length}
                data-index=${shown.length}
              >
                <span>${labels.contactsFailed}</span>
              </div>`
            : nothing
        }
      </div>
      ${note === undefined ? nothing : html`<div class="heading">${note}</div>`}
      ${more ? html`<div class="heading">${labels.moreContacts(more)}</div>` : nothing}
    `;
  }

  #renderOption({ name, description, number }: Destination, index: number, active: boolean): TemplateResult {
    return html`<div
      id="option-${index}"
      part="option"
      role="option"
      class=${active ? 'active' : ''}
      aria-selected=${active}
      data-index=${index}
    >
      ${
        name || description ? html`<span dir="auto">${name}${description ? html` <small>${description}</small>` : nothing}</span>` : nothing
      }
      ${grouped(number)}
    </div>`;
  }

  /* eslint-enable lit-a11y/click-events-have-key-events */

  protected override updated(): void {
    const popup = this.renderRoot.querySelector<HTMLElement>('#popup');
    const input = this.#input;
    if (!popup || !input) return;
    if (popup.dataset['open'] !== 'true') {
      hide(popup);
      return;
    }
    popup.style.inlineSize = `${input.offsetWidth}px`;
    showBeside(input, popup, 4);
    popup.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }

  /** Gives the field the keyboard's focus. */
  override focus(options?: FocusOptions): void {
    this.#input?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hideList();
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  readonly #readBook = (): void => {
    const client = this.desktop;
    const agentId = this.#agentId.value;
    if (this.#bookOf || !client || agentId === undefined || !this.#features.value?.has('contacts')) return;
    const of = (this.#bookOf = { client, agentId });
    const keep = (book: Book): void => {
      if (this.#bookOf !== of) return;
      this.#book = book;
      this.requestUpdate();
    };
    keep('loading');
    contactsOf(client, agentId).then(
      (contacts) => keep(destinationsOf(contacts)),
      () => keep('failed'),
    );
  };

  readonly #show = (): void => {
    this.#readBook();
    if (this.#open) return;
    this.#open = true;
    this.#active = undefined;
    addEventListener('scroll', this.#follow, true);
    addEventListener('resize', this.#follow);
    this.requestUpdate();
  };

  #hideList(): void {
    if (!this.#open) return;
    this.#open = false;
    removeEventListener('scroll', this.#follow, true);
    removeEventListener('resize', this.#follow);
    this.requestUpdate();
  }

  readonly #follow = (): void => {
    this.requestUpdate();
  };

  #move(by: number): void {
    const keys = this.#keys(this.#found.shown);
    const at = keys.indexOf(this.#active ?? '');
    const to = at < 0 ? (by < 0 ? keys.length - 1 : 0) : at + by;
    this.#active = keys[Math.max(0, Math.min(to, keys.length - 1))];
    this.requestUpdate();
  }

  #take(key: string | undefined): void {
    if (key === RETRY) {
      this.#bookOf = undefined;
      this.#readBook();
      return;
    }
    const input = this.#input;
    const chosen = this.#found.shown.find((each) => each.key === key);
    if (!input || !chosen) return;
    input.value = chosen.to;
    this.#edited();
    this.#chosen = chosen;
    this.#hideList();
  }

  // What was said about the last number says nothing about this one.
  #edited(): void {
    this.#typed = this.#input?.value ?? '';
    this.#chosen = this.#wrong = this.#active = undefined;
    if (this.#refusal !== undefined) this.desktop?.dismiss(this.#target);
    this.requestUpdate();
  }

  #say(wrong: string): void {
    this.#wrong = wrong;
    this.focus();
    this.requestUpdate();
  }

  #onInput(): void {
    this.#edited();
    this.#show();
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
    const { key } = event;
    if (key === 'Escape' && !this.#isShown) this.#close();
    else if (event.target === this.#input && this.#onFieldKey(event)) {
      event.preventDefault();
      // Handled here: an Escape that closes the list must not close the box around it.
      event.stopPropagation();
    }
  }

  get #isShown(): boolean {
    return this.#input?.ariaExpanded === 'true';
  }

  #onFieldKey(event: KeyboardEvent): boolean {
    switch (event.key) {
      case 'ArrowDown':
        if (this.#open && !event.altKey) this.#move(1);
        else {
          this.#show();
          if (!event.altKey) this.#move(1);
        }
        return true;
      case 'ArrowUp':
        if (event.altKey) this.#hideList();
        else {
          this.#show();
          this.#move(-1);
        }
        return true;
      case 'PageDown':
      case 'PageUp':
        if (!this.#isShown) return false;
        this.#move(event.key === 'PageDown' ? 10 : -10);
        return true;
      case 'Enter':
        if (!this.#isShown || this.#active === undefined) return false;
        this.#take(this.#active);
        return true;
      case 'Escape':
        this.#hideList();
        return true;
      default:
        return false;
    }
  }

  #onFocusOut(event: FocusEvent): void {
    const to = event.relatedTarget;
    if (to !== this.#input && !(to instanceof Node && this.renderRoot.querySelector('#popup')?.contains(to))) this.#hideList();
  }

  #keyAt(event: Event): string | undefined {
    const option = (event.target as Element).closest<HTMLElement>('[role=option]');
    return option ? this.#keys(this.#found.shown)[Number(option.dataset['index'])] : undefined;
  }

  #onPoint(event: MouseEvent): void {
    const key = this.#keyAt(event);
    if (key === undefined || key === this.#active) return;
    this.#active = key;
    this.requestUpdate();
  }

  #onPick(event: MouseEvent): void {
    this.#take(this.#keyAt(event));
  }

  // Enter in the field comes here too, whatever the button says; so it is asked again.
  async #onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { desktop, dialogId, action, intent } = this;
    if (this.#control.state !== 'ready') return;
    const to = this.#chosen?.to ?? dialable(this.#typed);
    if (to === undefined) {
      this.#say(this.#typed.trim() === '' ? this.labels.destinationNeeded : this.labels.destinationWrong);
      return;
    }
    this.#hideList();
    const asked = (this.#asked = {});
    const outcome = await this.outcomeOf(
      action === 'consult' ? { type: 'consult', dialogId, to, intent } : { type: 'transfer-now', dialogId, to },
    );
    if (outcome !== 'confirmed') return;
    remember(desktop, to);
    if (this.#asked === asked) this.#close();
  }

  #onCancel(): void {
    this.#close();
  }

  #close(): void {
    const input = this.#input;
    if (input) input.value = '';
    this.#edited();
    this.#hideList();
    this.#asked = undefined;
    this.dispatchEvent(new Event('close'));
  }
}

// A press on the list leaves the focus, and with it the keyboard, where it is.
function keepFocus(event: Event): void {
  event.preventDefault();
}

declare global {
  interface HTMLElementTagNameMap {
    'consult-panel': ConsultPanel;
  }
}
