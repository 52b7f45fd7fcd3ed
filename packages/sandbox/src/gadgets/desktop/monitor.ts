import { button, el, setAttribute, setText } from './dom.js';
import type { Journal, Line, LineKind } from './journal.js';
import { LineList } from './line-list.js';

const KINDS: readonly { readonly label: string; readonly kinds: readonly LineKind[] }[] = [
  { label: 'Hub', kinds: ['hub-in', 'hub-out'] },
  { label: 'Requests', kinds: ['request'] },
  { label: 'Errors', kinds: ['swallowed', 'error', 'warn', 'problem'] },
  { label: 'Logs', kinds: ['log', 'client-log', 'connection'] },
  { label: 'Ticks', kinds: ['tick'] },
];

/** The wire monitor: what crosses the hub and the proxy, and what goes wrong; filtered, paused, cleared. */
export class Monitor {
  readonly element: HTMLElement;
  readonly #journal: Journal;
  readonly #list: LineList;
  readonly #facts: () => string;
  readonly #told: HTMLElement = el('p', { class: 'quiet facts', id: 'monitor-facts' });
  readonly #count: HTMLElement = el('span', { class: 'quiet count', id: 'monitor-count' });
  readonly #detail: HTMLElement = el('pre', { class: 'detail', dir: 'ltr', tabindex: 0, 'aria-label': 'The chosen line', hidden: true });
  readonly #off = new Set<LineKind>(['tick']);
  #filter = '';
  #held: readonly Line[] | undefined;
  #shown: Line[] = [];
  #upTo = 0;
  #drawing = false;
  #open = false;

  /** `facts`: a line about what is held now, asked for whenever the monitor is drawn. */
  constructor(journal: Journal, facts: () => string, more: readonly HTMLElement[]) {
    this.#journal = journal;
    this.#facts = facts;
    this.#list = new LineList((line) => this.#show(line));
    const filter = el('input', { type: 'search', 'aria-label': 'Only lines with', placeholder: 'Only with …', spellcheck: 'false' }, [], {
      input: () => this.#search(filter.value),
    });
    const pause = button(
      'Pause',
      () => {
        this.#held = this.#held ? undefined : [...journal.lines];
        setAttribute(pause, 'aria-pressed', this.#held ? 'true' : 'false');
        this.#drawAnew();
      },
      { 'aria-pressed': 'false' },
    );
    const clear = button('Clear', () => {
      this.#held &&= [];
      this.#detail.hidden = true;
      journal.clear();
    });
    const kinds = KINDS.map(({ label, kinds: some }) => {
      const isOn = (): boolean => some.every((kind) => !this.#off.has(kind));
      const toggle = button(
        label,
        () => {
          const change = isOn() ? 'add' : 'delete';
          for (const kind of some) this.#off[change](kind);
          setAttribute(toggle, 'aria-pressed', isOn() ? 'true' : 'false');
          this.#drawAnew();
        },
        { 'aria-pressed': isOn() ? 'true' : 'false' },
      );
      return toggle;
    });
    this.element = el('aside', { id: 'monitor', 'aria-label': 'Wire monitor', hidden: true }, [
      el('div', { class: 'head' }, [el('h2', {}, ['Wire']), this.#count, filter, pause, clear]),
      el('div', { class: 'head kinds', role: 'group', 'aria-label': 'Kinds of lines' }, kinds),
      this.#told,
      this.#list.element,
      this.#detail,
      ...more,
    ]);
  }

  /** Whether it is on the page; closed it costs nothing but the keeping of lines. */
  get open(): boolean {
    return this.#open;
  }

  set open(open: boolean) {
    this.#open = open;
    this.element.hidden = !open;
    if (open) this.#draw();
  }

  /** Something came; however much comes, it is shown once a frame. */
  changed(): void {
    if (this.#drawing || !this.#open) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    setText(this.#told, this.#facts());
    const all = this.#held ?? this.#journal.lines;
    this.#narrow(all);
    const { length } = this.#shown;
    this.#list.lines = this.#shown;
    setText(this.#count, length === all.length ? `${all.length} lines` : `${length} of ${all.length} lines`);
  }

  // Only what is new is looked at: thousands of lines are not searched anew for each that comes.
  #narrow(all: readonly Line[]): void {
    const oldest = all[0]?.seq ?? Number.POSITIVE_INFINITY;
    if (this.#shown[0] && this.#shown[0].seq < oldest) this.#shown = this.#shown.filter(({ seq }) => seq >= oldest);
    let from = all.length;
    while (from > 0 && all[from - 1]!.seq > this.#upTo) from -= 1;
    for (const line of all.slice(from)) if (this.#matches(line)) this.#shown.push(line);
    this.#upTo = Math.max(this.#upTo, all.at(-1)?.seq ?? 0);
  }

  #drawAnew(): void {
    this.#shown = [];
    this.#upTo = 0;
    this.#draw();
  }

  #matches({ kind, who, what, detail }: Line): boolean {
    if (this.#off.has(kind)) return false;
    return this.#filter === '' || `${who} ${what} ${detail}`.toLowerCase().includes(this.#filter);
  }

  #search(words: string): void {
    this.#filter = words.trim().toLowerCase();
    this.#drawAnew();
  }

  #show({ who, what, detail }: Line): void {
    this.#detail.hidden = false;
    this.#detail.textContent = `${who}\n${what}\n${pretty(detail)}`;
    this.#detail.scrollTop = 0;
  }
}

function pretty(detail: string): string {
  try {
    return JSON.stringify(JSON.parse(detail), null, 2);
  } catch {
    return detail;
  }
}
