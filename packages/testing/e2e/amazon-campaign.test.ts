import { ownParticipant } from '@cordboard/core';
import '@cordboard/elements/dialog-controls/define';
import '@cordboard/elements/outbound-preview/define';
import { AS_DOCUMENTED } from '@cordboard/sandbox';
import { until } from '@cordboard/testing';
import { expect, fixture, html } from '@open-wc/testing';
import { AmazonDesk, press, type Widget } from './amazon-desk.js';

const CUSTOMER = '+12065550142';
const PARTNER = '+12065550199';

let desk: AmazonDesk;
afterEach(() => desk.close());

async function offered(): Promise<{ readonly widget: Widget; readonly id: string }> {
  const widget = await desk.ready();
  await desk.hurry();
  desk.played.engine.execute({ type: 'offer-contact', campaign: '31', customer: CUSTOMER, target: '1001001' });
  const { id } = await widget.dialog('an offer', ({ kind }) => kind === 'reservation');
  return { widget, id };
}

async function talking(): Promise<{ readonly widget: Widget; readonly id: string }> {
  const at = await offered();
  await at.widget.act(at.id, 'accept');
  await at.widget.inState('active', 'call');
  return at;
}

const onTheLine = (): readonly string[] => {
  const [call] = desk.played.engine.calls();
  return call?.parties.filter(({ state }) => state === 'ACTIVE').map(({ address }) => address) ?? [];
};

for (const [how, quirks] of [
  ['clean', {}],
  ['as the samples are spelt', AS_DOCUMENTED],
  ['bare', { bare: true }],
] as const) {
  describe(`an agent of campaigns on Amazon, in widgets of a Workspace, ${how}`, () => {
    beforeEach(() => (desk = new AmazonDesk(quirks)));

    it('accepts a contact, holds the customer, asks a partner outside and passes the customer on', async function () {
      this.timeout(20_000);
      const { widget, id } = await offered();
      const { client } = widget;
      const preview = await fixture<HTMLElement>(html`<outbound-preview dialog-id=${id} .client=${client}></outbound-preview>`);
      await press(preview, 'accept');
      const controls = await fixture<HTMLElement>(html`<dialog-controls dialog-id=${id} .client=${client}></dialog-controls>`);
      await widget.inState('active', 'call');
      await press(controls, 'hold');
      await widget.inState('held');
      await press(controls, 'hold');
      await widget.inState('active');
      await widget.run({ type: 'consult', dialogId: id, to: PARTNER, intent: 'transfer' });
      const consult = await widget.inState('active', 'consult');
      expect(consult.originalId).to.equal(id);
      expect(ownParticipant(await widget.inState('held'))?.actions).to.include.members(['transfer', 'conference', 'retrieve']);
      await press(controls, 'transfer');
      await until(client.dialogs$, 'the customer passed on', (all) => all.every(({ id: each }) => each !== consult.id));
      expect(onTheLine()).to.have.members([CUSTOMER, PARTNER]);
    });
  });
}

describe('an agent of campaigns on Amazon', () => {
  beforeEach(() => (desk = new AmazonDesk()));

  it('gives a contact back', async () => {
    const { widget, id } = await offered();
    const preview = await fixture<HTMLElement>(html`<outbound-preview dialog-id=${id} .client=${widget.client}></outbound-preview>`);
    await press(preview, 'reject');
    await widget.noCalls();
    await widget.agentIs('ready');
  });

  it('changes sides, takes the partner in, lets them go again, and finishes', async function () {
    this.timeout(20_000);
    const { widget, id } = await talking();
    await widget.run({ type: 'consult', dialogId: id, to: PARTNER, intent: 'conference' });
    const consult = await widget.inState('active', 'consult');
    await widget.run({ type: 'swap', dialogId: id });
    await widget.inState('active', 'call');
    await widget.inState('held', 'consult');
    await widget.run({ type: 'swap', dialogId: consult.id });
    await widget.inState('active', 'consult');
    await widget.run({ type: 'conference', dialogId: id });
    const conference = await widget.inState('active', 'conference');
    expect(conference.participants.map(({ address }) => address)).to.include.members([CUSTOMER, PARTNER]);
    await widget.run({ type: 'drop-participant', dialogId: id, address: PARTNER });
    await widget.inState('active', 'call');
    await widget.act(id, 'drop');
    await widget.inState('wrap-up');
    await widget.act(id, 'mark-done');
    await widget.noCalls();
    await widget.agentIs('ready');
  });

  it('knows the sides of a consult when every event comes twice, and again a second later', async function () {
    this.timeout(30_000);
    const { widget, id } = await talking();
    for (const args of [{}, { copies: 1, ms: 1_000 }]) {
      desk.played.sandbox.faults.start({ target: 'bus:1001001', toxic: 'duplicate_events', args });
    }
    await widget.run({ type: 'consult', dialogId: id, to: PARTNER, intent: 'conference' });
    const consult = await widget.inState('active', 'consult');
    for (const to of [id, consult.id, id]) {
      await widget.run({ type: 'swap', dialogId: to });
      await widget.dialog('the side that was asked for', (each) => each.id === to && ownParticipant(each)?.state === 'active');
      await widget.dialog('the other side', (each) => each.id !== to && ownParticipant(each)?.state === 'held');
    }
    await widget.run({ type: 'conference', dialogId: consult.id });
    await widget.inState('active', 'conference');
    expect(onTheLine()).to.include.members([CUSTOMER, PARTNER]);
  });

  it('asks a colleague by name, and comes back to the customer when the colleague is let go', async function () {
    this.timeout(20_000);
    desk.played.engine.execute({ type: 'sign-in', agentId: '1001002', extension: '1001002' });
    desk.played.engine.execute({ type: 'set-state', agentId: '1001002', state: 'READY' });
    const { widget, id } = await talking();
    const contacts = await widget.client.query({ type: 'contacts' });
    expect(contacts).to.have.length(1);
    await widget.run({ type: 'consult', dialogId: id, to: contacts[0]!.number, intent: 'transfer' });
    const consult = await widget.dialog('the colleague', ({ kind }) => kind === 'consult');
    await widget.act(consult.id, 'drop');
    const back = await widget.inState('active', 'call');
    expect(back.id).to.equal(id);
  });

  it('is told why nothing can be joined yet', async function () {
    this.timeout(20_000);
    const { widget, id } = await talking();
    const early = await widget.run({ type: 'conference', dialogId: id }).catch((error: unknown) => error);
    expect(early).to.have.property('code', 'not-offered');
    const nobody = await widget
      .run({ type: 'consult', dialogId: id, to: 'Nobody There', intent: 'transfer' })
      .catch((error: unknown) => error);
    expect(nobody).to.have.property('code', 'bad-destination');
  });
});
