import type { DesktopTab } from '../desktop-model.js';
import { el, setAttribute } from './dom.js';
import { tabOfKey } from './tab-keys.js';
import { tabLabel } from './tab-label.js';

interface Tab {
  readonly id: string;
  readonly link: HTMLButtonElement;
  readonly badge: HTMLElement;
  readonly panel: HTMLElement;
}

/** The tabs: one panel is shown, the others are out of the layout, as gadgets know it. Arrows, Home and End move and open. */
export class Tabs {
  readonly selector: HTMLElement;
  readonly panels: HTMLElement;
  readonly #tabs: readonly Tab[];
  readonly #onActive: (id: string) => void;
  #active: string;

  constructor(tabs: readonly DesktopTab[], panelOf: (tab: DesktopTab) => readonly HTMLElement[], onActive: (id: string) => void) {
    this.#onActive = onActive;
    this.#tabs = tabs.map((tab) => {
      const badge = el('span', { class: 'badge', hidden: true });
      const link = el(
        'button',
        { type: 'button', id: `tablink_${tab.id}`, role: 'tab', 'aria-controls': `panel_${tab.id}` },
        [...tabIcon(tab), tabLabel(tab.label), badge],
        {
          click: () => this.activate(tab.id),
        },
      );
      const panel = el(
        'div',
        { id: `panel_${tab.id}`, class: 'tab-panel', role: 'tabpanel', 'aria-labelledby': `tablink_${tab.id}` },
        panelOf(tab),
      );
      return { id: tab.id, link, badge, panel };
    });
    this.#active = this.#tabs[0]?.id ?? '';
    this.selector = el(
      'div',
      { id: 'finesse-tab-selector', role: 'tablist', 'aria-label': 'Tabs', hidden: tabs.length === 0 },
      this.#tabs.map(({ id, link }) => el('span', { id: `tab_${id}`, role: 'presentation' }, [link])),
      { keydown: (event) => this.#onKey(event) },
    );
    this.panels = el(
      'div',
      { class: 'panels' },
      this.#tabs.map(({ panel }) => panel),
    );
    this.#draw();
  }

  /** Id of the open tab; empty when there is none. */
  get active(): string {
    return this.#active;
  }

  /** Opens it. `false` for a tab that is none; told is every wish, also for the tab that is open. */
  activate(id: string): boolean {
    if (!this.#tabs.some((tab) => tab.id === id)) return false;
    this.#active = id;
    this.badge(id, '');
    this.#draw();
    this.#onActive(id);
    return true;
  }

  /** The panel with this gadget, or `undefined`. */
  panelOf(element: Element): HTMLElement | undefined {
    return this.#tabs.find(({ panel }) => panel.contains(element))?.panel;
  }

  /** Words beside the tab's name, short; empty takes them away. */
  badge(id: string, words: string): void {
    const tab = this.#tabs.find((each) => each.id === id);
    if (!tab) return;
    tab.badge.hidden = words === '';
    tab.badge.textContent = words;
  }

  #draw(): void {
    for (const { id, link, panel } of this.#tabs) {
      const active = id === this.#active;
      setAttribute(link, 'aria-selected', active ? 'true' : 'false');
      setAttribute(link, 'tabindex', active ? 0 : -1);
      panel.classList.toggle('active', active);
    }
  }

  #onKey(event: KeyboardEvent): void {
    const index = this.#tabs.findIndex(({ id }) => id === this.#active);
    const next = this.#tabs[tabOfKey(event, this.selector, this.#tabs.length, index) ?? -1];
    if (!next) return;
    event.preventDefault();
    this.activate(next.id);
    next.link.focus();
  }
}

// A picture only where the layout names one: the vendor's built-in icons are the vendor's.
function tabIcon({ icon }: DesktopTab): readonly HTMLElement[] {
  return icon?.includes('/') ? [el('img', { src: icon, alt: '', width: 16, height: 16 })] : [];
}
