import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createFinesse } from '../create-finesse.js';
import { testPage, type TestPage } from '../testing-page.js';
import { type ContainerServices } from './container-services.js';
import { type GadgetViewChangedEvent, type MaxAvailableHeightChangedEvent, type WorkflowActionEvent } from './events.js';

const WORKFLOW = 'finesse.containerservices.workflowActionEvent';

function start(): TestPage & { cs: ContainerServices } {
  const page = testPage();
  return { ...page, cs: createFinesse(page.frame).containerservices.ContainerServices };
}

describe('events of container services', () => {
  const ACTION = {
    uri: '/finesse/api/WorkflowAction/7',
    name: 'Look up',
    type: 'BROWSER_POP',
    handledBy: 'OTHER',
    params: [
      { name: 'windowName', value: 'crm', expandedValue: null },
      { name: 'path', value: 'https://crm.example/?q=$a$', expandedValue: 'https://crm.example/?q=5' },
    ],
    actionVariables: [{ name: 'a', node: '//Dialog/fromAddress', type: 'SYSTEM', testValue: null, actualValue: '5' }],
  };

  async function workflow(payload: unknown): Promise<WorkflowActionEvent[]> {
    const { cs, hub } = start();
    const seen: WorkflowActionEvent[] = [];
    cs.addHandler(cs.Topics.WORKFLOW_ACTION_EVENT, (event) => seen.push(event));
    await hub.say(WORKFLOW, payload);
    return seen;
  }

  it('tell a workflow action, params and variables by name, nothing null', async () => {
    const [event] = await workflow(ACTION);
    expect([event?.getName(), event?.getType(), event?.getHandledBy()]).to.deep.equal(['Look up', 'BROWSER_POP', 'OTHER']);
    expect(event?.getParams()).to.deep.equal({
      windowName: { name: 'windowName', value: 'crm', expandedValue: '' },
      path: { name: 'path', value: 'https://crm.example/?q=$a$', expandedValue: 'https://crm.example/?q=5' },
    });
    expect(event?.getActionVariables()).to.deep.equal({
      a: { name: 'a', node: '//Dialog/fromAddress', type: 'SYSTEM', testValue: '', actualValue: '5' },
    });
  });

  it('take null for there, and one param that is no list', async () => {
    const [event] = await workflow({ ...ACTION, name: null, params: ACTION.params[0], actionVariables: null });
    expect(event?.getName()).to.equal('');
    expect(Object.keys(event?.getParams() ?? {})).to.deep.equal(['windowName']);
    expect(event?.getActionVariables()).to.deep.equal({});
  });

  it('leave out what has no name', async () => {
    const [event] = await workflow({ ...ACTION, params: [{ value: 'x' }, { name: '' }, null, 'y', ACTION.params[0]] });
    expect(Object.keys(event?.getParams() ?? {})).to.deep.equal(['windowName']);
  });

  for (const member of ['name', 'type', 'handledBy', 'params', 'actionVariables']) {
    it(`drop a workflow action without ${member}`, async () => {
      expect(await workflow({ ...ACTION, [member]: undefined })).to.deep.equal([]);
    });
  }

  it('are no way to change what all objects have', async () => {
    const [event] = await workflow(JSON.parse(JSON.stringify(ACTION).replace('windowName', '__proto__')));
    expect(Object.keys(event?.getParams() ?? {})).to.deep.equal(['__proto__', 'path']);
    expect(({} as Record<string, unknown>)['value']).to.be.undefined;
  });

  it('tell a changed view, to all', async () => {
    const { cs, hub } = start();
    const seen: GadgetViewChangedEvent[] = [];
    cs.addHandler(cs.Topics.GADGET_VIEW_CHANGED_EVENT, (event) => seen.push(event));
    await hub.say(cs.Topics.GADGET_VIEW_CHANGED_EVENT, { gadgetId: 4, tabId: 'home', maxAvailableHeight: 800, view: 'canvas' });
    await hub.say(cs.Topics.GADGET_VIEW_CHANGED_EVENT, { gadgetId: null, tabId: null, maxAvailableHeight: null });
    expect(seen.map((e) => [e.getGadgetId(), e.getTabId(), e.getMaxAvailableHeight(), e.getView()])).to.deep.equal([
      ['4', 'home', 800, 'canvas'],
      ['', '', '', ''],
    ]);
  });

  it('tell a changed height', async () => {
    const { cs, hub } = start();
    const seen: MaxAvailableHeightChangedEvent[] = [];
    cs.addHandler(cs.Topics.MAX_AVAILABLE_HEIGHT_CHANGED_EVENT, (event) => seen.push(event));
    await hub.say(cs.Topics.MAX_AVAILABLE_HEIGHT_CHANGED_EVENT, { maxAvailableHeight: 640 });
    expect(seen.map((event) => event.getMaxAvailableHeight())).to.deep.equal([640]);
  });

  it('hand ticks and reloads over as plain data', async () => {
    const { cs, hub } = start();
    const seen: unknown[] = [];
    cs.addHandler(cs.Topics.TIMER_TICK_EVENT, (tick) => seen.push(tick));
    cs.addHandler(cs.Topics.RELOAD_GADGET_EVENT, (reload) => seen.push(reload));
    await hub.say(cs.Topics.TIMER_TICK_EVENT, { dateQueued: '2026-01-05T09:00:00.000Z' });
    await hub.say(cs.Topics.RELOAD_GADGET_EVENT, { gadgetId: '3' });
    expect(seen).to.deep.equal([{ dateQueued: '2026-01-05T09:00:00.000Z' }, { gadgetId: '3' }]);
  });

  it('give ticks their getter where a gadget makes the event itself', () => {
    const { TimerTickEvent } = createFinesse(testPage().frame).containerservices;
    expect(new TimerTickEvent({ dateQueued: '2026' }).getDateQueued()).to.equal('2026');
    expect(new TimerTickEvent({ dateQueued: null }).getDateQueued()).to.equal('');
  });

  it('survive whatever is published on their topics', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (payload) => {
        const { cs, hub, errors } = start();
        cs.init();
        cs.addHandler(cs.Topics.WORKFLOW_ACTION_EVENT, (event) => {
          expect([event.getName(), event.getType(), event.getHandledBy()].every((text) => typeof text === 'string')).to.be.true;
          event.getParams();
          event.getActionVariables();
        });
        cs.addHandler(cs.Topics.GADGET_VIEW_CHANGED_EVENT, (event) => event.getView());
        cs.addHandler(cs.Topics.MAX_AVAILABLE_HEIGHT_CHANGED_EVENT, (event) => event.getMaxAvailableHeight());
        for (const topic of Object.values(cs.Topics) as string[]) await hub.say(topic, payload);
        await hub.say(WORKFLOW, { ...ACTION, params: payload, actionVariables: payload });
        await hub.say('cordboard.gadget.events', payload);
        expect([...errors, ...hub.swallowed]).to.deep.equal([]);
        expect(cs.tabVisible()).to.equal(payload === 'home');
      }),
      { numRuns: 100 },
    );
  });
});
