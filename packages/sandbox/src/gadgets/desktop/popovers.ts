import { button, el, setText } from './dom.js';
import type { PageBus } from './page-bus.js';
import { durationOf } from './state-picker.js';
import { recordOf, textOf, TOPICS } from './topics.js';

type Parts = Readonly<Record<'banner' | 'timer' | 'action', Readonly<Record<string, unknown>>>>;

interface Popover {
  readonly id: string;
  readonly gadgetId: string;
  readonly card: HTMLElement;
  readonly time: HTMLElement;
  parts: Parts;
  since: number;
}

/** Popovers of gadgets: a card with a clock and up to two buttons. How each ends is told to the gadget that asked for it. */
export class Popovers {
  readonly element: HTMLElement = el('div', { class: 'popovers', role: 'log', 'aria-label': 'Offers' });
  readonly #bus: PageBus;
  readonly #open = new Map<string, Popover>();

  constructor(bus: PageBus) {
    this.#bus = bus;
    setInterval(() => this.#tick(), 1000);
    bus.listenToPage(TOPICS.gadgetLeft, (data) => {
      for (const popover of this.#open.values()) if (popover.gadgetId === recordOf(data)['gadgetId']) this.#close(popover);
    });
    bus.listen(TOPICS.popoverRequests, (request) => {
      const { type, gadgetId, data } = recordOf(request);
      const { popoverId, banner, timer, action } = recordOf(data);
      const id = textOf(popoverId);
      const known = this.#open.get(id);
      if (type === 'DismissPopoverReq') return this.#close(known);
      if (id === '' || (type === 'UpdatePopoverReq' ? !known : type !== 'ShowPopoverReq')) return;
      const given = (part: unknown, before: Readonly<Record<string, unknown>> = {}) => (part === undefined ? before : recordOf(part));
      const parts = {
        banner: given(banner, known?.parts.banner),
        timer: given(timer, known?.parts.timer),
        action: given(action, known?.parts.action),
      };
      if (known) {
        if (timer !== undefined) known.since = Date.now();
        this.#draw(Object.assign(known, { parts }));
        return;
      }
      const popover: Popover = {
        id,
        gadgetId: textOf(gadgetId),
        card: el('section', { class: 'card popover', 'data-popover': id }),
        time: el('span', { class: 'time' }),
        parts,
        since: Date.now(),
      };
      this.#open.set(id, popover);
      this.element.append(popover.card);
      this.#draw(popover);
    });
  }

  #draw(popover: Popover): void {
    const { card, time, parts } = popover;
    const { content, headerContent } = parts.banner;
    const { buttons, dismissible, requiredActionText } = parts.action;
    const title = textOf(recordOf(headerContent)['maxHeaderTitle']) || 'Offer';
    const rows = (Array.isArray(content) ? content : []).slice(0, 20).map(recordOf);
    card.setAttribute('aria-label', title);
    card.replaceChildren(
      el('header', {}, [el('strong', {}, [title]), time]),
      el(
        'dl',
        {},
        rows.flatMap(({ name, value }) => [el('dt', {}, [textOf(name)]), el('dd', {}, [textOf(value)])]),
      ),
      el('p', { class: 'quiet' }, [textOf(requiredActionText)]),
      el('div', { class: 'deeds' }, [
        ...(Array.isArray(buttons) ? buttons : []).slice(0, 2).map((each) => this.#button(popover, recordOf(each))),
        ...(dismissible === true ? [button('Dismiss', () => this.#end(popover, 'dismissed'), { class: 'quiet-button' })] : []),
      ]),
    );
    this.#tell(popover);
  }

  // A button with further ones asks again with those before it counts.
  #button(popover: Popover, { id, label, type, hoverText, confirmButtons }: Readonly<Record<string, unknown>>): HTMLElement {
    const confirm = (Array.isArray(confirmButtons) ? confirmButtons : []).slice(0, 4).map(recordOf);
    const made: HTMLElement = button(
      textOf(label),
      () => {
        if (confirm.length === 0) this.#end(popover, textOf(id));
        else made.replaceWith(...confirm.map((each) => this.#button(popover, { ...each, type })));
      },
      { class: type === 'Affirm' ? 'lead' : '', title: textOf(hoverText) || undefined },
    );
    return made;
  }

  #tick(): void {
    for (const popover of this.#open.values()) {
      const limit = Number(popover.parts.timer['displayTimeoutInSecs']);
      if (limit > 0 && Date.now() - popover.since >= limit * 1000) this.#end(popover, 'timeout');
      else this.#tell(popover);
    }
  }

  #tell({ time, parts, since }: Popover): void {
    const { displayTimeoutInSecs, display, counterType } = parts.timer;
    const passed = Math.floor((Date.now() - since) / 1000);
    const shown = counterType === 'COUNT_DOWN' ? Math.max(0, (Number(displayTimeoutInSecs) || 0) - passed) : passed;
    setText(time, display === false ? '' : durationOf(shown));
  }

  #end(popover: Popover, source: string): void {
    this.#close(popover);
    this.#bus.publish(TOPICS.popoverEvents, {
      type: 'PopoverClosed',
      gadgetId: popover.gadgetId,
      invokeID: crypto.randomUUID(),
      data: { popoverId: popover.id, source },
    });
  }

  #close(popover: Popover | undefined): void {
    if (!popover) return;
    popover.card.remove();
    this.#open.delete(popover.id);
  }
}
