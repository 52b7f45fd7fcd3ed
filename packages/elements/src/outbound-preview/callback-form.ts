import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { Control, Dialog } from '@cordboard/core';
import { dialable } from '../internal/phone-number.js';
import { hide, showBeside } from '../internal/place.js';
import { whyTip } from '../internal/why.js';
import type { CallActionLabels } from '../labels/call-actions.js';
import type { CommonLabels } from '../labels/common.js';
import type { OutboundLabels } from '../labels/outbound.js';

const GAP_PX = 4;

/** When and where a customer is to be called back; at least one of them. */
export interface Wanted {
  readonly time?: string;
  readonly number?: string;
}

/** What the form is made from, and what it does. */
export interface CallbackFormOptions {
  readonly labels: () => CommonLabels & CallActionLabels & OutboundLabels;
  readonly promised: () => Dialog['callback'];
  readonly controlOf: (action: 'schedule-callback' | 'cancel-callback') => Control;
  /** What was refused, in words. */
  readonly refusal: () => string | undefined;
  /** Settles with whether the platform has confirmed it; nothing `wanted` takes the promise back. */
  readonly send: (wanted: Wanted | undefined) => Promise<boolean>;
  /** The agent changes what was refused. */
  readonly forget: () => void;
}

/**
 * The form that promises a callback, in a popup beside `#callback`. What was typed stays when it is closed, until the platform has confirmed
 * it. Escape, a press elsewhere, and the focus going elsewhere on the page close it.
 */
export class CallbackForm implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: CallbackFormOptions;
  #open = false;
  #wrong: { readonly field: 'time' | 'number'; readonly text: string } | undefined;

  constructor(host: LitElement, options: CallbackFormOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
  }

  render(): TemplateResult {
    const { labels: words, controlOf, promised, refusal } = this.#options;
    const labels = words();
    const schedule = controlOf('schedule-callback');
    const cancel = controlOf('cancel-callback');
    const wrong = this.#wrong;
    const isWrong = (field: 'time' | 'number'): boolean => wrong?.field === field;
    return html`
      <div
        id="callback-popup"
        part="popup"
        popover="manual"
        role="dialog"
        aria-label=${labels.actions['schedule-callback']}
        @keydown=${this.#onKey}
        @focusout=${this.#onFocusOut}
      >
        <form novalidate @submit=${this.#onSubmit} @input=${this.#onInput}>
          <label for="time">${labels.callbackTime}</label>
          <input
            id="time"
            part="input"
            type="datetime-local"
            max="9999-12-31T23:59"
            aria-invalid=${isWrong('time')}
            aria-describedby=${isWrong('time') ? 'zone wrong' : 'zone'}
          />
          <small id="zone">${labels.callbackZone}</small>
          <label for="number">${labels.callbackNumber}</label>
          <input
            id="number"
            part="input"
            type="tel"
            autocomplete="off"
            dir="ltr"
            aria-invalid=${isWrong('number')}
            aria-describedby=${isWrong('number') ? 'wrong' : nothing}
          />
          <div id="wrong" class="message" part="message" role="alert">${wrong?.text ?? (this.#open ? refusal() : nothing)}</div>
          <div class="row">
            <button
              part="button promise"
              class="primary"
              type="submit"
              aria-busy=${schedule.state === 'busy'}
              aria-disabled=${schedule.state !== 'ready'}
              aria-describedby=${schedule.why ? 'why-promise' : nothing}
            >
              ${labels.promiseCallback}
            </button>
            ${whyTip('why-promise', schedule.why && labels.why[schedule.why])}
            ${
              promised()
                ? html`<button
                      part="button cancel"
                      type="button"
                      aria-busy=${cancel.state === 'busy'}
                      aria-disabled=${cancel.state !== 'ready'}
                      aria-describedby=${cancel.why ? 'why-cancel' : nothing}
                      @click=${this.#onCancel}
                    >
                      ${labels.actions['cancel-callback']}
                    </button>
                    ${whyTip('why-cancel', cancel.why && labels.why[cancel.why])}`
                : nothing
            }
          </div>
        </form>
      </div>
    `;
  }

  hostUpdated(): void {
    if (this.#open) this.#follow();
    else hide(this.#popup);
  }

  hostDisconnected(): void {
    this.close();
  }

  /** Closes it; the focus goes back to its control if it was inside. */
  close(focused: boolean | undefined = this.#popup?.matches(':focus-within')): void {
    if (!this.#open) return;
    this.#open = false;
    removeEventListener('scroll', this.#follow, true);
    removeEventListener('resize', this.#follow);
    removeEventListener('pointerdown', this.#onPress, true);
    if (focused) this.#anchor?.focus();
    this.#host.requestUpdate();
  }

  readonly toggle = async (): Promise<void> => {
    if (this.#open) {
      this.close();
      return;
    }
    this.#open = true;
    this.#wrong = undefined;
    this.#options.forget();
    addEventListener('scroll', this.#follow, true);
    addEventListener('resize', this.#follow);
    addEventListener('pointerdown', this.#onPress, true);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const { time, number } = this.#fields;
    if (!this.#open || !time || !number) return;
    // A promise is changed from what it is, unless something has been typed before.
    if (!time.value && !number.value) {
      const promised = this.#options.promised();
      time.value = promised?.time ?? '';
      number.value = promised?.number ?? '';
    }
    time.focus();
  };

  get #popup(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('#callback-popup');
  }

  get #anchor(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('#callback');
  }

  get #fields(): { readonly time: HTMLInputElement | null; readonly number: HTMLInputElement | null } {
    const root = this.#host.renderRoot;
    return { time: root.querySelector('#time'), number: root.querySelector('#number') };
  }

  // Enter in a field comes here too, whatever the button says; so it is asked again.
  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { time, number } = this.#fields;
    if (!time || !number || this.#options.controlOf('schedule-callback').state !== 'ready') return;
    const labels = this.#options.labels();
    const typed = number.value.trim();
    const to = dialable(typed);
    if (!time.validity.valid) return this.#tell(time, 'time', labels.callbackTimeWrong);
    if (typed !== '' && to === undefined) return this.#tell(number, 'number', labels.callbackNumberWrong);
    if (time.value === '' && to === undefined) return this.#tell(time, 'time', labels.callbackNeeds);
    await this.#send({ ...(time.value && { time: time.value.slice(0, 16) }), ...(to !== undefined && { number: to }) });
  };

  readonly #onCancel = async (): Promise<void> => {
    if (this.#options.controlOf('cancel-callback').state === 'ready') await this.#send(undefined);
  };

  async #send(wanted: Wanted | undefined): Promise<void> {
    // The button that was pressed may go with what it took back.
    const focused = this.#popup?.matches(':focus-within');
    if (!(await this.#options.send(wanted))) return;
    const { time, number } = this.#fields;
    if (time && number) time.value = number.value = '';
    this.close(focused);
  }

  #tell(input: HTMLInputElement, field: 'time' | 'number', text: string): void {
    this.#wrong = { field, text };
    this.#host.requestUpdate();
    input.focus();
  }

  readonly #onInput = (): void => {
    this.#wrong = undefined;
    this.#options.forget();
    this.#host.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // Handled here: it must not close the page's own dialog around it.
    event.stopPropagation();
    this.close();
  };

  // To nowhere it goes when the agent looks up the number in another window.
  readonly #onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && to !== this.#anchor && !this.#popup?.contains(to)) this.close();
  };

  readonly #onPress = (event: Event): void => {
    const path = event.composedPath();
    if (![this.#popup, this.#anchor].some((part) => part && path.includes(part))) this.close();
  };

  readonly #follow = (): void => {
    if (this.#popup && this.#anchor) showBeside(this.#anchor, this.#popup, GAP_PX);
  };
}
