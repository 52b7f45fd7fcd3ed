import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { checkIcon, copyIcon } from '../icons/icons.js';
import type { CallDataLabels } from '../labels/call-data.js';

/** One named value, with what is needed to change it where the agent may. */
export interface Row {
  /** What the platform calls it. */
  readonly name: string;
  readonly label: string;
  /** `undefined` where the platform gave none. */
  readonly value: string | undefined;
  readonly change?: {
    readonly tool: TemplateResult;
    readonly field: TemplateResult | typeof nothing;
    readonly editing: boolean;
    readonly pending: boolean;
  };
}

interface Surroundings {
  readonly labels: CallDataLabels;
  readonly copied: boolean;
  readonly onCopy: (event: Event) => void;
}

/** A row of a `<dl>`. One that can only be read and copied is written only where something in it is another. */
export function renderRow(row: Row, surroundings: Surroundings): unknown {
  const { name, label, value, change } = row;
  if (change) return rowOf(row, surroundings);
  return guard([name, label, value, surroundings.labels, surroundings.copied], () => rowOf(row, surroundings));
}

// The value keeps its room under a field, so that a long one does not pull up what is below.
function rowOf({ name, label, value, change }: Row, { labels, copied, onCopy }: Surroundings): TemplateResult {
  const state = `${value ? '' : 'empty'} ${change?.pending ? 'pending' : ''}`;
  return html`
    <div data-entry=${name} class=${change?.editing ? 'editing' : ''}>
      <dt part="name"><bdi>${label}</bdi></dt>
      <dd class=${change ? 'value changeable' : 'value'}>
        <bdi part="value" class=${state}>${value === '' ? labels.emptyValue : (value ?? labels.noValue)}</bdi>
        ${
          value
            ? html`<button part="copy" type="button" aria-label=${labels.copy(label)} @click=${onCopy}>
                ${copied ? checkIcon() : copyIcon()}
              </button>`
            : nothing
        }
        ${change?.tool} ${change?.field}
      </dd>
    </div>
  `;
}

/** A fact about the call. */
export function fact(name: string, value: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd><bdi>${value}</bdi></dd>
  </div>`;
}
