import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ownParticipant, type CallVariable, type Dialog, type ServerTime } from '@cordboard/core';
import { checkIcon, copyIcon, warningIcon } from '../icons/icons.js';
import { DesktopElement } from '../internal/desktop-element.js';
import { Clock, elapsed } from '../internal/duration.js';
import { grouped } from '../internal/phone-number.js';
import { callDataLabels, type CallDataLabels } from '../labels/call-data.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { styles } from './call-data.styles.js';

type Words = CommonLabels & CallDataLabels;

const words: Words = { ...commonLabels, ...callDataLabels };

/**
 * What the platform tells about one call: caller, number dialled, queue, duration, variables and wrap-up reasons. Values are shown as
 * text, whatever they hold; an empty variable is shown as empty, because it is not the same as none. Nothing without a call.
 *
 * @tagname call-data
 * @csspart facts - Caller, number dialled, queue, duration and wrap-up reason.
 * @csspart variables - The list of variables.
 * @csspart name - A variable's name.
 * @csspart value - A variable's value.
 * @csspart copy - The button that copies a value.
 * @csspart icon - The icon in a button.
 * @csspart doubt - The words that what is shown may not be so.
 */
export class CallData extends DesktopElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  /** Id of the dialog to show. */
  @property({ attribute: 'dialog-id' }) dialogId = '';

  readonly #dialog = this.observe(
    (client, id) => client.dialog$(id),
    () => [this.dialogId],
  );
  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#clockMode }));
  // Name of the variable that was copied last.
  #copied: string | undefined;

  get #clockMode(): 'running' | 'frozen' | 'off' {
    const dialog = this.#dialog.value;
    if (dialog?.started === undefined || endOf(dialog) !== undefined) return 'off';
    return dialog.freshness === 'stale' ? 'frozen' : 'running';
  }

  protected override render(): TemplateResult | typeof nothing {
    const dialog = this.#dialog.value;
    if (!dialog) return nothing;
    const { labels } = this;
    return html`
      <dl class="facts" part="facts">
        ${fact(labels.caller, dialog.from ? grouped(dialog.from) : labels.noNumber)}
        ${fact(labels.dialed, grouped(dialog.dialed || dialog.to || labels.noNumber))}
        ${fact(labels.queue, dialog.queue?.name || dialog.queue?.id || '–')}
        ${fact(labels.duration, elapsed(dialog.started, endOf(dialog) ?? this.#clock.now))}
        ${dialog.wrapUp?.reasons.length ? fact(labels.wrapUpReason, dialog.wrapUp.reasons.join(', ')) : nothing}
      </dl>
      <div class="head">
        <h3>${labels.variables}</h3>
        ${dialog.freshness === 'fresh' ? nothing : html`<span class="doubt" part="doubt">${warningIcon()}${labels[dialog.freshness]}</span>`}
      </div>
      ${
        dialog.variables.length
          ? html`<dl class="variables" part="variables">${dialog.variables.map((variable) => this.#renderVariable(variable))}</dl>`
          : html`<p class="none">${labels.noVariables}</p>`
      }
      <div class="spoken" role="status">${this.#copied === undefined ? nothing : labels.copied}</div>
    `;
  }

  #renderVariable({ name, value }: CallVariable): TemplateResult {
    return html`
      <div>
        <dt part="name"><bdi>${name}</bdi></dt>
        ${value === '' ? html`<dd part="value" class="empty">${this.labels.emptyValue}</dd>` : this.#renderValue(name, value)}
      </div>
    `;
  }

  #renderValue(name: string, value: string): TemplateResult {
    return html`
      <dd class="value">
        <bdi part="value">${value}</bdi>
        <button part="copy" type="button" aria-label=${this.labels.copy(name)} @click=${(event: Event) => this.#copy(event, name, value)}>
          ${this.#copied === name ? checkIcon() : copyIcon()}
        </button>
      </dd>
    `;
  }

  // A frame may have no right to the clipboard; then the value is selected, and the agent's own keys copy it.
  async #copy(event: Event, name: string, value: string): Promise<void> {
    const shown = (event.currentTarget as Element).parentElement?.querySelector('bdi');
    try {
      await navigator.clipboard.writeText(value);
      this.#copied = name;
      this.requestUpdate();
    } catch {
      if (shown) getSelection()?.selectAllChildren(shown);
    }
  }
}

function fact(name: string, value: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd><bdi>${value}</bdi></dd>
  </div>`;
}

// Once the agent is out of the call, its duration stands still.
function endOf(dialog: Dialog): ServerTime | undefined {
  const own = ownParticipant(dialog);
  return own?.state === 'wrap-up' || own?.state === 'dropped' || own?.state === 'failed' ? own.since : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'call-data': CallData;
  }
}
