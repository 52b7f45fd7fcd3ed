import { expect, fixture, html } from '@open-wc/testing';
import { aCustomer, aDialog, anAgent, aParticipant, aRingingDialog, fakeDesktopWith } from '@cordboard/testing';
import type { DialogPicture, Feature, WrapUpMode } from '@cordboard/core';
import '../conference-roster/define.js';
import '../outbound-preview/define.js';
import '../wrap-up-picker/define.js';
import './define.js';
import type { DialogCard } from './dialog-card.js';

const OUTBOUND = { campaign: 'Renewals preview', customerName: 'Sato, Hana', customerNumber: '+12065550142' };

const RESERVATION = aRingingDialog({
  id: '7',
  kind: 'reservation',
  direction: 'outbound',
  outbound: OUTBOUND,
  participants: [aParticipant({ state: 'alerting', actions: ['accept', 'reject', 'close'] })],
});

async function setUp(picture: DialogPicture, { wrapUp = 'optional', features }: { wrapUp?: WrapUpMode; features?: Feature[] } = {}) {
  const agent = anAgent({ settings: { wrapUpIncoming: wrapUp, wrapUpOutgoing: 'not-allowed' } });
  const { client, port } = fakeDesktopWith(
    features ? { features } : {},
    { type: 'agent', picture: agent },
    { type: 'dialog', added: true, picture },
  );
  const el = await fixture<DialogCard>(html`<dialog-card dialog-id="7" .client=${client}></dialog-card>`);
  const rendered = async () => {
    await el.updateComplete;
    for (const part of el.shadowRoot!.querySelectorAll<DialogCard>('dialog-controls, [part]')) await part.updateComplete;
  };
  await rendered();
  return {
    el,
    parts: () => [...el.shadowRoot!.querySelectorAll('[part=card] > *')].map(({ localName }) => localName),
    report: async (next: DialogPicture) => {
      port.emit({ type: 'dialog', added: false, picture: next });
      await rendered();
    },
    places: (selector: string) =>
      JSON.stringify([...el.shadowRoot!.querySelectorAll(selector)].map((part) => part.getBoundingClientRect())),
  };
}

describe('<dialog-card>, what it shows by the call', () => {
  for (const [what, picture, wanted] of [
    ['a call that may be wrapped up', aDialog({ id: '7' }), ['wrap-up-picker']],
    ['a call of a colleague', aDialog({ id: '7', direction: 'internal' }), []],
    ['a call of a kind that has no wrap-up', aDialog({ id: '7', direction: 'outbound' }), []],
    ['a conference', aDialog({ id: '7', kind: 'conference' }), ['wrap-up-picker', 'conference-roster']],
    ['a call of a campaign', aDialog({ id: '7', direction: 'outbound', outbound: OUTBOUND }), ['outbound-preview']],
    [
      'what is left of any call in wrap-up',
      aDialog({ id: '7', direction: 'internal', participants: [aParticipant({ state: 'wrap-up', actions: ['update-call-data'] })] }),
      ['wrap-up-picker'],
    ],
  ] as const) {
    it(`${wanted.length ? `has ${wanted.join(' and ')}` : 'has nothing more'} for ${what}`, async () => {
      const { el, parts } = await setUp(picture);
      expect(parts()).to.deep.equal(['header', 'dialog-controls', ...wanted]);
      await expect(el).to.be.accessible();
    });
  }

  it('is nothing but the preview for a contact that a campaign offers', async () => {
    const { el, parts } = await setUp(RESERVATION);
    expect(parts()).to.deep.equal(['outbound-preview']);
    await expect(el).to.be.accessible();
  });

  it('asks for nothing that the platform does not have', async () => {
    const features: Feature[] = ['agent-state', 'voice'];
    expect((await setUp(aDialog({ id: '7', outbound: OUTBOUND }), { features })).parts()).to.deep.equal(['header', 'dialog-controls']);
    expect((await setUp(RESERVATION, { features })).parts()).to.deep.equal(['header', 'dialog-controls']);
    expect((await setUp(aDialog({ id: '7' }), { wrapUp: 'not-allowed' })).parts()).to.deep.equal(['header', 'dialog-controls']);
  });

  it('keeps everything where it is from the first ring to the wrap-up', async () => {
    const { report, places } = await setUp(aRingingDialog({ id: '7' }));
    const before = places(':host, [part=card], header, dialog-controls, wrap-up-picker');
    for (const next of [
      aDialog({ id: '7' }),
      aDialog({ id: '7', participants: [aParticipant({ state: 'held', actions: ['retrieve'] }), aCustomer()] }),
      aDialog({
        id: '7',
        participants: [aParticipant({ state: 'wrap-up', actions: ['update-call-data'] }), aCustomer({ state: 'dropped' })],
      }),
    ]) {
      await report(next);
      expect(places(':host, [part=card], header, dialog-controls, wrap-up-picker')).to.equal(before);
    }
  });

  it('moves nothing that is there when it becomes a conference: the parties come below', async () => {
    const { report, places, parts } = await setUp(aDialog({ id: '7' }));
    const before = places('header, dialog-controls, wrap-up-picker');
    await report(
      aDialog({
        id: '7',
        kind: 'conference',
        participants: [aParticipant(), aCustomer(), aParticipant({ address: '1001002', own: false })],
      }),
    );
    expect(parts()).to.include('conference-roster');
    expect(places('header, dialog-controls, wrap-up-picker')).to.equal(before);
  });

  it('passes on the parts of what stands in it, so that a page can style them', async () => {
    const { el } = await setUp(RESERVATION);
    const style = document.createElement('style');
    style.textContent = 'dialog-card::part(accept) { border-top-width: 7px; }';
    document.head.append(style);
    const accept = el.shadowRoot!.querySelector('outbound-preview')!.shadowRoot!.querySelector('[part~=accept]')!;
    expect(getComputedStyle(accept).borderTopWidth).to.equal('7px');
    style.remove();
  });
});
