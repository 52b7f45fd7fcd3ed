import { ownParticipant } from '@cordboard/core';
import '@cordboard/elements/dialog-controls/define';
import { AS_DOCUMENTED } from '@cordboard/sandbox';
import { until } from '@cordboard/testing';
import { expect, fixture, html } from '@open-wc/testing';
import { AmazonDesk, press, type Widget } from './amazon-desk.js';

const CUSTOMER = '+12065550142';
const PARTNER = '+12065550199';

let desk: AmazonDesk;
afterEach(() => desk.close());

async function ringing(): Promise<{ readonly widget: Widget; readonly id: string }> {
  const widget = await desk.ready();
  await desk.hurry();
  await desk.played.control.call({ from: CUSTOMER, queue: '5120' });
  const { id } = await widget.inState('alerting');
  return { widget, id };
}

for (const [how, quirks] of [
  ['clean', {}],
  ['as the samples are spelt', AS_DOCUMENTED],
] as const) {
  describe(`an agent with routed calls on Amazon, ${how}`, () => {
    beforeEach(() => (desk = new AmazonDesk(quirks)));

    it('takes, mutes, holds, retrieves, ends and finishes a call with the buttons of the elements', async function () {
      this.timeout(20_000);
      const { widget, id } = await ringing();
      expect(await widget.inState('alerting')).to.deep.include({ direction: 'inbound', from: CUSTOMER });
      const controls = await fixture<HTMLElement>(html`<dialog-controls dialog-id=${id} .client=${widget.client}></dialog-controls>`);
      await press(controls, 'answer');
      const call = await widget.dialog('both legs', ({ participants }) => participants.length === 2);
      expect(call.participants.map(({ address, own }) => own || address)).to.deep.equal([true, CUSTOMER]);
      for (const muted of [true, false]) {
        await press(controls, 'mute');
        await widget.dialog(`muted ${muted}`, (each) => ownParticipant(each)?.muted === muted);
      }
      await press(controls, 'hold');
      await widget.inState('held');
      await press(controls, 'hold');
      await widget.inState('active');
      await widget.run({ type: 'send-dtmf', dialogId: id, digits: '4' });
      await press(controls, 'end');
      await widget.inState('wrap-up');
      await widget.agentIs('work-ready');
      await press(controls, 'done');
      await widget.noCalls();
      await widget.agentIs('ready');
    });
  });
}

describe('an agent with routed calls on Amazon', () => {
  beforeEach(() => (desk = new AmazonDesk()));

  it('refuses a call, and once that is cleared the customer who waits rings again', async function () {
    this.timeout(20_000);
    const { widget, id } = await ringing();
    await widget.act(id, 'reject');
    await widget.agentIs('not-ready');
    await widget.inState('dropped');
    await widget.act(id, 'mark-done');
    expect((await widget.inState('alerting')).id).to.equal(id);
    await widget.act(id, 'answer');
    await widget.inState('active');
  });

  it('dials, consults and makes it a conference', async function () {
    this.timeout(20_000);
    const widget = await desk.ready();
    await desk.hurry();
    await widget.run({ type: 'make-call', to: CUSTOMER });
    const { id } = await widget.inState('active');
    await widget.run({ type: 'consult', dialogId: id, to: PARTNER, intent: 'conference' });
    const consult = await widget.inState('active', 'consult');
    expect(consult.originalId).to.equal(id);
    await widget.run({ type: 'conference', dialogId: id });
    const conference = await widget.inState('active', 'conference');
    expect(conference.participants).to.have.length(3);
    await until(widget.client.dialogs$, 'one call', (all) => all.length === 1);
  });

  it('a widget that comes in the middle of a call shows it and works on it', async () => {
    const { widget, id } = await ringing();
    await widget.act(id, 'answer');
    await widget.inState('active');
    const late = await desk.widget('late');
    const same = await late.inState('active');
    expect(same).to.deep.include({ id, from: CUSTOMER, direction: 'inbound' });
    await late.act(id, 'hold');
    await widget.inState('held');
  });

  it('goes not ready with a status by name, and signs out', async () => {
    const widget = await desk.ready();
    const [first] = await widget.client.query({ type: 'reason-codes', category: 'not-ready' });
    await widget.run({ type: 'set-agent-state', state: 'not-ready', reasonId: first!.id });
    const agent = await until(widget.client.agent$, 'not ready', (each) => each?.state === 'not-ready');
    expect(agent?.reason?.label).to.equal(first!.label);
    await widget.run({ type: 'sign-out' });
    await until(widget.client.link$, 'signed out', ({ state, why }) => state === 'sign-in-needed' && why === 'signed-out');
  });
});
