import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createFinesse } from '../create-finesse.js';
import { testPage, type TestPage } from '../testing-page.js';
import { type TaskNotification } from './task-activity-notification.js';

const TOPIC = 'cordboard.taskActivity';
const TASK = { taskId: '17', active: true, mediaType: 'voice', contextInfo: { queue: 'a' } };

/** Two gadgets on the hub of one page. */
function start(page: TestPage = testPage()) {
  const { TaskActivityNotification, ContainerServices } = createFinesse(page.frame).containerservices;
  const heard: TaskNotification[] = [];
  return { ...page, service: TaskActivityNotification, cs: ContainerServices, heard, hear: (n: TaskNotification) => heard.push(n) };
}

describe('TaskActivityNotification', () => {
  it('tells all gadgets which task is worked on, with the time', async () => {
    const one = start();
    const two = start(one);
    expect(one.service.init(one.cs) === one.service).to.be.true;
    expect(one.service.init(undefined as never) === one.service).to.be.true;
    two.service.init(two.cs).registerForTaskNotifications(two.hear);
    one.service.registerForTaskNotifications(one.hear);
    one.service.notifyTaskSelection('chat gadget', TASK);
    one.service.notifyTaskSelection('chat gadget', { ...TASK, active: false, timestamp: 5 });
    await one.hub.settled();
    const told = [
      { from: 'chat gadget', message: { ...TASK, timestamp: one.frame.Date.now() } },
      { from: 'chat gadget', message: { ...TASK, active: false, timestamp: 5 } },
    ];
    expect(two.heard).to.deep.equal(told);
    expect(one.heard).to.deep.equal(told);
  });

  it('tells once more, to who asks, the tasks that are still active', async () => {
    const one = start();
    one.service.init(one.cs);
    for (const taskId of ['1', '2', '3']) one.service.notifyTaskSelection('chat', { ...TASK, taskId });
    one.service.notifyTaskSelection('chat', { ...TASK, taskId: '2', active: false });
    await one.hub.settled();
    const late = start(one);
    late.service.init(late.cs).registerForTaskNotifications(late.hear);
    late.service.requestCurrentTasks();
    await one.hub.settled();
    expect(late.heard.map(({ message }) => message.taskId)).to.deep.equal(['1', '3']);
  });

  it('tells the last selections, however many were never ended', async () => {
    const { service, cs, hub, heard, hear } = start();
    service.init(cs);
    for (let id = 0; id <= 500; id++) service.notifyTaskSelection('chat', { ...TASK, taskId: String(id) });
    service.notifyTaskSelection('chat', { ...TASK, taskId: '1' });
    await hub.settled();
    service.registerForTaskNotifications(hear);
    service.requestCurrentTasks();
    await hub.settled();
    expect(heard).to.have.length(500);
    expect([heard.at(0)?.message.taskId, heard.at(-1)?.message.taskId]).to.deep.equal(['2', '1']);
  });

  for (const [what, from, message, why] of [
    ['no sender', '', TASK, 'from must not be empty'],
    ['a sender that is no text', 7, TASK, 'from must be a string'],
    ['no message', 'chat', undefined, 'message must be an object'],
    ['a message without a task', 'chat', { active: true, mediaType: 'voice' }, 'message.taskId is missing'],
    ['an empty task', 'chat', { ...TASK, taskId: '' }, 'message.taskId must not be empty'],
    ['a claim that is a text', 'chat', { ...TASK, active: 'true' }, 'message.active must be a boolean'],
    ['no claim', 'chat', { ...TASK, active: undefined }, 'message.active is missing'],
    ['no media', 'chat', { taskId: '1', active: true }, 'message.mediaType is missing'],
    ['a time that is a text', 'chat', { ...TASK, timestamp: 'now' }, 'message.timestamp must be a number'],
  ] as const) {
    it(`throws for ${what}, and tells nobody`, () => {
      const { service, cs, hub } = start();
      service.init(cs);
      expect(() => service.notifyTaskSelection(from as never, message as never)).to.throw(TypeError, why);
      expect(hub.on(TOPIC)).to.deep.equal([]);
    });
  }

  it('says so when it is used before init, or given something else', () => {
    const { service } = start();
    expect(() => service.notifyTaskSelection('chat', TASK)).to.throw('init has not been called');
    expect(() => service.requestCurrentTasks()).to.throw('init has not been called');
    expect(() => service.registerForTaskNotifications(() => undefined)).to.throw('init has not been called');
    expect(() => service.init({} as never)).to.throw(TypeError);
  });

  it('lets a handler that throws keep nothing from the others', async () => {
    const { service, cs, hub, heard, hear, errors } = start();
    service.init(cs).registerForTaskNotifications(() => {
      throw new Error('mine');
    });
    service.registerForTaskNotifications(hear);
    service.notifyTaskSelection('chat', TASK);
    await hub.settled();
    expect(heard).to.have.length(1);
    expect(errors.map(String)).to.deep.equal(['Error: mine']);
  });

  it('hears nothing that is no selection', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (any, message) => {
        const { service, cs, hub, heard, hear, errors } = start();
        service.init(cs).registerForTaskNotifications(hear);
        await hub.say(TOPIC, any);
        await hub.say(TOPIC, { type: 'TaskSelection', from: 'chat', message });
        await hub.say(TOPIC, { type: 'TaskSelection', from: any, message: { ...TASK, taskId: 5 } });
        expect([...heard, ...errors, ...hub.swallowed]).to.deep.equal([]);
      }),
      { numRuns: 100 },
    );
  });
});
