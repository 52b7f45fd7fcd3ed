import type { DesktopModel } from '../desktop-model.js';
import { Channels } from './channels.js';
import type { ConnectionStatus } from './connection.js';
import { button, el, setAttribute, setText } from './dom.js';
import { icon } from './icons.js';
import { closeMenus } from './menus.js';
import type { Notices } from './notices.js';
import type { PageBus } from './page-bus.js';
import type { Session } from './session.js';
import { StatePicker } from './state-picker.js';
import { textAt } from './xml.js';

/** What the header is made from. */
export interface HeaderOptions {
  readonly model: DesktopModel;
  readonly session: Session;
  readonly left: HTMLElement;
  readonly right: HTMLElement;
  readonly notices: Notices;
  readonly bus: PageBus;
  readonly signOut: (reasonCodeId: string | undefined) => void;
  readonly onMonitor: (open: boolean) => void;
}

const WORDS: Readonly<Record<ConnectionStatus, string>> = {
  connecting: 'Connecting …',
  connected: 'Connected',
  disconnecting: 'Disconnecting …',
  disconnected: 'Connection lost',
  reconnecting: 'Connecting again …',
  conflict: 'Signed in elsewhere',
  unauthorized: 'Not let in',
  failing: 'Failing: connecting again …',
  recovered: 'Connected',
};

/** The bar above everything: who, in which state, how the connection stands, and the monitor's button. */
export class Header {
  readonly element: HTMLElement;
  readonly #session: Session;
  readonly #state: StatePicker;
  readonly #name: HTMLElement = el('span', { class: 'name' });
  readonly #link: HTMLElement = el('span', { class: 'link-status', role: 'status' });

  constructor({ model, session, left, right, notices, bus, signOut, onMonitor }: HeaderOptions) {
    this.#session = session;
    const channels = new Channels(bus);
    this.#state = new StatePicker(session, (reason) => {
      const why = channels.keepsSignedIn;
      if (why === undefined) signOut(reason);
      else notices.say('Not signed out', why);
    });
    let open = false;
    const monitor = button(
      icon('panel'),
      () => {
        open = !open;
        setAttribute(monitor, 'aria-expanded', open ? 'true' : 'false');
        onMonitor(open);
      },
      { 'aria-label': 'Wire monitor', 'aria-controls': 'monitor', 'aria-expanded': 'false', class: 'quiet-button' },
    );
    this.element = el('header', { class: 'top' }, [
      ...(model.logo === undefined ? [] : [el('img', { class: 'logo', src: model.logo, alt: '' })]),
      el('h1', {}, [model.title]),
      left,
      this.#link,
      el('span', { class: 'push' }),
      right,
      channels.element,
      notices.center,
      this.#name,
      this.#state.element,
      monitor,
    ]);
    closeMenus(this.element);
    this.draw();
  }

  draw(): void {
    const { user, id, extension } = this.#session;
    const name = [textAt(user, 'firstName'), textAt(user, 'lastName')].filter((word) => word !== '').join(' ') || id;
    setText(this.#name, `${name} · ${extension || id}`);
    this.#state.draw();
  }

  tick(): void {
    this.#state.tick();
  }

  status(status: ConnectionStatus): void {
    setText(this.#link, WORDS[status]);
    setAttribute(this.#link, 'data-status', status === 'connected' || status === 'recovered' ? 'up' : 'down');
  }
}
