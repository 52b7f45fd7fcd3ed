import type { CertificateBanner } from './container-requests.js';
import { button, el, setText } from './dom.js';
import type { PageBus } from './page-bus.js';
import { Popovers } from './popovers.js';
import { recordOf, textOf, TOPICS } from './topics.js';

/** A message of a gadget, kept for the agent. */
interface Notice {
  readonly id: string;
  readonly gadgetId: string;
  readonly from: string;
  readonly message: string;
  readonly link: string;
  readonly at: number;
}

/** Most messages kept. */
const MAX_KEPT = 100;
const DEFAULT_MS = 8000;

/** Everything that floats above the page: messages with their center, popovers, and questions about certificates. */
export class Notices {
  readonly element: HTMLElement;
  /** The list of messages that were, with its button; for the header. */
  readonly center: HTMLElement;
  readonly certificates: CertificateBanner;
  readonly #bus: PageBus;
  readonly #floating: HTMLElement = el('div', { class: 'floating', role: 'log', 'aria-label': 'Messages' });
  readonly #banners: HTMLElement = el('div', { class: 'banners' });
  readonly #list: HTMLElement = el('ul', {});
  readonly #summary: HTMLElement = el('summary', {});
  readonly #kept: Notice[] = [];

  constructor(bus: PageBus) {
    this.#bus = bus;
    this.certificates = this.#certificates();
    this.center = el('details', { class: 'menu center' }, [this.#summary, el('div', { class: 'sheet' }, [this.#list])]);
    this.element = el('div', { id: 'notices' }, [this.#banners, new Popovers(bus).element, this.#floating]);
    this.#draw();
    bus.listen(TOPICS.notificationPopover, (data) => {
      const { notificationId, gadgetId, messageFrom, message, isDismissable, timeout, type, customLink } = recordOf(data);
      const notice: Notice = {
        id: textOf(notificationId),
        gadgetId: textOf(gadgetId),
        from: textOf(messageFrom) || 'Gadget',
        message: textOf(message),
        link: textOf(customLink),
        at: Date.now(),
      };
      const wait = typeof timeout === 'number' && timeout >= 0 ? timeout : DEFAULT_MS;
      this.#keep(notice);
      if (wait > 0 || type === 'error') this.#float(notice, wait > 0 ? wait : DEFAULT_MS, isDismissable !== false, type === 'error');
    });
  }

  /** A message of the page itself. */
  say(title: string, message: string): void {
    const notice = { id: '', gadgetId: '', from: title, message, link: '', at: Date.now() };
    this.#keep(notice);
    this.#float(notice, DEFAULT_MS, true, false);
  }

  #keep(notice: Notice): void {
    this.#kept.unshift(notice);
    this.#kept.length = Math.min(this.#kept.length, MAX_KEPT);
    this.#draw();
  }

  #draw(): void {
    setText(this.#summary, this.#kept.length === 0 ? 'Messages' : `Messages ${this.#kept.length}`);
    const items = this.#kept.map((notice) =>
      el('li', {}, [this.#words(notice), el('time', { class: 'quiet' }, [new Date(notice.at).toLocaleTimeString()])]),
    );
    this.#list.replaceChildren(...(items.length > 0 ? items : [el('li', { class: 'quiet' }, ['None yet'])]));
  }

  #float(notice: Notice, ms: number, dismissable: boolean, isError: boolean): void {
    const card = el('div', { class: isError ? 'card wrong' : 'card' }, [this.#words(notice)]);
    const gone = (): void => card.remove();
    if (dismissable) card.append(button('Dismiss', gone, { class: 'quiet-button' }));
    this.#floating.append(card);
    setTimeout(gone, ms);
  }

  #words({ id, gadgetId, from, message, link }: Notice): HTMLElement {
    const words = el('div', { class: 'words' }, [el('strong', {}, [from]), el('p', {}, [message])]);
    if (link !== '') words.append(button(link, () => this.#follow(id, gadgetId), { class: 'link' }));
    return words;
  }

  #follow(notificationId: string, gadgetId: string): void {
    this.#bus.publish(TOPICS.notificationPopoverEvents, {
      type: 'CustomLinkClicked',
      gadgetId,
      invokeID: crypto.randomUUID(),
      data: { notificationId },
    });
  }

  #certificates(): CertificateBanner {
    const banners = new Map<string, HTMLElement>();
    const hide = (id: string): void => {
      banners.get(id)?.remove();
      banners.delete(id);
    };
    return {
      hide,
      show: (id, title, onAccept) => {
        hide(id);
        const accept = button('Accept', () => {
          hide(id);
          onAccept();
        });
        const banner = el('div', { class: 'banner', role: 'alert' }, [
          el('p', {}, [`${title} asks you to accept a certificate.`]),
          accept,
          button('Not now', () => hide(id), { class: 'quiet-button' }),
        ]);
        banners.set(id, banner);
        this.#banners.append(banner);
      },
    };
  }
}
