import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { CallVariable, CommandEntry, Control, Dialog, LayoutEntry } from '@cordboard/core';
import { closeIcon, editIcon } from '../icons/icons.js';
import type { CallActionLabels } from '../labels/call-actions.js';
import type { CallDataLabels } from '../labels/call-data.js';
import type { CommonLabels } from '../labels/common.js';
import { bytesOf, Drafts } from './drafts.js';
import type { Row } from './rows.js';

/** What the editing goes by; read anew whenever it matters. */
export interface EditingFacts {
  readonly dialog: Dialog | undefined;
  readonly entries: readonly LayoutEntry[];
  /** Whether call data may be changed now. */
  readonly control: Control;
  /** The command on the dialog. */
  readonly command: CommandEntry | undefined;
  readonly labels: CommonLabels & CallActionLabels & CallDataLabels;
}

/** How the element asks. */
export interface EditingActs {
  /** Settles when it is over; says whether it was confirmed. */
  readonly send: (variables: readonly CallVariable[]) => Promise<boolean>;
  /** Takes a refusal away. */
  readonly dismiss: () => void;
}

/** Changing entries of a layout in place: the fields, Save and Cancel, what is wrong, and where the keyboard's focus is meanwhile. */
export class Editing implements ReactiveController {
  readonly #host: LitElement;
  readonly #read: () => EditingFacts;
  readonly #acts: EditingActs;
  readonly #drafts = new Drafts();
  // What of the drafts is on its way.
  #sent: ReadonlySet<string> = new Set();
  // Entry that has the focus before a render.
  #at: string | undefined;

  constructor(host: LitElement, read: () => EditingFacts, acts: EditingActs) {
    this.#host = host;
    this.#read = read;
    this.#acts = acts;
    host.addController(this);
  }

  /** Gives up all that was typed, as for another call. */
  forget(): void {
    this.#drafts.clear();
    this.#sent = new Set();
  }

  // A field comes and goes with what is happening to it; the focus stays at its entry.
  hostUpdate(): void {
    const active = (this.#host.renderRoot as ShadowRoot).activeElement;
    this.#at = active?.matches('.edit, input') ? active.closest<HTMLElement>('[data-entry]')?.dataset['entry'] : undefined;
  }

  hostUpdated(): void {
    if (this.#at !== undefined) this.#focusOn(this.#at);
  }

  /** What an entry's row needs besides its value; `undefined` for one that nobody may change here. */
  changeOf(entry: LayoutEntry): Row['change'] {
    const { control, labels } = this.#read();
    if (!isChangeable(entry) || control.state === 'absent') return undefined;
    const { property: name, label } = entry;
    const draft = this.#sent.has(name) ? undefined : this.#drafts.get(name);
    const pending = this.#pending.has(name);
    const tool = html`<button
      class="edit"
      part="edit"
      type="button"
      aria-label=${labels.edit(label)}
      aria-busy=${pending}
      aria-disabled=${control.state !== 'ready'}
      aria-describedby=${control.why ? 'why' : nothing}
      @click=${() => this.#onEdit(name)}
    >
      ${editIcon()}
    </button>`;
    const field = draft
      ? html`<input
          part="input"
          type="text"
          autocomplete="off"
          dir="auto"
          aria-label=${label}
          aria-invalid=${isTooLong(entry, draft.text)}
          aria-describedby="message"
          .value=${draft.text}
          @input=${(event: Event) => this.#onInput(name, event.currentTarget as HTMLInputElement)}
          @keydown=${(event: KeyboardEvent) => this.#onKey(name, event)}
        />`
      : nothing;
    return { tool, field, editing: draft !== undefined, pending };
  }

  /** The line with the words, and with Save and Cancel while there is a field. It keeps its height. */
  renderFoot(): TemplateResult | typeof nothing {
    const { control, labels, entries } = this.#read();
    if (control.state === 'absent' || !entries.some(isChangeable)) return nothing;
    const wrong = this.#wrong;
    const message = wrong ?? (this.#pending.size ? labels.saving : this.#changedMeanwhile);
    const buttons = html`
      <button
        class="primary"
        part="save"
        type="submit"
        aria-busy=${this.#sent.size > 0}
        aria-disabled=${control.state !== 'ready'}
        aria-describedby=${control.why ? 'why' : nothing}
      >
        ${labels.actions['update-call-data']}
      </button>
      <button part="cancel" type="button" @click=${this.#onCancel}>${labels.cancelEdit}</button>
    `;
    // What another widget on the page asked for, or the page itself, has no field here to put right.
    const dismiss = html`<button part="dismiss" type="button" aria-label=${labels.dismiss} @click=${() => this.#acts.dismiss()}>
      ${closeIcon()}
    </button>`;
    // Announced only because the line was on the page before its words.
    return html`
      <div class="foot">
        <div
          id="message"
          class=${wrong === undefined ? 'message' : 'message wrong'}
          part="message"
          role="alert"
          title=${message || nothing}
        >
          ${message}
        </div>
        ${this.#drafts.size ? buttons : wrong === undefined ? nothing : dismiss}
      </div>
    `;
  }

  /** For `submit`. Enter in a field comes here too, whatever the button says; so it is asked again. */
  readonly onSave = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { control } = this.#read();
    const [long] = this.#tooLong;
    if (long) return this.#focusOn(long.property);
    if (control.state !== 'ready') return;
    const variables = this.#drafts.changes(this.#now);
    const names = new Set(variables.map(({ name }) => name));
    if (names.size === 0) return this.#onCancel();
    const over = this.#acts.send(variables);
    // The page may have kept it back; then it is still to be sent.
    const sent = this.#read().command?.phase === 'pending';
    if (sent) this.#sent = names;
    this.#host.requestUpdate();
    const confirmed = await over;
    // Meanwhile the element may have gone over to another call.
    if (sent && this.#sent !== names) return;
    this.#sent = new Set();
    if (confirmed) this.#onSaved(names);
    this.#host.requestUpdate();
  };

  #onSaved(names: ReadonlySet<string>): void {
    const onFoot = (this.#host.renderRoot as ShadowRoot).activeElement?.closest('.foot');
    const [first = ''] = names;
    this.#drafts.close(...names);
    // Save goes with the last field, and would take the focus along.
    if (onFoot && this.#drafts.size === 0) void this.#host.updateComplete.then(() => this.#focusOn(first));
  }

  // Another widget's change of the same call is seen here too.
  get #pending(): ReadonlySet<string> {
    const { command: entry } = this.#read();
    if (entry?.phase !== 'pending' || entry.command.type !== 'update-call-data') return new Set();
    return new Set(entry.command.variables.map(({ name }) => name));
  }

  get #wrong(): string | undefined {
    const { command: entry, labels } = this.#read();
    const [long] = this.#tooLong;
    if (long) return labels.tooLong(long.label, bytesOf(this.#drafts.get(long.property)?.text ?? ''), long.maxBytes ?? 0);
    if (!entry?.error || entry.command.type !== 'update-call-data') return undefined;
    return labels.actionFailed(labels.actions['update-call-data'], labels.errors[entry.error.code]);
  }

  get #changedMeanwhile(): string {
    const { labels, entries } = this.#read();
    const words = (name: string): string => {
      const label = entries.find(({ property }) => property === name)?.label ?? name;
      return labels.changedMeanwhile(label, this.#now(name) || labels.emptyValue);
    };
    return this.#drafts.changedMeanwhile(this.#now).map(words).join('. ');
  }

  get #tooLong(): readonly LayoutEntry[] {
    return this.#read().entries.filter((entry) => isTooLong(entry, this.#drafts.get(entry.property)?.text ?? ''));
  }

  readonly #now = (name: string): string | undefined => this.#read().dialog?.variables.find((variable) => variable.name === name)?.value;

  #onEdit(name: string): void {
    if (this.#read().control.state !== 'ready') return;
    this.#drafts.open(name, this.#now(name) ?? '');
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      this.#focusOn(name);
      this.#row(name)?.querySelector('input')?.select();
    });
  }

  #onInput(name: string, { value }: HTMLInputElement): void {
    this.#drafts.type(name, value);
    this.#dismiss();
    this.#host.requestUpdate();
  }

  // Enter submits the form by itself.
  #onKey(name: string, event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    // The field is given up, not what the page has opened around it.
    event.stopPropagation();
    this.#drafts.close(name);
    if (this.#drafts.size === 0) this.#dismiss();
    this.#host.requestUpdate();
  }

  readonly #onCancel = (): void => {
    const first = this.#host.renderRoot.querySelector<HTMLElement>('.editing')?.dataset['entry'] ?? '';
    this.#drafts.clear();
    this.#dismiss();
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#focusOn(first));
  };

  #dismiss(): void {
    const { command: entry } = this.#read();
    if (entry?.command.type === 'update-call-data' && entry.phase !== 'pending') this.#acts.dismiss();
  }

  #focusOn(name: string): void {
    const row = this.#row(name);
    (row?.querySelector('input') ?? row?.querySelector<HTMLElement>('.edit'))?.focus();
  }

  #row(name: string): HTMLElement | undefined {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-entry]')].find(({ dataset }) => dataset['entry'] === name);
  }
}

// Fields of the call are the platform's own; only variables are changed this way.
function isChangeable({ editable, field }: LayoutEntry): boolean {
  return editable && field === undefined;
}

function isTooLong({ maxBytes = Infinity }: LayoutEntry, text: string): boolean {
  return bytesOf(text) > maxBytes;
}
