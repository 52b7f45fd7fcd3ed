import { expect } from '@open-wc/testing';
import { createFinesse } from '../create-finesse.js';
import { testPage } from '../testing-page.js';
import { type FinesseToaster } from './finesse-toaster.js';

interface Shown {
  readonly title: string;
  readonly options: NotificationOptions | undefined;
  closed: boolean;
  click(): void;
}

function start({
  permission = 'granted',
  hidden = true,
  without = false,
}: { permission?: NotificationPermission; hidden?: boolean; without?: boolean } = {}) {
  const shown: Shown[] = [];
  let asked = 0;
  let focused = 0;
  class Browser extends EventTarget {
    static get permission(): NotificationPermission {
      return permission;
    }
    static requestPermission(): Promise<NotificationPermission> {
      asked++;
      return Promise.resolve(permission);
    }
    readonly #entry: Shown;
    constructor(title: string, options?: NotificationOptions) {
      super();
      this.#entry = { title, options, closed: false, click: () => void this.dispatchEvent(new Event('click')) };
      shown.push(this.#entry);
    }
    close(): void {
      this.#entry.closed = true;
    }
  }
  const page = testPage(without ? {} : { Notification: Browser as never });
  Object.defineProperty(page.frame.document, 'hidden', { value: hidden });
  Object.assign(page.frame.parent as object, { focus: () => focused++ });
  const toaster: FinesseToaster = createFinesse(page.frame).containerservices.FinesseToaster;
  return { ...page, toaster, shown, asked: () => asked, focused: () => focused };
}

describe('FinesseToaster', () => {
  it('shows a toaster without init while the desktop is hidden, for eight seconds', () => {
    const { toaster, shown, ...page } = start();
    expect(toaster.showToaster('A call', { body: 'From 5551', icon: toaster.INCOMING_CALL_ICON })).to.be.instanceOf(EventTarget);
    expect(shown.map(({ title, options }) => [title, options])).to.deep.equal([
      ['A call', { body: 'From 5551', icon: toaster.INCOMING_CALL_ICON }],
    ]);
    page.pass(7999);
    expect(shown[0]!.closed).to.be.false;
    page.pass(1);
    expect(shown[0]!.closed).to.be.true;
  });

  it('shows nothing while the agent looks at the desktop, unless told to', () => {
    const { toaster, shown } = start({ hidden: false });
    expect(toaster.showToaster('A call')).to.be.undefined;
    expect(shown).to.deep.equal([]);
    toaster.showToaster('A call', { showWhenVisible: true });
    expect(shown.map(({ title }) => title)).to.deep.equal(['A call']);
  });

  it('closes after autoClose', () => {
    const { toaster, shown, ...page } = start();
    toaster.showToaster('A call', { autoClose: 2000 });
    page.pass(2000);
    expect(shown[0]!.closed).to.be.true;
  });

  for (const [told, ms] of [
    ['12', 12_000],
    ['12000', 12_000],
    ['soon', 8000],
    ['-5', 8000],
    [undefined, 8000],
  ] as const) {
    it(`takes ${String(told)} of the configuration for ${ms} ms`, () => {
      const { toaster, shown, ...page } = start();
      toaster.init({ toasterNotificationTimeout: told }).showToaster('A call');
      page.pass(ms - 1);
      expect(shown[0]!.closed).to.be.false;
      page.pass(1);
      expect(shown[0]!.closed).to.be.true;
    });
  }

  it('asks where the agent has not been asked, and shows nothing that time', () => {
    const { toaster, shown, asked } = start({ permission: 'default' });
    expect(toaster.showToaster('A call')).to.be.undefined;
    expect(asked()).to.equal(1);
    expect(shown).to.deep.equal([]);
  });

  it('tells a logger why nothing is shown: refused, or no notifications here', () => {
    const lines: string[] = [];
    const logger = { log: (line: string) => lines.push(line) };
    const refused = start({ permission: 'denied' });
    expect(refused.toaster.init({}, logger).showToaster('A call')).to.be.undefined;
    expect(refused.asked()).to.equal(0);
    expect(start({ without: true }).toaster.init({}, logger).showToaster('A call')).to.be.undefined;
    expect(lines).to.deep.equal([
      'A toaster is not shown: notifications are not allowed',
      'A toaster is not shown: this browser has no notifications',
    ]);
  });

  it('brings the desktop to the front when it is clicked', () => {
    const { toaster, shown, focused } = start();
    toaster.showToaster('A call');
    shown[0]!.click();
    expect(focused()).to.equal(1);
    expect(shown[0]!.closed).to.be.true;
  });

  it('brings pictures that notifications can show, each another', async () => {
    const { toaster } = start();
    const icons = [toaster.INCOMING_CALL_ICON, toaster.INCOMING_CHAT_ICON, toaster.INCOMING_TEAM_MESSAGE];
    expect(new Set(icons).size).to.equal(3);
    for (const icon of icons) {
      expect(icon).to.match(/^data:image\/png;/);
      const image = new Image();
      image.src = icon;
      await image.decode();
      expect(image.naturalWidth).to.equal(96);
    }
  });
});
