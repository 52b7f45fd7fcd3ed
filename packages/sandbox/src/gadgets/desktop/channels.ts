import { button, el } from './dom.js';
import type { PageBus } from './page-bus.js';
import { recordOf, textOf, TOPICS } from './topics.js';

type Part = Readonly<Record<string, unknown>>;

interface Channel {
  readonly id: string;
  readonly gadgetId: string;
  readonly parts: Readonly<Record<'menuConfig' | 'channelConfig' | 'channelState', Part>>;
  readonly said: string;
}

/** What an agent may ask of every channel at once. */
const ALL = [
  { id: 'ALL_READY', label: 'All ready' },
  { id: 'ALL_NOT_READY', label: 'All not ready' },
] as const;
const DEFAULT_TIMEOUT_S = 5;
/** Longest time that a gadget may take for an answer (Finesse 12.5 guide p. 439). */
const MAX_TIMEOUT_S = 30;
const MAX_ITEMS = 50;

/** The channels that gadgets put into the header: what each says of its state, and its menu. The page keeps the time for an answer. */
export class Channels {
  readonly element: HTMLElement = el('div', { class: 'channels' });
  readonly #bus: PageBus;
  readonly #channels = new Map<string, Channel>();
  readonly #waiting = new Map<string, { readonly channelId: string; readonly timer: ReturnType<typeof setTimeout> }>();

  constructor(bus: PageBus) {
    this.#bus = bus;
    bus.listen(TOPICS.channelRequests, (request) => {
      const { type, gadgetId, invokeID, data } = recordOf(request);
      const id = textOf(recordOf(data)['channelId']);
      if (type === 'MenuActionRes') return this.#answered(textOf(invokeID), recordOf(data));
      const refusal = this.#request(textOf(type), id, textOf(gadgetId), recordOf(data));
      bus.publish(TOPICS.channelEvents, {
        type,
        gadgetId: textOf(gadgetId),
        invokeID,
        ...(refusal === undefined
          ? { data: { channelId: id, status: 'SUCCESS' } }
          : { error: { errorCode: refusal.code, errorDesc: refusal.words } }),
      });
      this.#draw();
    });
    bus.listenToPage(TOPICS.gadgetLeft, (data) => {
      for (const { id, gadgetId } of this.#channels.values()) if (gadgetId === recordOf(data)['gadgetId']) this.#channels.delete(id);
      this.#draw();
    });
    this.#draw();
  }

  /** Why the agent may not sign out now, in the words of the channel that says so; `undefined` when nothing is in the way. */
  get keepsSignedIn(): string | undefined {
    const keeper = [...this.#channels.values()].find(({ parts }) => parts.channelState['logoutDisabled'] === true);
    return keeper && (textOf(keeper.parts.channelState['logoutDisabledText']) || `The channel ${keeper.id} is still at work`);
  }

  #request(type: string, id: string, gadgetId: string, data: Part): { readonly code: string; readonly words: string } | undefined {
    const known = this.#channels.get(id);
    if (id === '') return { code: 'INVALID_CHANNEL', words: 'A channel needs an id' };
    if (type === 'AddChannelReq' && known) return { code: 'CHANNEL_EXISTS', words: `There is a channel ${id}` };
    if (type !== 'AddChannelReq' && !known) return { code: 'UNKNOWN_CHANNEL', words: `There is no channel ${id}` };
    if (type === 'RemoveChannelReq') this.#channels.delete(id);
    else if (type === 'AddChannelReq' || type === 'UpdateChannelReq') {
      const part = (name: keyof Channel['parts']): Part => ({ ...known?.parts[name], ...recordOf(data[name]) });
      const parts = { menuConfig: part('menuConfig'), channelConfig: part('channelConfig'), channelState: part('channelState') };
      this.#channels.set(id, { id, gadgetId: known?.gadgetId ?? gadgetId, parts, said: '' });
    } else return { code: 'UNKNOWN_REQUEST', words: `No request ${type}` };
    return undefined;
  }

  #answered(invokeID: string, data: Part): void {
    const waiting = this.#waiting.get(invokeID);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(invokeID);
    const failed = data['status'] !== 'SUCCESS';
    this.#say(waiting.channelId, failed ? textOf(recordOf(data['error'])['errorDesc']) || 'Refused' : '');
  }

  #ask(channel: Channel, menuId: string): void {
    const invokeID = crypto.randomUUID();
    const seconds = Math.min(Number(channel.parts.channelConfig['actionTimeoutInSec']) || DEFAULT_TIMEOUT_S, MAX_TIMEOUT_S);
    const timer = setTimeout(() => {
      this.#waiting.delete(invokeID);
      this.#say(channel.id, 'No answer in time');
    }, seconds * 1000);
    this.#waiting.set(invokeID, { channelId: channel.id, timer });
    this.#bus.publish(TOPICS.channelEvents, {
      type: 'MenuActionReq',
      gadgetId: channel.gadgetId,
      invokeID,
      data: { channelId: channel.id, menuId },
    });
  }

  #say(id: string, said: string): void {
    const channel = this.#channels.get(id);
    if (channel) this.#channels.set(id, { ...channel, said });
    this.#draw();
  }

  #draw(): void {
    this.element.hidden = this.#channels.size === 0;
    const menus = [...this.#channels.values()].map((channel) => this.#menu(channel));
    const all = el('details', { class: 'menu' }, [
      el('summary', {}, ['Channels']),
      el(
        'div',
        { class: 'sheet' },
        ALL.map(({ id, label }) =>
          button(label, () => {
            for (const channel of this.#channels.values()) this.#ask(channel, id);
          }),
        ),
      ),
    ]);
    // A menu that the agent has open stays so, with the focus in it.
    const before = this.element.querySelector<HTMLElement>('[data-channel][open]');
    const held = before?.contains(document.activeElement) ?? false;
    this.element.replaceChildren(...(menus.length > 1 ? [all] : []), ...menus);
    const after = menus.find((menu) => menu.dataset['channel'] === before?.dataset['channel']);
    after?.setAttribute('open', '');
    if (held) after?.querySelector('summary')?.focus();
  }

  #menu(channel: Channel): HTMLElement {
    const { menuConfig, channelState } = channel.parts;
    const { label, currentState, hoverText, enable, iconBadge, iconColor } = channelState;
    const name = textOf(label) || textOf(menuConfig['label']) || channel.id;
    const badge = textOf(iconBadge).toLowerCase();
    const summary = el('summary', { title: textOf(hoverText) || undefined, 'aria-disabled': enable === false ? 'true' : undefined }, [
      dot(iconColor),
      el('span', {}, [[name, textOf(currentState)].filter((word) => word !== '').join(': ')]),
      ...(badge === '' || badge === 'none' ? [] : [el('span', { class: 'badge' }, [badge])]),
    ]);
    if (enable === false) summary.addEventListener('click', (event) => event.preventDefault());
    const items = Array.isArray(menuConfig['menuItems']) ? menuConfig['menuItems'].slice(0, MAX_ITEMS).map(recordOf) : [];
    const menu: HTMLElement = el('details', { class: 'menu', 'data-channel': channel.id }, [
      summary,
      el('div', { class: 'sheet' }, [
        ...items.map((item) => {
          const choice = button(dot(item['iconColor']), () => {
            menu.removeAttribute('open');
            this.#ask(channel, textOf(item['id']));
          });
          choice.append(textOf(item['label']));
          return choice;
        }),
        ...(channel.said === '' ? [] : [el('p', { class: 'refused', role: 'status' }, [channel.said])]),
      ]),
    ]);
    return menu;
  }
}

// Colour beside a word, never instead of one.
function dot(colour: unknown): HTMLElement {
  return el('span', { class: 'dot', 'data-colour': textOf(colour).toLowerCase() });
}
