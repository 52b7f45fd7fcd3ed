import { expect, fixture, html } from '@open-wc/testing';
import { aCustomer, aDialog, aParticipant, fakeDesktopWith, NINE_O_CLOCK, VirtualRuntime } from '@cordboard/testing';
import type { DialogPicture, Feature, Participant } from '@cordboard/core';
import './define.js';
import type { ConferenceRoster } from './conference-roster.js';

const ME = aParticipant({ actions: ['hold', 'drop', 'drop-participant'], controller: 'yes' });
const SANDRA = aParticipant({ address: '1001002', own: false, role: 'joined', actions: ['drop-participant'] });

function conference(...participants: readonly Participant[]): DialogPicture {
  return aDialog({ id: '7', kind: 'conference', participants });
}

async function setUp(picture: DialogPicture = conference(ME, aCustomer(), SANDRA), features?: readonly Feature[]) {
  const runtime = new VirtualRuntime({ wall: NINE_O_CLOCK });
  const { client, port } = fakeDesktopWith({ runtime, ...(features ? { features } : {}) }, { type: 'dialog', added: true, picture });
  const el = await fixture<ConferenceRoster>(html`<conference-roster dialog-id="7" .client=${client}></conference-roster>`);
  const show = async (next: DialogPicture) => {
    port.emit({ type: 'dialog', added: false, picture: next });
    await el.updateComplete;
  };
  return { el, port, runtime, show };
}

const clean = (node: Element | null | undefined) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const all = (el: ConferenceRoster, selector: string) => [...el.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
const who = (el: ConferenceRoster) => all(el, '[part=who] .digits').map(clean);
const what = (el: ConferenceRoster) => all(el, '[part=what]').map(clean);
const spoken = (el: ConferenceRoster) => clean(el.shadowRoot!.querySelector('[role=status]'));
const drop = (el: ConferenceRoster, address: string) => el.shadowRoot!.querySelector<HTMLButtonElement>(`[aria-label="Drop ${address}"]`)!;

describe('<conference-roster>', () => {
  it('shows nothing without a client or a call', async () => {
    const bare = await fixture<ConferenceRoster>(html`<conference-roster dialog-id="7"></conference-roster>`);
    expect(clean(bare.shadowRoot!.firstElementChild)).to.equal('');
    const { el } = await setUp();
    el.dialogId = '8';
    await el.updateComplete;
    expect(all(el, 'li')).to.have.length(0);
    expect(spoken(el)).to.equal('');
  });

  it('shows each party with role, state, time and the controller', async () => {
    const { el, runtime } = await setUp(conference(ME, aCustomer({ state: 'held' }), SANDRA));
    await runtime.advance(42_000);
    await el.updateComplete;
    expect(who(el)).to.deep.equal(['1001001', '+12065550142', '1001002']);
    expect(what(el)).to.deep.equal(['You · Active', 'Caller · On hold', 'Joined · Active']);
    expect(all(el, '[part=time]').map(clean)).to.deep.equal(['0:42', '0:42', '0:42']);
    expect(clean(all(el, '[part=who]')[0])).to.contain('Controller');
    await expect(el).to.be.accessible();
    el.remove();
    expect(runtime.timers).to.equal(0);
  });

  it('drops a party once, and says where it cannot', async () => {
    const { el, port } = await setUp();
    const why = (address: string) => el.shadowRoot!.getElementById(drop(el, address).getAttribute('aria-describedby')!)!.textContent;
    expect(why('1001001')).to.equal('Leave the call with End');
    expect(why('+12065550142')).to.equal('This party cannot be dropped');
    drop(el, '+12065550142').click();
    drop(el, '1001002').click();
    drop(el, '1001002').click();
    expect(port.sent).to.deep.equal([{ type: 'drop-participant', dialogId: '7', address: '1001002' }]);
    await el.updateComplete;
    expect(drop(el, '1001002')).to.have.attribute('aria-busy', 'true');
    await expect(el).to.be.accessible();
  });

  it('shows a refusal inline', async () => {
    const { el, port } = await setUp();
    const failed = new Promise((resolve) => el.addEventListener('command-failed', resolve, { once: true }));
    drop(el, '1001002').click();
    port.refuse('invalid-state');
    await failed;
    await el.updateComplete;
    expect(clean(el.shadowRoot!.querySelector('[role=alert]'))).to.equal('Drop 1001002: Not possible in the present state');
    await expect(el).to.be.accessible();
  });

  it('has no drop where the platform has none', async () => {
    const { el } = await setUp(conference(ME, SANDRA), ['voice', 'agent-state']);
    expect(all(el, 'button')).to.have.length(0);
    expect(who(el)).to.have.length(2);
  });

  it('announces who joins, who comes last; and keeps who left for two seconds', async () => {
    const { el, runtime, show } = await setUp();
    expect(spoken(el)).to.equal('');
    const fourth = aParticipant({ address: '1001003', own: false, role: 'joined' });
    await show(conference(fourth, ME, aCustomer(), SANDRA));
    expect(who(el).at(-1)).to.equal('1001003');
    expect(all(el, 'li').at(-1)).to.have.class('joined');
    expect(spoken(el)).to.equal('1001003 joined');
    const tops = all(el, 'li').map((row) => row.offsetTop);
    await show(conference(fourth, ME, aCustomer()));
    expect(spoken(el)).to.equal('1001002 left');
    expect(what(el)[2]).to.equal('Joined · left');
    expect(
      all(el, 'li').map((row) => row.offsetTop),
      'moves nothing yet',
    ).to.deep.equal(tops);
    await expect(el).to.be.accessible();
    await runtime.advance(3_000);
    await el.updateComplete;
    expect(who(el)).to.deep.equal(['1001001', '+12065550142', '1001003']);
  });

  it('keeps the focus in the list when the row that had it goes', async () => {
    const { el, runtime, show } = await setUp();
    drop(el, '1001002').focus();
    await show(conference(ME, aCustomer()));
    expect(el.shadowRoot!.activeElement).to.equal(drop(el, '1001002'));
    await runtime.advance(3_000);
    await el.updateComplete;
    expect(el.shadowRoot!.activeElement).to.have.attribute('part', 'list');
  });

  it('keeps the focus on its party when one above it goes, and gives it to no party of another call', async () => {
    const { el, port, runtime, show } = await setUp();
    const mine = drop(el, '1001002');
    mine.focus();
    await show(conference(ME, SANDRA));
    await runtime.advance(3_000);
    await el.updateComplete;
    expect(who(el)).to.deep.equal(['1001001', '1001002']);
    expect(el.shadowRoot!.activeElement === mine && drop(el, '1001002') === mine).to.equal(true);
    port.emit({ type: 'dialog', added: true, picture: { ...conference(ME, aCustomer(), SANDRA), id: '8' } });
    el.dialogId = '8';
    await el.updateComplete;
    expect(who(el)).to.have.length(3);
    expect(all(el, 'button')).not.to.include(mine);
    expect(el.shadowRoot!.activeElement).to.have.attribute('part', 'list');
  });

  it('holds fifty parties and endless addresses in 280 px, each drop with a name of its own', async () => {
    const many = Array.from({ length: 49 }, (_, at) =>
      aParticipant({ address: `sip:agent${at}-${'x'.repeat(60)}@example.org`, own: false }),
    );
    const { el } = await setUp(conference(ME, ...many));
    el.style.inlineSize = '280px';
    await el.updateComplete;
    const names = all(el, 'button').map((button) => button.getAttribute('aria-label'));
    expect(new Set(names).size).to.equal(50);
    const { right } = el.getBoundingClientRect();
    for (const node of all(el, 'li > *:not([role=tooltip])')) expect(node.getBoundingClientRect().right).to.be.at.most(right);
  });

  it('follows the page there and back, and freezes while the link is down', async () => {
    const { el, port, runtime, show } = await setUp();
    const parent = el.parentElement!;
    el.remove();
    await show(conference(ME, aCustomer()));
    expect(who(el)).to.have.length(3);
    parent.append(el);
    await el.updateComplete;
    expect(what(el)[2]).to.equal('Joined · left');
    await runtime.advance(5_000);
    await el.updateComplete;
    port.emit({ type: 'link', link: { state: 'connecting' } });
    await runtime.advance(20_000);
    await el.updateComplete;
    expect(all(el, '[part=time]').map(clean)).to.deep.equal(['0:05', '0:05']);
    expect(drop(el, '1001001')).to.have.attribute('aria-disabled', 'true');
  });
});
