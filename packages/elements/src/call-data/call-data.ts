import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import {
  ownParticipant,
  type CallDataLayout,
  type CallVariable,
  type Control,
  type Dialog,
  type LayoutEntry,
  type ServerTime,
} from '@cordboard/core';
import { warningIcon } from '../icons/icons.js';
import { DialogActionElement } from '../internal/dialog-element.js';
import { Clock, elapsed } from '../internal/duration.js';
import { grouped } from '../internal/phone-number.js';
import { whyTip, WhyTips } from '../internal/why.js';
import { callActionLabels, type CallActionLabels } from '../labels/call-actions.js';
import { callDataLabels, type CallDataLabels } from '../labels/call-data.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { styles } from './call-data.styles.js';
import { Editing } from './editing.js';
import { entriesOf, layoutOf, layouts$, unlisted, valueOf } from './layouts.js';
import { fact, renderRow, type Row } from './rows.js';

type Words = CommonLabels & CallActionLabels & CallDataLabels;

const words: Words = { ...commonLabels, ...callActionLabels, ...callDataLabels };

/**
 * What the platform tells about one call: caller, number dialled, queue, duration, variables and wrap-up reasons. Where the platform has a
 * layout for the call, its entries are shown in its order, under its names, the header first, and the other variables on demand. Values
 * are shown as text, whatever they hold; an empty variable is shown as empty, because it is not the same as none. Nothing without a call.
 *
 * An entry that the layout lets the agent change becomes a field when it is clicked. Enter or Save sends what was changed and nothing
 * else, Escape gives one field up, Cancel all. The value shown is the platform's until it reports another.
 *
 * @tagname call-data
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before a change is sent. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart header - The entries that lead a layout.
 * @csspart facts - Caller, number dialled, queue, duration and wrap-up reason, as far as the layout does not show them.
 * @csspart column - Each column of a layout.
 * @csspart variables - The list of variables that stand in no layout.
 * @csspart more - What opens that list, where there is a layout.
 * @csspart name - The name of an entry or variable.
 * @csspart value - Its value.
 * @csspart copy - The button that copies a value.
 * @csspart edit - The button that makes a value a field.
 * @csspart input - The field.
 * @csspart save - The button that sends the changes.
 * @csspart cancel - The button that gives them up.
 * @csspart dismiss - The button that takes a refusal away where there is no field.
 * @csspart message - The line that says what is wrong with a change, or what was refused.
 * @csspart icon - The icon in a button.
 * @csspart doubt - The words that what is shown may not be so.
 * @csspart reason - The tooltip that tells why nothing can be changed now.
 */
export class CallData extends DialogActionElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  readonly #layouts = this.observe(layouts$);
  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#clockMode }));
  readonly #editing = new Editing(
    this,
    () => ({
      dialog: this.dialog,
      entries: this.#layout ? entriesOf(this.#layout) : [],
      control: this.#control,
      command: this.command,
      labels: this.labels,
    }),
    {
      send: async (variables) => (await this.outcomeOf({ type: 'update-call-data', dialogId: this.dialogId, variables })) === 'confirmed',
      dismiss: () => this.desktop?.dismiss(this.target),
    },
  );
  // Name of the variable that was copied last.
  #copied: string | undefined;

  constructor() {
    super();
    new WhyTips(this);
  }

  get #clockMode(): 'running' | 'frozen' | 'off' {
    const { dialog } = this;
    return this.paceOf(dialog?.started !== undefined && endOf(dialog) === undefined);
  }

  get #layout(): CallDataLayout | undefined {
    const { value: layouts = [] } = this.#layouts;
    return this.dialog && layouts !== 'reading' ? layoutOf(this.dialog, layouts) : undefined;
  }

  get #control(): Control {
    return this.controlOf('update-call-data');
  }

  protected override render(): TemplateResult | typeof nothing {
    const dialog = this.dialog;
    if (!dialog || this.#layouts.value === 'reading') return nothing;
    const layout = this.#layout;
    return html`
      ${layout ? this.#renderLaidOut(dialog, layout) : [this.#renderFacts(dialog), this.#renderHead(dialog), this.#renderVariables(dialog.variables)]}
      <div class="spoken" role="status">${this.#copied === undefined ? nothing : this.labels.copied}</div>
    `;
  }

  // What the layout shows it shows under its own names.
  #renderFacts(dialog: Dialog, layout?: CallDataLayout): TemplateResult {
    const { labels } = this;
    const shown = new Set(layout && entriesOf(layout).map(({ field }) => field));
    const reasons = dialog.wrapUp?.reasons ?? [];
    return html`
      <dl class="facts" part="facts">
        ${fact(labels.caller, dialog.from ? grouped(dialog.from) : labels.noNumber)}
        ${shown.has('dialed') ? nothing : fact(labels.dialed, grouped(dialog.dialed || dialog.to || labels.noNumber))}
        ${shown.has('queue') ? nothing : fact(labels.queue, dialog.queue?.name || dialog.queue?.id || '–')}
        ${fact(labels.duration, elapsed(dialog.started, endOf(dialog) ?? this.#clock.now))}
        ${shown.has('wrap-up') || reasons.length === 0 ? nothing : fact(labels.wrapUpReason, reasons.join(', '))}
      </dl>
    `;
  }

  #renderHead({ freshness }: Dialog): TemplateResult {
    return html`
      <div class="head">
        <h3>${this.labels.variables}</h3>
        ${freshness === 'fresh' ? nothing : html`<span class="doubt" part="doubt">${warningIcon()}${this.labels[freshness]}</span>`}
      </div>
    `;
  }

  #renderVariables(variables: readonly CallVariable[]): TemplateResult {
    if (variables.length === 0) return html`<p class="none">${this.labels.noVariables}</p>`;
    return html`<dl class="rows" part="variables">
      ${variables.map(({ name, value }) => this.#renderRow({ name, label: name, value }))}
    </dl>`;
  }

  #renderRow(row: Row): unknown {
    return renderRow(row, { labels: this.labels, copied: this.#copied === row.name, onCopy: (event) => void this.#onCopy(event, row) });
  }

  #renderLaidOut(dialog: Dialog, layout: CallDataLayout): TemplateResult {
    const { why } = this.#control;
    const rows = (entries: readonly LayoutEntry[]) => entries.map((entry) => this.#renderEntry(dialog, entry));
    const rest = unlisted(dialog, layout);
    // novalidate: the browser's own words would be in the browser's language, not in that of the labels.
    return html`
      <form novalidate @submit=${this.#editing.onSave}>
        ${layout.header.length ? html`<dl class="lead" part="header">${rows(layout.header)}</dl>` : nothing}
        ${this.#renderFacts(dialog, layout)} ${this.#renderHead(dialog)}
        <div class="columns">
          ${layout.columns.map((entries) => (entries.length ? html`<dl class="rows" part="column">${rows(entries)}</dl>` : nothing))}
        </div>
        ${this.#editing.renderFoot()} ${whyTip('why', why && this.labels.why[why])}
      </form>
      ${
        rest.length
          ? html`<details>
              <summary part="more">${this.labels.moreVariables}</summary>
              ${this.#renderVariables(rest)}
            </details>`
          : nothing
      }
    `;
  }

  #renderEntry(dialog: Dialog, entry: LayoutEntry): unknown {
    const { property: name, label } = entry;
    const change = this.#editing.changeOf(entry);
    return this.#renderRow({ name, label, value: valueOf(dialog, entry), ...(change && { change }) });
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('dialogId')) {
      this.#editing.forget();
      this.#copied = undefined;
    }
    super.update(changed);
  }

  // A frame may have no right to the clipboard; then the value is selected, and the agent's own keys copy it.
  async #onCopy(event: Event, { name, value = '' }: Row): Promise<void> {
    const shown = (event.currentTarget as Element).closest('dd')?.querySelector('bdi');
    try {
      await navigator.clipboard.writeText(value);
      this.#copied = name;
      this.requestUpdate();
    } catch {
      if (shown) getSelection()?.selectAllChildren(shown);
    }
  }
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
