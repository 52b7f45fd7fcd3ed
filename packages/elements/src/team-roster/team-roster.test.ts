import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { DesktopError, type TeamMember, type TopicReport } from '@cordboard/core';
import { aMember, anAgent, aSeenMember, fakeDesktopWith, NINE_O_CLOCK, VirtualRuntime } from '@cordboard/testing';
import '../desktop-provider/define.js';
import './define.js';
import type { MemberChosenDetail, TeamRoster } from './team-roster.js';

const TEAM = '5071';
const SUPERVISOR = anAgent({ id: '1001090', roles: ['agent', 'supervisor'], supervises: [{ id: TEAM, name: 'Billing East' }] });
const STATES = ['ready', 'talking', 'not-ready', 'work', 'hold', 'signed-out'] as const;

const member = (index: number, more: Partial<TeamMember> = {}): TeamMember =>
  aMember({
    id: String(7_000_000 + index),
    firstName: `Agent ${String(index).padStart(5, '0')}`,
    lastName: 'Of Many',
    state: STATES[index % STATES.length]!,
    since: NINE_O_CLOCK - index * 1000,
    ...more,
  });
const many = (count: number): readonly TeamMember[] => Array.from({ length: count }, (_, index) => member(index));

async function setUp(members: readonly TeamMember[] | undefined, { attributes = true, height = 600, width = 900 } = {}) {
  const runtime = new VirtualRuntime({ wall: NINE_O_CLOCK });
  const { client, port } = fakeDesktopWith({ runtime }, { type: 'agent', picture: SUPERVISOR });
  const box = await fixture(html`
    <div>
      <desktop-provider .client=${client}><team-roster team-id=${attributes ? TEAM : ''}></team-roster></desktop-provider>
    </div>
  `);
  const el = box.querySelector<TeamRoster>('team-roster')!;
  el.style.blockSize = `${height}px`;
  el.style.inlineSize = `${width}px`;
  const drawn = async (): Promise<void> => {
    await runtime.advance(40);
    await el.updateComplete;
    // Sizes are observed after a layout, and drawn in the frame after it.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await el.updateComplete;
  };
  const report = async (...reports: readonly TopicReport[]): Promise<void> => {
    port.report(TEAM, ...reports);
    await drawn();
  };
  const read = (all: readonly TeamMember[]): TopicReport => ({
    type: 'team',
    readAt: runtime.monotonic(),
    name: 'Billing East',
    members: all.map((picture) => ({ picture, ...(picture.since !== undefined && { at: picture.since }) })),
  });
  await waitUntil(() => port.watched.length > 0, 'the team is watched');
  if (members) await report(read(members));
  await drawn();
  return { el, client, port, runtime, drawn, report, read };
}

const root = (el: TeamRoster): ShadowRoot => el.shadowRoot!;
const all = (el: TeamRoster, selector: string): HTMLElement[] => [...root(el).querySelectorAll<HTMLElement>(selector)];
const clean = (node: Element | null | undefined): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const grid = (el: TeamRoster): HTMLElement => root(el).querySelector<HTMLElement>('[role=grid]')!;
const names = (el: TeamRoster): string[] => all(el, '[part=name]').map(clean);
const inView = (el: TeamRoster): HTMLElement[] => {
  const head = root(el).querySelector('[part=head]')!.getBoundingClientRect().bottom;
  const end = grid(el).getBoundingClientRect().bottom;
  return all(el, '[part=row]').filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > head + 1 && top < end - 1;
  });
};
const cells = (row: Element | undefined): string =>
  ['name', 'state', 'reason', 'time'].map((part) => clean(row?.querySelector(`[part=${part}]`))).join('|');
const note = (el: TeamRoster): string => clean(root(el).querySelector('[part=note]'));
const group = (el: TeamRoster, name: string): HTMLElement =>
  all(el, '[part=group]').find((button) => (button.dataset['group'] ?? 'all') === name)!;
const column = (el: TeamRoster, name: string): HTMLElement => root(el).querySelector<HTMLElement>(`[role=columnheader].${name}`)!;
const nodesOf = (node: Node): number => 1 + [...node.childNodes].reduce((sum, child) => sum + nodesOf(child), 0);

describe('<team-roster>', () => {
  it('shows nothing of a team without a client, then that it is being read, then its members', async () => {
    const bare = await fixture<TeamRoster>(html`<team-roster team-id=${TEAM}></team-roster>`);
    expect([names(bare), note(bare)]).to.deep.equal([[], 'Sort again']);
    const { el, report, read } = await setUp(undefined);
    expect(note(el)).to.match(/^Reading the team…/);
    expect(grid(el).getAttribute('aria-busy')).to.equal('true');
    await report(
      read([
        member(1, {
          firstName: 'Maya',
          lastName: 'Okafor',
          state: 'not-ready',
          reason: { label: 'Lunch', system: false },
          since: NINE_O_CLOCK - 42_000,
        }),
        member(2, { firstName: 'Kenji', lastName: 'Morikawa', state: 'reserved-outbound', since: undefined! }),
        { id: '7', state: 'unknown', rawState: 'DOZING' },
      ]),
    );
    expect(inView(el).map(cells)).to.deep.equal([
      '7|DOZING||–',
      'Kenji Morikawa|Reserved for outbound||–',
      'Maya Okafor|Not ready|Lunch|0:42',
    ]);
    expect(note(el)).to.match(/^3 agents/);
    expect(grid(el).getAttribute('aria-label')).to.equal('Billing East');
    expect(grid(el).getAttribute('aria-busy')).to.equal('false');
  });

  it('shows the team that the agent supervises when it is told of none, and says when there is none', async () => {
    const { el, port, drawn } = await setUp([member(1)], { attributes: false });
    expect(names(el)).to.have.length(1);
    port.emit({ type: 'agent', picture: anAgent() });
    await drawn();
    expect(names(el)).to.have.length(0);
    expect(note(el)).to.match(/^No team to show/);
  });

  it('has only the rows in view on the page, at most 700 nodes, whatever the size of the team', async () => {
    for (const count of [5_000, 12_000]) {
      const { el, client, drawn } = await setUp(many(count), { height: 800, width: 1200 });
      expect(grid(el).getAttribute('aria-rowcount')).to.equal(String(count + 1));
      expect(nodesOf(root(el))).to.be.at.most(700);
      grid(el).scrollTop = 4_000;
      await drawn();
      expect(nodesOf(root(el)), 'in the middle').to.be.at.most(700);
      expect(inView(el).length).to.be.at.least(15);
      const { scrollHeight } = grid(el);
      expect(scrollHeight / (all(el, '[part=row]')[0]!.offsetHeight * count)).to.be.within(0.99, 1.01);
      client.close();
    }
  });

  it('shows the right rows wherever it is scrolled, and numbers them for who cannot see them', async () => {
    const { el, drawn } = await setUp(many(5_000));
    for (const part of [0.5, 1, 0.123, 0]) {
      grid(el).scrollTop = part * grid(el).scrollHeight;
      await drawn();
      const rows = inView(el);
      const first = Number(rows[0]?.getAttribute('aria-rowindex')) - 2;
      expect(first).to.be.within(Math.floor(part * 4_980) - 20, Math.ceil(part * 5_000) + 1);
      const shown = rows.map((row) => clean(row.querySelector('[part=name]')));
      expect(shown).to.deep.equal(rows.map((_, index) => `Agent ${String(first + index).padStart(5, '0')} Of Many`));
      // Bare ground would show above or below.
      const { top } = rows[0]!.getBoundingClientRect();
      expect(top).to.be.at.most(root(el).querySelector('[part=head]')!.getBoundingClientRect().bottom + 1);
      expect(rows.at(-1)!.getBoundingClientRect().bottom).to.be.at.least(grid(el).getBoundingClientRect().bottom - 3);
    }
  });

  it('uses the same rows again, and leaves nothing behind, however long it is scrolled', async () => {
    const { el, drawn } = await setUp(many(1_000));
    const rows = new Set<Element>();
    const sizes = new Set<number>();
    for (let step = 1; step <= 30; step++) {
      grid(el).scrollTop = 600 + ((step * 137) % 2_000);
      await drawn();
      for (const row of all(el, '[part=row]')) rows.add(row);
      sizes.add(nodesOf(root(el)));
    }
    expect(rows.size).to.be.at.most(40);
    expect(Math.max(...sizes) - Math.min(...sizes)).to.be.at.most(40);
  });

  it('shows a change at once, in its place, and draws a burst of a thousand in a frame or two', async () => {
    const { el, port, runtime, report } = await setUp(many(5_000));
    const before = names(el);
    await report({ type: 'member', ...aSeenMember({ ...member(3), state: 'hold', since: NINE_O_CLOCK }) });
    expect(cells(inView(el)[3])).to.equal('Agent 00003 Of Many|On hold||0:00');
    expect(names(el)).to.deep.equal(before);
    let renders = 0;
    const render = el.requestUpdate.bind(el);
    const update = (el as unknown as { update: (changed: unknown) => void }).update.bind(el);
    (el as unknown as { update: (changed: unknown) => void }).update = (changed) => {
      renders++;
      update(changed);
    };
    for (let change = 0; change < 1_000; change++) {
      port.report(TEAM, { type: 'member', ...aSeenMember({ ...member(change), state: 'work', since: NINE_O_CLOCK + change }) });
    }
    await runtime.advance(40);
    render();
    await el.updateComplete;
    expect(renders).to.be.at.most(3);
    expect(inView(el).every((row) => cells(row).includes('Wrap-up'))).to.equal(true);
  });

  it('draws what others do twenty times a second at most, and what its user does in the next frame', async () => {
    const { el, port, runtime } = await setUp(many(50));
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    const row = inView(el)[3]!;
    let draws = 0;
    const observer = new MutationObserver(() => draws++);
    observer.observe(row.querySelector('[part=state]')!, { childList: true, characterData: true, subtree: true });
    const begun = await frame();
    let now = begun;
    for (let change = 0; change < 40; change++) {
      const state = change % 2 === 0 ? 'hold' : 'talking';
      port.report(TEAM, { type: 'member', ...aSeenMember({ ...member(3), state, since: NINE_O_CLOCK + change }) });
      await runtime.advance(40);
      now = await frame();
    }
    observer.disconnect();
    expect(draws).to.be.greaterThan(1);
    expect(draws).to.be.at.most((now - begun) / 45 + 2);
    row.click();
    await frame();
    await frame();
    expect(row.classList.contains('active')).to.equal(true);
  });

  it('counts each state, and shows one of them alone', async () => {
    const { el, drawn, report } = await setUp(many(600));
    expect(clean(group(el, 'all'))).to.equal('All 600');
    expect(clean(group(el, 'hold'))).to.equal('On hold 100');
    expect(clean(group(el, 'reserved'))).to.equal('Reserved 0');
    group(el, 'hold').click();
    await drawn();
    expect(group(el, 'hold').getAttribute('aria-pressed')).to.equal('true');
    expect(new Set(inView(el).map((row) => row.dataset['state']))).to.deep.equal(new Set(['hold']));
    expect(note(el)).to.match(/^100 of 600 agents/);
    await report({ type: 'member', ...aSeenMember({ ...member(4), state: 'talking', since: NINE_O_CLOCK + 1 }) });
    expect(inView(el)[0]?.matches('.other'), 'one who left the state keeps the place for a while').to.equal(true);
    expect(clean(root(el).querySelector('[role=status]'))).to.equal('100 of 600 agents');
    group(el, 'hold').click();
    await drawn();
    expect(grid(el).getAttribute('aria-rowcount')).to.equal('601');
  });

  it('finds agents by name without marks and case, by id and by extension', async () => {
    const { el, drawn } = await setUp([member(1, { firstName: 'Zoë', lastName: 'Öztürk', extension: '5550' }), ...many(100).slice(2)]);
    const field = root(el).querySelector('input')!;
    for (const [typed, count] of [
      ['zoe ozt', 1],
      ['5550', 1],
      ['7000042', 1],
      ['of many', 98],
      ['nobody', 0],
      ['', 99],
    ] as const) {
      field.value = typed;
      field.dispatchEvent(new Event('input'));
      await drawn();
      expect(grid(el).getAttribute('aria-rowcount'), typed).to.equal(String(count + 1));
    }
    field.value = 'x'.repeat(9);
    field.dispatchEvent(new Event('input'));
    await drawn();
    expect(note(el)).to.match(/^Nobody found/);
  });

  it('sorts by a click on a column’s name, the other way at the second, and tells which way', async () => {
    const { el, drawn } = await setUp(many(60));
    const click = async (name: string): Promise<string | null> => {
      column(el, name).querySelector('button')!.click();
      await drawn();
      return column(el, name).getAttribute('aria-sort');
    };
    expect(column(el, 'name').getAttribute('aria-sort')).to.equal('ascending');
    expect(await click('name')).to.equal('descending');
    expect(names(el)[0]).to.equal('Agent 00059 Of Many');
    expect(await click('time')).to.equal('descending');
    expect(column(el, 'name').hasAttribute('aria-sort')).to.equal(false);
    expect(names(el)[0]).to.equal('Agent 00059 Of Many');
    expect(await click('time')).to.equal('ascending');
    expect(names(el)[0]).to.equal('Agent 00000 Of Many');
    expect(await click('state')).to.equal('ascending');
    expect(cells(inView(el)[0])).to.match(/\|Talking\|/);
  });

  it('moves no row while somebody reads, and goes back into order when told to or when nobody has moved for 5 s', async () => {
    const { el, runtime, drawn, report } = await setUp(many(60));
    column(el, 'time').querySelector('button')!.click();
    await drawn();
    const order = names(el);
    await report({ type: 'member', ...aSeenMember({ ...member(59), state: 'ready', since: NINE_O_CLOCK + 1 }) });
    for (let second = 0; second < 12; second++) {
      grid(el).dispatchEvent(new PointerEvent('pointermove'));
      await runtime.advance(1_000);
      await drawn();
      expect(names(el)).to.deep.equal(order);
    }
    root(el).querySelector<HTMLElement>('.again')!.click();
    await drawn();
    expect(names(el)[0]).to.equal('Agent 00058 Of Many');
    await report({ type: 'member', ...aSeenMember({ ...member(58), state: 'ready', since: NINE_O_CLOCK + 2 }) });
    expect(names(el)[0]).to.equal('Agent 00058 Of Many');
    await runtime.advance(6_000);
    await drawn();
    expect(names(el)[0]).to.equal('Agent 00057 Of Many');
  });

  it('goes through the rows by keyboard, keeps them in view, and tells which was chosen', async () => {
    const { el, drawn } = await setUp(many(5_000));
    grid(el).focus();
    const active = (): string =>
      clean(
        root(el)
          .getElementById(grid(el).getAttribute('aria-activedescendant') ?? '')
          ?.querySelector('[part=name]'),
      );
    const press = async (key: string): Promise<string> => {
      await sendKeys({ press: key });
      await drawn();
      const row = root(el).getElementById(grid(el).getAttribute('aria-activedescendant') ?? '');
      expect(row && inView(el).includes(row), key).to.equal(true);
      return active();
    };
    expect(active()).to.equal('');
    expect(await press('ArrowDown')).to.equal('Agent 00000 Of Many');
    expect(await press('ArrowDown')).to.equal('Agent 00001 Of Many');
    expect(await press('End')).to.equal('Agent 04999 Of Many');
    expect(await press('ArrowUp')).to.equal('Agent 04998 Of Many');
    expect(await press('Home')).to.equal('Agent 00000 Of Many');
    expect(await press('PageDown')).to.match(/Agent 000[12]\d Of Many/);
    expect(await press('Home')).to.equal('Agent 00000 Of Many');
    expect(await press('Space')).to.match(/Agent 000[12]\d Of Many/);
    await sendKeys({ down: 'Shift' });
    expect(await press('Space')).to.equal('Agent 00000 Of Many');
    await sendKeys({ up: 'Shift' });
    setTimeout(() => void sendKeys({ press: 'Enter' }));
    const { detail } = await oneEvent<CustomEvent<MemberChosenDetail>>(el, 'member-chosen');
    expect([detail.teamId, detail.member.id]).to.deep.equal([TEAM, '7000000']);
    setTimeout(() => inView(el)[2]!.click());
    const clicked = await oneEvent<CustomEvent<MemberChosenDetail>>(el, 'member-chosen');
    expect(clicked.detail.member.id).to.equal('7000002');
  });

  it('cuts a name at the end of its own script, in its place whichever way the page goes', async () => {
    const { el, drawn } = await setUp([
      member(1, { firstName: 'ליאור', lastName: 'כהן' }),
      member(2, { firstName: 'Maya', lastName: 'Okafor' }),
    ]);
    for (const dir of ['ltr', 'rtl'] as const) {
      el.dir = dir;
      await drawn();
      for (const [who, own] of [
        ['ליאור כהן', 'rtl'],
        ['Maya Okafor', 'ltr'],
      ] as const) {
        const name = all(el, '[part=name]').find((part) => clean(part) === who)!;
        expect(getComputedStyle(name).direction, `${who} in ${dir}`).to.equal(own);
        const range = document.createRange();
        range.selectNodeContents(name);
        const edge = dir === 'rtl' ? 'right' : 'left';
        expect(range.getBoundingClientRect()[edge], `${who} in ${dir}`).to.be.closeTo(name.getBoundingClientRect()[edge], 2);
      }
    }
  });

  it('begins at its first row whenever another order, state or name is asked for', async () => {
    const { el, drawn } = await setUp(many(600));
    const field = root(el).querySelector('input')!;
    const ask: readonly (readonly [string, () => void])[] = [
      ['order', () => column(el, 'time').querySelector('button')!.click()],
      ['state', () => group(el, 'hold').click()],
      [
        'name',
        () => {
          field.value = 'agent';
          field.dispatchEvent(new Event('input'));
        },
      ],
    ];
    for (const [what, asked] of ask) {
      grid(el).scrollTop = 1_500;
      await drawn();
      expect(grid(el).scrollTop, what).to.be.greaterThan(0);
      asked();
      await drawn();
      expect(grid(el).scrollTop, what).to.equal(0);
      expect(inView(el)[0]?.getAttribute('aria-rowindex'), what).to.equal('2');
    }
  });

  it('chooses nobody by Enter who is not in the list any more', async () => {
    const { el, drawn } = await setUp(many(30));
    inView(el)[1]!.click();
    const field = root(el).querySelector('input')!;
    field.value = '00020';
    field.dispatchEvent(new Event('input'));
    await drawn();
    const chosen: string[] = [];
    el.addEventListener('member-chosen', ({ detail }) => chosen.push(detail.member.id));
    grid(el).focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    expect(chosen).to.deep.equal(['7000020']);
  });

  it('keeps the chosen agent, not the place, when the order changes', async () => {
    const { el, drawn } = await setUp(many(8), { height: 700 });
    inView(el)[1]!.click();
    column(el, 'name').querySelector('button')!.click();
    await drawn();
    expect(all(el, '.active').map((row) => clean(row.querySelector('[part=name]')))).to.deep.equal(['Agent 00001 Of Many']);
  });

  it('counts times in whole seconds, only of the rows on the page, and has one timer', async () => {
    const { el, runtime, drawn } = await setUp(many(5_000));
    const time = (): string => clean(inView(el)[5]?.querySelector('[part=time]'));
    expect(time()).to.equal('0:05');
    const { timers } = runtime;
    await runtime.advance(3_000);
    await drawn();
    expect(time()).to.equal('0:08');
    expect(runtime.timers).to.equal(timers);
    el.remove();
    await runtime.advance(6_000);
    expect(runtime.timers).to.equal(0);
  });

  it('says that it shows what it last knew, with the times standing still', async () => {
    const { el, port, runtime, drawn } = await setUp(many(20));
    port.emit({ type: 'link', link: { state: 'connecting' } });
    await drawn();
    expect(note(el)).to.match(/^As last seen 20 agents/);
    const before = cells(inView(el)[0]);
    await runtime.advance(10_000);
    await drawn();
    expect(cells(inView(el)[0])).to.equal(before);
  });

  it('says why a team cannot be shown', async () => {
    const { el, report } = await setUp(undefined);
    for (const [code, words] of [
      ['not-yours', 'You do not supervise this team'],
      ['unauthorized', 'You do not supervise this team'],
      ['not-found', 'There is no such team'],
      ['timeout', 'No answer. Check before trying again'],
    ] as const) {
      await report({ type: 'failed', error: new DesktopError(code, 'no') });
      expect(clean(root(el).querySelector('[role=alert]'))).to.equal(words);
    }
  });

  it('shows names as text, whatever they hold', async () => {
    const { el } = await setUp([member(1, { firstName: '<img src=x onerror=alert(1)>', lastName: '"><script>' })]);
    expect(names(el)).to.deep.equal(['<img src=x onerror=alert(1)> "><script>']);
    expect(root(el).querySelector('img, script')).to.equal(null);
  });

  it('follows who comes and goes, and takes another team when told to', async () => {
    const { el, port, report, read, drawn } = await setUp(many(3));
    await report(
      { type: 'member', ...aSeenMember(member(1, { id: '1', firstName: 'Aaron' })) },
      { type: 'member-left', memberId: '7000001' },
    );
    expect(names(el)).to.deep.equal(['Aaron Of Many', 'Agent 00000 Of Many', 'Agent 00002 Of Many']);
    el.teamId = '5072';
    await waitUntil(() => port.watched.some(({ teamId }) => teamId === '5072'));
    await drawn();
    expect(names(el)).to.deep.equal([]);
    port.report('5072', read([member(9)]));
    await drawn();
    expect(names(el)).to.deep.equal(['Agent 00009 Of Many']);
  });

  it('is the same after it has left the page and come back, scrolled or not', async () => {
    const { el, drawn } = await setUp(many(500));
    const home = el.parentElement!;
    grid(el).scrollTop = 5_000;
    await drawn();
    el.remove();
    await drawn();
    home.append(el);
    await drawn();
    await drawn();
    const first = Number(inView(el)[0]?.getAttribute('aria-rowindex')) - 2;
    expect(clean(inView(el)[0]?.querySelector('[part=name]'))).to.equal(`Agent ${String(first).padStart(5, '0')} Of Many`);
    expect(inView(el).length).to.be.at.least(10);
  });

  it('fits into 280 px, and shifts nothing when the team comes', async () => {
    const { el, report, read } = await setUp(undefined, { width: 280 });
    const boxes = (): string =>
      JSON.stringify(
        ['input', '[part=groups]', '[part=grid]', '[part=note]'].map((each) => root(el).querySelector(each)!.getBoundingClientRect()),
      );
    const before = boxes();
    await report(read(many(5_000)));
    expect(boxes()).to.equal(before);
    expect(grid(el).scrollWidth).to.be.at.most(grid(el).clientWidth);
    expect(el.scrollWidth).to.be.at.most(280);
    expect(inView(el).length).to.be.at.least(5);
  });

  it('is accessible: loading, filled, narrow, filtered to nobody, in trouble', async () => {
    const { el, report, read, drawn } = await setUp(undefined);
    await expect(el).to.be.accessible();
    await report(read(many(200)));
    await expect(el).to.be.accessible();
    el.style.inlineSize = '280px';
    await drawn();
    await expect(el).to.be.accessible();
    const field = root(el).querySelector('input')!;
    field.value = 'zzz';
    field.dispatchEvent(new Event('input'));
    await drawn();
    await expect(el).to.be.accessible();
    await report({ type: 'failed', error: new DesktopError('timeout', 'no') });
    await expect(el).to.be.accessible();
  });
});
