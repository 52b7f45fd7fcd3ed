import { html, nothing, render, type TemplateResult } from 'lit';
import type { Entry, Journal } from './journal.js';

interface Row {
  readonly item: HTMLLIElement;
  entry: Entry;
}

/** How near to its end the list counts as being looked at there, in px. */
const NEAR = 24;

/** What crosses the bus, newest at the bottom, where it stays unless somebody looks further up. */
export class Monitor {
  readonly #root: HTMLElement;
  readonly #journal: Journal;
  readonly #rows = new Map<number, Row>();
  readonly #open = new Set<number>();
  #filter = '';
  #flaggedOnly = false;
  #held: readonly Entry[] | undefined;
  #drawing = false;

  constructor(root: HTMLElement, journal: Journal) {
    this.#root = root;
    this.#journal = journal;
    this.#draw();
  }

  /** Something came; however much comes, it is shown once a frame. */
  changed(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    const shown = this.#shown();
    render(this.#template(shown.length), this.#root);
    const list = this.#root.querySelector('ol');
    if (!list) return;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
    this.#drawRows(list, shown);
    if (atEnd) list.scrollTop = list.scrollHeight;
  }

  // By hand: a row is written once, and nothing of it stays behind when it goes.
  #drawRows(list: HTMLOListElement, shown: readonly Entry[]): void {
    this.#forgetOpen();
    const ids = new Set(shown.map(({ id }) => id));
    for (const [id, { item }] of this.#rows) {
      if (ids.has(id)) continue;
      item.remove();
      this.#rows.delete(id);
    }
    let next = list.firstElementChild;
    for (const entry of shown) {
      const row = this.#rows.get(entry.id) ?? this.#newRow(entry);
      if (row.entry !== entry) this.#write(Object.assign(row, { entry }));
      if (row.item === next) next = next.nextElementSibling;
      else list.insertBefore(row.item, next);
    }
  }

  // A row that is only filtered out comes back as it was; one that is no longer kept does not come back.
  #forgetOpen(): void {
    if (this.#open.size === 0) return;
    const kept = new Set([...this.#journal.entries, ...(this.#held ?? [])].map(({ id }) => id));
    for (const id of this.#open) if (!kept.has(id)) this.#open.delete(id);
  }

  #newRow(entry: Entry): Row {
    const row = { item: document.createElement('li'), entry };
    this.#rows.set(entry.id, row);
    this.#write(row);
    return row;
  }

  #write({ item, entry }: Row): void {
    item.className = entry.direction;
    item.dataset['subtopic'] = entry.subtopic;
    render(this.#row(entry), item);
  }

  #template(shown: number): TemplateResult {
    const journal = this.#journal;
    const ignored = [...journal.ignored].map(([why, count]) => html`<span>${why} <b data-ignored=${why}>${count}</b></span>`);
    return html`
      <div class="head">
        <h2>Bus</h2>
        <span class="counts quiet">
          <span>messages <b id="messages">${journal.count}</b></span>
          <span>flagged <b id="flagged">${journal.flagged}</b></span>
          <span class="ignored" id="ignored">ignored ${ignored}</span>
        </span>
        <span class="push"></span>
        <input
          type="search"
          aria-label="Only messages with"
          placeholder="Only with …"
          spellcheck="false"
          .value=${this.#filter}
          @input=${this.#onFilter}
        />
        <button type="button" aria-pressed=${this.#flaggedOnly} @click=${this.#onFlaggedOnly}>Flagged</button>
        <button type="button" aria-pressed=${this.#held !== undefined} @click=${this.#onHold}>Pause</button>
        <button type="button" @click=${this.#onClear}>Clear</button>
      </div>
      <div class="list">
        <ol tabindex="0" aria-label="Messages on the bus, newest last"></ol>
        <p class="none quiet" ?hidden=${shown > 0}>${journal.entries.length ? 'Nothing like that.' : 'Nothing yet.'}</p>
      </div>
    `;
  }

  #shown(): readonly Entry[] {
    const wanted = this.#filter.trim().toLowerCase();
    return (this.#held ?? this.#journal.entries).filter(
      (entry) =>
        (!this.#flaggedOnly || entry.flags.length > 0) &&
        (wanted === '' || `${entry.json} ${entry.widgets.join(' ')}`.toLowerCase().includes(wanted)),
    );
  }

  #row(entry: Entry): TemplateResult {
    const { id, at, direction, widgets, channel, topic, subtopic, source, gist, flags } = entry;
    const isOpen = this.#open.has(id);
    const who = direction === 'asked' ? `from ${widgets.join(', ')}` : `to ${widgets.join(', ')}`;
    return html`
      <details ?open=${isOpen} @toggle=${(event: Event) => this.#onToggle(event, id)}>
        <summary>
          <time>${timeOf(at)}</time>
          <span class="who"><bdi>${who}</bdi></span>
          <span class="channel">${channel || '–'}</span>
          <span class="what"><span class="quiet">${topic ? `${topic} / ` : ''}</span>${subtopic || '–'}</span>
          <span class="gist"><bdi>${gist}</bdi></span>
          <span class="source quiet"><bdi>${source}</bdi></span>
          <span class="flags">${flags.map(({ flag, at: where }) => html`<span class="flag">${flag} <bdi>${where}</bdi></span>`)}</span>
        </summary>
        ${isOpen ? html`<pre dir="ltr" tabindex="0">${JSON.stringify(JSON.parse(entry.json), null, 2)}</pre>` : nothing}
      </details>
    `;
  }

  #onToggle({ currentTarget }: Event, id: number): void {
    const details = currentTarget as HTMLDetailsElement;
    if (details.open === this.#open.has(id)) return;
    if (details.open) this.#open.add(id);
    else this.#open.delete(id);
    const row = this.#rows.get(id);
    if (row) this.#write(row);
    // Its beginning, not the end of the list.
    details.scrollIntoView({ block: 'nearest' });
  }

  readonly #onFilter = (event: Event): void => {
    this.#filter = (event.target as HTMLInputElement).value;
    this.changed();
  };

  readonly #onFlaggedOnly = (): void => {
    this.#flaggedOnly = !this.#flaggedOnly;
    this.changed();
  };

  readonly #onHold = (): void => {
    this.#held = this.#held ? undefined : [...this.#journal.entries];
    this.changed();
  };

  readonly #onClear = (): void => {
    this.#journal.clear();
    this.#held &&= [];
    this.#open.clear();
    this.changed();
  };
}

function timeOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
