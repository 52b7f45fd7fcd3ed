import { expect } from '@open-wc/testing';
import { DesktopError } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import fc from 'fast-check';
import type { Observable } from 'rxjs';
import type { GadgetHub } from '../page.js';
import type { ContainerPage } from './container-page.js';
import type { WorkflowAction } from './events.js';
import { DesktopServices } from './desktop-services.js';
import { GadgetContainer } from './gadget-container.js';
import { workflowActionIn } from './told.js';

const SPEC = 'https://fin-a.example:8445/3rdpartygadget/files/agent/Agent.xml?gadgetHeight=240&team=5071;skill=a%20b';
const FRAME = `https://fin-a.example:8445/gadgets/ifr?mid=3&view=default&url=${encodeURIComponent(SPEC)}#rpctoken=1`;

/** A desktop around one frame: a hub that delivers later and as copies, and what else the page is given in `more`. */
class Desk {
  readonly published: { readonly topic: string; readonly data: unknown }[] = [];
  readonly topics = new Map<string, { readonly topic: string; readonly onData: (topic: string, data: unknown) => void }>();
  readonly runtime = new VirtualRuntime();
  readonly page: ContainerPage;
  readonly container: GadgetContainer;
  readonly services: DesktopServices;
  #isConnected = false;
  #last = 0;

  constructor({
    tab = 'home',
    ...more
  }: { readonly tab?: string; readonly gadgets?: object; readonly finesse?: object; readonly parent?: object } = {}) {
    const hub: GadgetHub = {
      isConnected: () => this.#isConnected,
      subscribe: (topic, onData) => {
        const id = `${++this.#last}`;
        this.topics.set(id, { topic, onData });
        return id;
      },
      publish: (topic, data) => void this.published.push({ topic, data }),
      unsubscribe: (id) => {
        if (!this.topics.delete(id)) throw new Error('OpenAjax.hub.Error.NoSubscription');
      },
    };
    const panel = document.createElement('div');
    panel.innerHTML = `<div class="tab-panel" id="panel_${tab}"><iframe></iframe></div><iframe></iframe>`;
    this.page = {
      ...more,
      gadgets: { io: { makeRequest: () => {} }, HubSettings: {}, Hub: hub, ...more.gadgets },
      location: { href: FRAME },
      frameElement: panel.querySelectorAll('iframe')[tab === '' ? 1 : 0]!,
    };
    this.container = new GadgetContainer({ page: this.page, runtime: this.runtime });
    this.services = new DesktopServices({ page: this.page });
  }

  async connect(): Promise<void> {
    this.#isConnected = true;
    await this.runtime.advance(100);
  }

  async tell(topic: string, data: unknown): Promise<void> {
    for (const each of [...this.topics.values()]) if (each.topic === topic) each.onData(topic, structuredClone(data));
    await this.runtime.advance(0);
  }

  /** All that a stream emits; `'done'` when it ends. */
  hear<T>(stream$: Observable<T>): (T | 'done')[] {
    const heard: (T | 'done')[] = [];
    stream$.subscribe({ next: (value) => heard.push(value), complete: () => heard.push('done') });
    return heard;
  }
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof DesktopError ? error.code : String(error);
  }
  return 'nothing';
}

describe('GadgetContainer', () => {
  it('says whether the gadget’s tab is in front, having asked the page once it can', async () => {
    const desk = new Desk();
    const [tab, visible] = [desk.hear(desk.container.activeTab$), desk.hear(desk.container.visible$)];
    expect(desk.published).to.deep.equal([]);
    await desk.connect();
    expect(desk.published.map(({ data }) => (data as { type: string }).type)).to.deep.equal(['ActiveTabReq']);
    await desk.tell('finesse.containerservices.activeTab', 'home');
    await desk.tell('finesse.containerservices.activeTab', 'home');
    await desk.tell('finesse.containerservices.activeTab', { not: 'a tab' });
    await desk.tell('finesse.containerservices.activeTab', 'other');
    expect(tab).to.deep.equal([undefined, 'home', 'other']);
    expect(visible).to.deep.equal([false, true, false]);
    expect(desk.hear(desk.container.activeTab$)).to.deep.equal(['other']);
    expect(desk.topics.size).to.equal(1);
  });

  it('is always in front where it is in no tab, and hears of tabs nevertheless', async () => {
    const desk = new Desk({ tab: '' });
    const [tab, visible] = [desk.hear(desk.container.activeTab$), desk.hear(desk.container.visible$)];
    await desk.connect();
    await desk.tell('finesse.containerservices.activeTab', 'other');
    expect(desk.container.tabId).to.equal(undefined);
    expect(tab).to.deep.equal([undefined, 'other']);
    expect(visible).to.deep.equal([true]);
  });

  it('leaves nothing on the hub when nobody listens, or when it is closed', async () => {
    const desk = new Desk();
    await desk.connect();
    const watching = [desk.container.timerTick$.subscribe(), desk.container.connection$.subscribe()];
    await desk.runtime.advance(0);
    expect(desk.topics.size).to.equal(2);
    for (const each of watching) each.unsubscribe();
    expect(desk.topics.size).to.equal(0);
    const heard = desk.hear(desk.container.view$);
    await desk.runtime.advance(0);
    expect(desk.topics.size).to.equal(1);
    desk.container.close();
    expect(desk.topics.size).to.equal(0);
    expect(heard.at(-1)).to.equal('done');
    expect(desk.hear(desk.container.timerTick$)).to.deep.equal(['done']);
    expect(desk.runtime.timers).to.equal(0);
  });

  it('is not watched for before the hub is connected, nor after nobody wanted it any more', async () => {
    const desk = new Desk();
    desk.container.connection$.subscribe().unsubscribe();
    await desk.connect();
    expect(desk.topics.size).to.equal(0);
    expect(desk.published).to.deep.equal([]);
  });

  it('tells the beats apart from those that waited', async () => {
    const desk = new Desk();
    const beats = desk.hear(desk.container.timerTick$);
    await desk.connect();
    const queued = Date.UTC(2026, 0, 5, 9);
    for (let late = 0; late < 5; late++)
      await desk.tell('finesse.containerservices.timerTickEvent', { dateQueued: new Date(queued).toISOString() });
    await desk.runtime.advance(1000);
    await desk.tell('finesse.containerservices.timerTickEvent', null);
    expect(beats).to.deep.equal([{ queuedAt: queued }, { queuedAt: undefined }]);
  });

  it('takes of all gadgets’ views the own one, number or text', async () => {
    const desk = new Desk();
    const views = desk.hear(desk.container.view$);
    const heights = desk.hear(desk.container.maxAvailableHeight$);
    await desk.connect();
    const tell = (gadgetId: unknown, tabId: string, view: string) =>
      desk.tell('finesse.containerservices.gadgetViewChangedEvent', { gadgetId, tabId, view, maxAvailableHeight: 600 });
    await tell(4, 'home', 'canvas');
    await tell(3, 'other', 'canvas');
    await tell(3, 'home', 'canvas');
    await tell('3', 'home', 'canvas');
    await tell('3', 'home', 'default');
    await desk.tell('finesse.containerservices.maxAvailableHeightChangedEvent', { maxAvailableHeight: '580' });
    await desk.tell('finesse.containerservices.maxAvailableHeightChangedEvent', { maxAvailableHeight: 'tall' });
    expect(views).to.deep.equal([
      { view: 'default', maxAvailableHeight: undefined },
      { view: 'canvas', maxAvailableHeight: 600 },
      { view: 'default', maxAvailableHeight: 600 },
    ]);
    expect(heights).to.deep.equal([undefined, 580]);
  });

  it('says how the page’s connection stands, with the page’s own word', async () => {
    const desk = new Desk();
    const heard = desk.hear(desk.container.connection$);
    await desk.connect();
    for (const status of ['connected', 'connected', 'failing', 'recovered', 7]) await desk.tell('finesse.info.connection', { status });
    expect(heard.map((each) => (each === 'done' ? each : each.state))).to.deep.equal(['unknown', 'up', 'down', 'up', 'down']);
    expect(heard.at(-1)).to.deep.equal({ state: 'down', status: '7' });
  });

  it('has one observer’s fault hurt nobody', async () => {
    const desk = new Desk();
    const reported: unknown[] = [];
    const before = window.onerror;
    window.onerror = (_message, _file, _line, _column, error) => void reported.push(error);
    try {
      desk.container.timerTick$.subscribe(() => {
        throw new Error('mine');
      });
      const beats = desk.hear(desk.container.timerTick$);
      await desk.connect();
      await desk.tell('finesse.containerservices.timerTickEvent', {});
      expect(beats.length).to.equal(1);
      await new Promise((resolve) => setTimeout(resolve));
      expect(String(reported[0])).to.contain('mine');
    } finally {
      window.onerror = before;
    }
  });

  it('takes workflows through finesse.js, and only there', async () => {
    const without = new Desk();
    const errors: DesktopError[] = [];
    without.container.workflowAction$.subscribe({ error: (error: DesktopError) => errors.push(error) });
    expect(errors.map(({ code }) => code)).to.deep.equal(['not-offered']);

    const handlers = new Map<unknown, string>();
    let isStarted = false;
    const ContainerServices = {
      init: () => (isStarted = true),
      addHandler: (topic: string, handler: unknown) => handlers.set(handler, topic),
      removeHandler: (topic: string, handler: unknown) => handlers.get(handler) === topic && handlers.delete(handler),
    };
    const desk = new Desk({ finesse: { containerservices: { ContainerServices } } });
    const actions = desk.hear(desk.container.workflowAction$);
    await desk.connect();
    expect(isStarted).to.equal(true);
    expect(desk.topics.size).to.equal(0);
    const [take] = handlers.keys() as unknown as [(event: unknown) => void];
    const parts = { name: 'CRM', type: 'BROWSER_POP', handledBy: 'OTHER' };
    const params = [{ name: 'path', value: '$callVariable1$', expandedValue: 'https://crm.example/7' }];
    take({ ...parts, params, actionVariables: [{ name: 'callVariable1', node: 'n', type: 'SYSTEM', testValue: '1', actualValue: '7' }] });
    take({
      getName: () => 'Put',
      getType: () => 'HTTP_REQUEST',
      getHandledBy: () => 'OTHER',
      getParams: () => ({ path: params[0] }),
      getActionVariables: () => ({}),
    });
    take({ ...parts, handledBy: undefined });
    const [first, second] = actions as WorkflowAction[];
    expect(actions.length).to.equal(2);
    expect(first!.params.get('path')?.expandedValue).to.equal('https://crm.example/7');
    expect(first!.variables.get('callVariable1')).to.deep.equal({ node: 'n', type: 'SYSTEM', value: '7' });
    expect([second!.name, second!.params.get('path')?.expandedValue]).to.deep.equal(['Put', 'https://crm.example/7']);
    desk.container.close();
    expect(handlers.size).to.equal(0);
  });

  it('makes of anything a workflow’s action or nothing, and never throws', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), (event) => void workflowActionIn(event)));
    const hostile = JSON.parse(
      '{"name":"a","type":"b","handledBy":"c","params":{"__proto__":{"name":"__proto__","value":"x"}},"actionVariables":7}',
    ) as unknown;
    expect(workflowActionIn(hostile)?.params.get('__proto__')?.value).to.equal('x');
    expect(({} as { value?: unknown }).value).to.equal(undefined);
  });

  it('says what the page lacks, and says it again when it is asked for nevertheless', async () => {
    const { container, services } = new Desk();
    const all = [
      'title',
      'dialog',
      'toaster',
      'popover',
      'collapse',
      'tab-notification',
      'shortcuts',
      'workflow',
      'view',
      'height',
      'loading',
    ] as const;
    expect(all.filter((each) => container.offers(each) || services.offers(each))).to.deep.equal([]);
    const calls = [
      () => container.setTitle('x'),
      () => container.setHeight(1),
      () => container.dismissLoading(),
      () => container.requestView('canvas'),
      () => services.showDialog({ message: 'x' }),
      () => services.hideDialog(),
      () => services.showToast('x'),
      () => services.showPopover({ title: 'x' }),
      () => services.registerShortcuts([]),
      () => services.notifyTab(),
      () => services.clearTabNotification(),
      () => container.collapse(),
      () => container.expand(),
    ];
    expect(calls.map(codeOf)).to.deep.equal(calls.map(() => 'not-offered'));
    expect(await container.reload('https://x.example/a.xml').catch(({ code }: DesktopError) => code)).to.equal('not-offered');
    expect(await container.reload('javascript:alert(1)').catch(({ code }: DesktopError) => code)).to.equal('invalid-argument');
  });

  it('passes on what the page throws, as a refusal', () => {
    const fault = new Error('theirs');
    const { container } = new Desk({
      gadgets: {
        window: {
          setTitle: () => {
            throw fault;
          },
        },
      },
    });
    try {
      container.setTitle('x');
      expect.fail('nothing was thrown');
    } catch (error) {
      expect((error as DesktopError).code).to.equal('refused');
      expect((error as DesktopError).cause === fault).to.equal(true);
    }
  });

  it('gives dialogs words that are none of markup, however the desktop shows them', () => {
    const shown: { title?: unknown; message: string; close: () => void; isBlocking: boolean }[] = [];
    const Container = { showDialog: (options: (typeof shown)[number]) => shown.push(options) };
    const { services } = new Desk({ parent: { finesse: { container: { Container } } } });
    let isClosed = false;
    services.showDialog({ title: 'A & B', message: '<img src=x onerror=alert(1)>', blocking: true, onClose: () => (isClosed = true) });
    const holder = document.createElement('p');
    holder.innerHTML = shown[0]!.message;
    expect(holder.childElementCount).to.equal(0);
    expect(holder.textContent).to.equal('‹img src=x onerror=alert(1)>');
    expect(shown[0]).to.deep.include({ title: 'A & B', isBlocking: true });
    shown[0]!.close();
    expect(isClosed).to.equal(true);
    services.showDialog({ title: false, message: '' });
    expect(shown[1]!.title).to.equal(false);
  });

  it('shows popovers, once the library is started, and tells how they end', async () => {
    const asked: [string, ...unknown[]][] = [];
    const log =
      (name: string, answer?: unknown) =>
      (...given: unknown[]) => {
        asked.push([name, ...given]);
        return answer;
      };
    const PopoverService = {
      init: log('init'),
      showPopover: log('show', 'p1'),
      updatePopover: log('update'),
      dismissPopover: log('dismiss'),
    };
    const ContainerServices = { init: log('start') };
    const desk = new Desk({ finesse: { containerservices: { PopoverService, ContainerServices } } });
    await desk.connect();
    const popover = desk.services.showPopover({ title: 'Chat' }, { seconds: 30, counts: 'down', buttons: [{ id: 'yes', label: 'Take' }] });
    const shown = asked.find(([name]) => name === 'show')!;
    expect(asked.find(([name]) => name === 'init')![1] === ContainerServices).to.equal(true);
    expect(shown[2]).to.deep.equal({ displayTimeoutInSecs: 30, display: true, counterType: 'COUNT_DOWN' });
    expect((shown[3] as { buttons: unknown }).buttons).to.deep.equal([{ id: 'yes', label: 'Take', type: 'Affirm' }]);
    popover.update({ title: 'Chat, 2' });
    popover.dismiss();
    expect(asked.slice(-3).flatMap(([name, id]) => (name === 'start' ? [] : [[name, id]]))).to.deep.include.members([
      ['update', 'p1'],
      ['dismiss', 'p1'],
    ]);
    const tell = shown[4] as (event: unknown) => void;
    tell('nonsense');
    tell({ popoverId: 'p1', source: 'yes' });
    expect(await popover.ended).to.equal('yes');
  });

  it('asks for tabs and for being loaded again over the hub', async () => {
    const desk = new Desk();
    await desk.connect();
    await desk.container.activateTab();
    await desk.container.activateTab('other');
    await desk.container.reload();
    expect(
      desk.published.map(({ topic, data }) => [topic, (data as { type: string }).type, (data as { data: unknown }).data]),
    ).to.deep.equal([
      ['finesse.containerservices.requests', 'SetActiveTabReq', { id: 'home' }],
      ['finesse.containerservices.requests', 'SetActiveTabReq', { id: 'other' }],
      ['finesse.containerservices.requests', 'ReloadGadgetReq', { gadgetId: '3' }],
    ]);
  });

  it('reads what the layout put behind the gadget’s address', () => {
    const { container } = new Desk();
    expect(Object.fromEntries(container.parameters)).to.deep.equal({ gadgetHeight: '240', team: '5071', skill: 'a b' });
    expect(container.fixedHeight).to.equal(240);
    expect(container.gadgetId).to.equal('3');
  });

  it('is for gadgets only', () => {
    expect([codeOf(() => new GadgetContainer()), codeOf(() => new DesktopServices())]).to.deep.equal(['not-served', 'not-served']);
  });
});
