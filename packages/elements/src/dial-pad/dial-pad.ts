import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { controlOf, type Control, type DesktopClient } from '@cordboard/core';
import { DialogElement } from '../internal/dialog-element.js';
import { whyTip, WhyTips } from '../internal/why.js';
import { callActionLabels, type CallActionLabels } from '../labels/call-actions.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { toneLabels, type ToneLabels } from '../labels/tones.js';
import { styles } from './dial-pad.styles.js';
import { hasPauses, tonesIn, toneOf } from './tones.js';

const ROWS = [
  ['1', '2', '3'],
  ['4', '5', '6'],
  ['7', '8', '9'],
  ['*', '0', '#'],
] as const;

const LETTERS: Readonly<Record<string, string>> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
};

const PRESSED_MS = 120;
// More would not be seen.
const DOTS = 40;

type Words = CommonLabels & CallActionLabels & ToneLabels;

const words: Words = { ...commonLabels, ...callActionLabels, ...toneLabels };

/**
 * Sends tones into one call: by its keys, by typing and by pasting. They go out in the order in which they were pressed, and a press is
 * never refused because another is under way. What was sent is shown as dots (hollow ones until the platform has confirmed) and a count;
 * digits are kept out of the page, of events and of what is spoken: they may be a card number. Nothing is shown where the platform has no tones.
 *
 * A grid for the keyboard: one stop for Tab, the arrow keys move inside. Digits, `*`, `#` and A to D may be typed anywhere in it. It
 * stays left to right in every language, as telephones do.
 *
 * @tagname dial-pad
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before tones are sent; a dot stands for each. Cancel it to keep them back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart sent - The line over the keys: what was sent.
 * @csspart dots - A dot for each tone, hollow while it is on its way.
 * @csspart count - How many tones were sent.
 * @csspart keys - The grid of keys.
 * @csspart key - Each key.
 * @csspart reason - The tooltip that tells why tones cannot be sent.
 * @csspart message - The line under the keys: what was refused, or what cannot be sent.
 */
export class DialPad extends DialogElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  readonly #link = this.observe((client) => client.link$);
  // What was sent to one call of one client is nothing to another.
  #about: { readonly client: DesktopClient | undefined; readonly dialogId: string } | undefined;
  #sent = 0;
  #waiting = 0;
  #message = '';
  #stop = '1';

  constructor() {
    super();
    new WhyTips(this);
  }

  // Without the command: tones queue, whatever else is under way.
  get #control(): Control {
    return controlOf(
      { served: this.features.has('send-dtmf'), link: this.#link.value, dialog: this.dialog, command: undefined },
      'send-dtmf',
    );
  }

  protected override update(changes: PropertyValues): void {
    const { desktop: client, dialogId } = this;
    if (this.#about?.client !== client || this.#about?.dialogId !== dialogId) {
      this.#about = { client, dialogId };
      this.#sent = this.#waiting = 0;
      this.#message = '';
    }
    super.update(changes);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, why } = this.#control;
    if (state === 'absent') return nothing;
    const { labels } = this;
    const sent = this.#sent;
    return html`
      <div part="sent" class="sent" dir="ltr" aria-hidden="true">
        <span part="dots" class="dots">${dots('•', sent)}<i>${dots('◦', this.#waiting)}</i></span>
        <span part="count" class="count">${sent || ''}</span>
      </div>
      <div part="keys" role="grid" dir="ltr" aria-label=${labels.keypad} @keydown=${this.#onKey} @paste=${this.#onPaste}>
        ${ROWS.map(
          (row) =>
            html`<div role="row">
              ${row.map((tone) => html`<div role="gridcell">${this.#renderKey(tone, state, why !== undefined)}</div>`)}
            </div>`,
        )}
      </div>
      ${whyTip('why', why && labels.why[why])}
      <div part="message" class="message" role="alert">${this.#message}</div>
      <span class="spoken" role="status">${sent ? labels.tonesSent(sent) : ''}</span>
    `;
  }

  #renderKey(tone: string, state: Control['state'], explained: boolean): TemplateResult {
    const bottom = ROWS[3].some((each) => each === tone);
    // A digit is its own name; the letters, which are no part of it, are drawn by the style.
    const name = tone === '*' || tone === '#' ? this.labels.toneKeys[tone] : nothing;
    return html`<button
      part="key"
      type="button"
      aria-label=${name}
      aria-disabled=${state !== 'ready'}
      aria-describedby=${explained ? 'why' : nothing}
      tabindex=${tone === this.#stop ? 0 : -1}
      @click=${() => this.#send(tone)}
      @focus=${() => this.#stopAt(tone)}
    >
      <b>${tone}</b>${bottom ? nothing : html`<small data-letters=${LETTERS[tone] ?? ''}></small>`}
    </button>`;
  }

  /** Gives the keypad the keyboard's focus. */
  override focus(options?: FocusOptions): void {
    this.#keyFor(this.#stop)?.focus(options);
  }

  #stopAt(tone: string): void {
    this.#stop = tone;
    this.requestUpdate();
  }

  #keyFor(tone: string): HTMLElement | undefined {
    const index = ROWS.flat().findIndex((each) => each === tone);
    return this.renderRoot.querySelectorAll('button')[index];
  }

  async #send(digits: string): Promise<void> {
    if (this.#control.state !== 'ready') return;
    const about = this.#about;
    this.#waiting += digits.length;
    this.#say('');
    const outcome = await this.outcomeOf({ type: 'send-dtmf', dialogId: this.dialogId, digits });
    if (this.#about !== about) return;
    this.#waiting -= digits.length;
    if (outcome === 'confirmed') this.#sent += digits.length;
    else if (outcome !== 'kept-back')
      this.#message = this.labels.actionFailed(this.labels.actions['send-dtmf'], this.labels.errors[outcome.code]);
    this.requestUpdate();
  }

  #say(message: string): void {
    this.#message = message;
    this.requestUpdate();
  }

  #onKey(event: KeyboardEvent): void {
    const altGraph = event.getModifierState('AltGraph');
    if (event.isComposing || event.metaKey || (!altGraph && (event.ctrlKey || event.altKey))) return;
    const tone = toneOf(event.key);
    if (tone !== undefined) {
      event.preventDefault();
      // A key that is held down is one press.
      if (event.repeat) return;
      this.#showPressed(tone);
      void this.#send(tone);
      return;
    }
    const to = this.#keyAfter(event.key);
    if (to === undefined) return;
    event.preventDefault();
    this.#keyFor(to)?.focus();
  }

  #keyAfter(key: string): string | undefined {
    const row = ROWS.findIndex((tones) => tones.some((tone) => tone === this.#stop));
    const column = ROWS[row]?.findIndex((tone) => tone === this.#stop) ?? 0;
    switch (key) {
      case 'ArrowUp':
        return ROWS[row - 1]?.[column];
      case 'ArrowDown':
        return ROWS[row + 1]?.[column];
      case 'ArrowLeft':
        return ROWS[row]?.[column - 1];
      case 'ArrowRight':
        return ROWS[row]?.[column + 1];
      case 'Home':
        return ROWS[row]?.[0];
      case 'End':
        return ROWS[row]?.[2];
      default:
        return undefined;
    }
  }

  // An animation leaves nothing in the document that would tell which key it was.
  #showPressed(tone: string): void {
    if (this.#control.state !== 'ready' || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#keyFor(tone)?.animate([{ filter: 'brightness(0.8)' }, { filter: 'brightness(0.8)' }], PRESSED_MS);
  }

  #onPaste(event: ClipboardEvent): void {
    event.preventDefault();
    if (this.#control.state !== 'ready') return;
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    const tones = tonesIn(pasted);
    if (tones !== undefined) void this.#send(tones);
    else this.#say(hasPauses(pasted) ? this.labels.pausesWrong : this.labels.tonesWrong);
  }
}

function dots(dot: string, count: number): string {
  return dot.repeat(Math.min(count, DOTS));
}

declare global {
  interface HTMLElementTagNameMap {
    'dial-pad': DialPad;
  }
}
