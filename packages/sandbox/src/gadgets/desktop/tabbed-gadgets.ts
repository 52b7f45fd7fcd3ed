import { el, setAttribute } from './dom.js';
import type { GadgetBox } from './gadget-box.js';
import { tabOfKey } from './tab-keys.js';

/** Several gadgets in one place, one of them shown: what the vendor's multi-tab container does for the gadgets that name it as their manager. */
export function tabbedGadgets(id: string, boxes: readonly GadgetBox[]): HTMLElement {
  const first = boxes.findIndex(({ gadget }) => gadget.attributes['default'] === 'true');
  let open = Math.max(0, first);
  const list = el('div', { class: 'inner-tabs', role: 'tablist', 'aria-label': 'Gadgets' });
  const links = boxes.map((box, index) => {
    const link = el(
      'button',
      { type: 'button', role: 'tab', id: `${id}_tab_${index}`, 'aria-controls': `${id}_panel_${index}` },
      [box.title],
      {
        click: () => show(index),
      },
    );
    return link;
  });
  const panels = boxes.map(({ element }, index) =>
    el('div', { role: 'tabpanel', id: `${id}_panel_${index}`, 'aria-labelledby': `${id}_tab_${index}` }, [element]),
  );
  const show = (index: number): void => {
    open = index;
    for (const [at, link] of links.entries()) {
      setAttribute(link, 'aria-selected', at === open ? 'true' : 'false');
      setAttribute(link, 'tabindex', at === open ? 0 : -1);
      panels[at]!.hidden = at !== open;
    }
  };
  list.append(...links);
  list.addEventListener('keydown', (event) => {
    const next = tabOfKey(event, list, links.length, open);
    if (next === undefined) return;
    event.preventDefault();
    show(next);
    links[next]!.focus();
  });
  show(open);
  return el('div', { class: 'tabbed' }, [list, ...panels]);
}
