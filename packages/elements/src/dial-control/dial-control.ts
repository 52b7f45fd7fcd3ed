import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { controlOf, type Control } from '@cordboard/core';
import { dialIcon } from '../icons/icons.js';
import { DesktopElement } from '../internal/desktop-element.js';
import { dialable } from '../internal/phone-number.js';
import { remember } from '../internal/recents.js';
import { whyTip, WhyTips } from '../internal/why.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { dialLabels, type DialLabels } from '../labels/dial.js';
import { styles } from './dial-control.styles.js';

type Words = CommonLabels & DialLabels;

const words: Words = { ...commonLabels, ...dialLabels };

/**
 * Calls a number from the agent's device. Pasted numbers lose their formatting; what is no number is said at once and not sent. The
 * number stays until the call is there.
 *
 * @tagname dial-control
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before the call is placed. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart input - The field for the number.
 * @csspart button - The button that dials.
 * @csspart icon - The icon in the button.
 * @csspart reason - The tooltip that tells why dialling is not possible.
 * @csspart message - The line under the field: what is wrong with the number, or what was refused.
 */
export class DialControl extends DesktopElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  readonly #agent = this.observe((client) => client.agent$);
  readonly #command = this.observe((client) => client.command$('new-call'));
  readonly #link = this.observe((client) => client.link$);
  #wrong: string | undefined;

  constructor() {
    super();
    new WhyTips(this);
  }

  get #control(): Control {
    const served = this.desktop?.serves('voice') ?? false;
    return controlOf({ served, link: this.#link.value, agent: this.#agent.value, command: this.#command.value }, 'make-call');
  }

  get #message(): string | undefined {
    const entry = this.#command.value;
    if (this.#wrong !== undefined) return this.#wrong;
    if (!entry?.error || (entry.phase !== 'refused' && entry.phase !== 'timed-out')) return undefined;
    return this.labels.actionFailed(this.labels.dial, this.labels.errors[entry.error.code]);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, why } = this.#control;
    if (state === 'absent') return nothing;
    const message = this.#message;
    return html`
      <form novalidate @submit=${this.#onSubmit}>
        <input
          part="input"
          type="tel"
          autocomplete="off"
          enterkeyhint="go"
          dir="ltr"
          aria-label=${this.labels.numberToDial}
          placeholder=${this.labels.numberToDial}
          aria-invalid=${message !== undefined}
          aria-describedby=${message ? 'message' : nothing}
          @input=${this.#onInput}
          @paste=${this.#onPaste}
        />
        <button
          part="button"
          type="submit"
          aria-busy=${state === 'busy'}
          aria-disabled=${state !== 'ready'}
          aria-describedby=${why ? 'why' : nothing}
        >
          ${dialIcon()}<span>${this.labels.dial}</span>
        </button>
        ${whyTip('why', why && this.labels.why[why])}
      </form>
      <div class="message" part="message" id="message" role="alert">${message}</div>
    `;
  }

  // Enter in the field comes here too, whatever the button says; so it is asked again.
  async #onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const input = this.#input;
    if (!input || this.#control.state !== 'ready') return;
    const typed = input.value;
    const to = dialable(typed);
    if (to === undefined) {
      this.#say(typed.trim() === '' ? this.labels.numberNeeded : this.labels.numberWrong);
      input.focus();
      return;
    }
    this.#say(undefined);
    const { desktop } = this;
    // Not confirmed, the number is still to be dialled.
    if ((await this.outcomeOf({ type: 'make-call', to })) !== 'confirmed') return;
    remember(desktop, to);
    if (input.value === typed) input.value = '';
  }

  #onInput(): void {
    this.#say(undefined);
    if (this.#command.value && this.#command.value.phase !== 'pending') this.desktop?.dismiss('new-call');
  }

  // Shows at once what will be dialled. What is no number is left as it is, to be corrected.
  #onPaste(event: ClipboardEvent): void {
    const input = this.#input;
    const pasted = dialable(event.clipboardData?.getData('text/plain') ?? '');
    if (!input || pasted === undefined) return;
    event.preventDefault();
    input.setRangeText(pasted, input.selectionStart ?? 0, input.selectionEnd ?? input.value.length, 'end');
    this.#onInput();
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  #say(wrong: string | undefined): void {
    this.#wrong = wrong;
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'dial-control': DialControl;
  }
}
