import { html, nothing, svg, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { DesktopErrorCode, ServerTime, TeamMember, TeamView } from '@cordboard/core';
import {
  chevronIcon,
  stateAlertingIcon,
  stateHoldIcon,
  stateNotReadyIcon,
  stateReadyIcon,
  stateSignedOutIcon,
  stateTalkingIcon,
  stateUnknownIcon,
  stateWorkIcon,
} from '../icons/icons.js';
import { classes } from '../internal/classes.js';
import { DesktopElement } from '../internal/desktop-element.js';
import { Clock, elapsed, type ClockMode } from '../internal/duration.js';
import { fold } from '../internal/fold.js';
import { RowPool } from '../internal/row-pool.js';
import { RowWindow } from '../internal/row-window.js';
import { agentStateLabels, type AgentStateLabels } from '../labels/agent-state.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { teamLabels, type TeamLabels } from '../labels/team.js';
import { Arrangement, GROUPS, groupOf, nameOf, type SortColumn, type StateGroup, type Wanted } from './arrangement.js';
import { styles } from './team-roster.styles.js';

/** Detail of `member-chosen`. */
export interface MemberChosenDetail {
  readonly teamId: string;
  /** As last told. */
  readonly member: TeamMember;
}

const ICONS: Readonly<Record<StateGroup, () => TemplateResult>> = {
  talking: stateTalkingIcon,
  hold: stateHoldIcon,
  work: stateWorkIcon,
  reserved: stateAlertingIcon,
  ready: stateReadyIcon,
  'not-ready': stateNotReadyIcon,
  'signed-out': stateSignedOutIcon,
  unknown: stateUnknownIcon,
};

// Once, and referred to from the rows, which then have nothing to make when a state changes.
const symbolsOf = (): readonly TemplateResult[] => GROUPS.map((group) => svg`<symbol id=${group}>${ICONS[group]()}</symbol>`);

const COLUMNS = ['name', 'state', 'reason', 'time'] as const;

/** Rows are put into order again after this long, but not while somebody has moved about in them within the same time. */
const REST_MS = 5_000;

/** Counts are made again after this, at the latest with the next second. */
const COUNT_MS = 250;

/** What others do is drawn this often at most, every third frame of most screens: nobody reads faster, and a list of thousands never rests. */
const DRAW_MS = 45;

type Words = CommonLabels & AgentStateLabels & TeamLabels;

const words: Words = { ...commonLabels, ...agentStateLabels, ...teamLabels };

/**
 * A supervisor's list of a team of any size: name, state, reason and time in state, how many are in which state, a search by name, id or
 * extension, and an order by name, state or time. States show within a twentieth of a second, what its user does at once; rows do not move because of them, but when the order is asked for
 * again, and otherwise every five seconds in which nobody moves about in the list. Only the rows in view are on the page, each of the same
 * height, so give the element a height: it is 30rem otherwise.
 *
 * @tagname team-roster
 * @fires {CustomEvent<MemberChosenDetail>} member-chosen - A row was clicked, or Enter pressed on it.
 * @csspart search - The field that finds an agent.
 * @csspart groups - The states with their counts.
 * @csspart group - One of them.
 * @csspart grid - The list, which scrolls.
 * @csspart head - The row of column names.
 * @csspart row - Each agent.
 * @csspart name - The agent's name.
 * @csspart state - The state, with its icon.
 * @csspart reason - The reason for the state.
 * @csspart time - How long the state has lasted.
 * @csspart icon - An icon.
 * @csspart note - The line below: how many are shown, trouble, and the way back into order.
 */
export class TeamRoster extends DesktopElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  /** Id of the team. Without it, the first team that the agent supervises. */
  @property({ attribute: 'team-id' }) teamId = '';

  readonly #agent = this.observe((client) => client.select(({ agent }) => agent?.supervises));
  readonly #team = this.observe(
    (client, id) => (id === undefined ? undefined : client.team$(id)),
    () => [this.#teamId],
  );
  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#clockMode }));
  readonly #window = new RowWindow(this);
  readonly #pool = new RowPool();
  readonly #symbols = symbolsOf();
  #arrangement = new Arrangement();
  #wanted: Wanted = { by: 'name', reversed: false, search: '', group: undefined };
  #counts: { readonly members: number; readonly byGroup: Partial<Readonly<Record<StateGroup, number>>> } = { members: 0, byGroup: {} };
  #countedAt: ServerTime = 0;
  #arrangedAt: ServerTime = 0;
  #touchedAt: ServerTime = 0;
  #shown: TeamView | undefined;
  #active: string | undefined;
  // By the clock of frames.
  #drawnAt = 0;
  // Whether the user of the list waits for what comes next.
  #isAsked = false;
  #news: string | undefined;

  get #teamId(): string | undefined {
    return this.teamId || this.#agent.value?.[0]?.id;
  }

  get #clockMode(): ClockMode {
    const team = this.#team.value;
    if (!team || team.memberIds.length === 0) return 'off';
    return team.freshness === 'fresh' ? 'running' : 'frozen';
  }

  // An order that states decide is never up to date for long.
  get #isMovable(): boolean {
    return this.#wanted.by !== 'name' || this.#wanted.group !== undefined;
  }

  /** What stands in place of rows, or under them: trouble, or that there are none. */
  get #trouble(): string | undefined {
    const { labels } = this;
    const team = this.#team.value;
    const special: Partial<Record<DesktopErrorCode, string>> = {
      'not-yours': labels.teamNotYours,
      // Platforms say this too of those who may not see any team; that the credentials are wrong would be told by the link.
      unauthorized: labels.teamNotYours,
      'not-found': labels.teamNotFound,
    };
    if (team?.error) return special[team.error.code] ?? labels.errors[team.error.code];
    if (team) return team.freshness === 'fresh' ? undefined : labels.stale;
    if (!this.desktop) return '';
    if (this.#teamId !== undefined) return labels.readingTeam;
    return this.#agent.value ? labels.noTeam : '';
  }

  #follow(): void {
    const team = this.#team.value;
    if (!team || team.id !== this.#shown?.id) {
      this.#arrangement = new Arrangement();
      this.#arrangement.arrange(this.#wanted);
      this.#active = undefined;
    }
    this.#shown = team;
    this.#count(team?.members ?? [], this.desktop?.now() ?? 0);
    if (!team) return;
    this.#arrangement.follow(team);
    const now = this.#clock.now ?? 0;
    if (this.#isMovable && now - this.#arrangedAt >= REST_MS && now - this.#touchedAt >= REST_MS) this.#arrange();
    if (this.#active !== undefined && !this.#arrangement.member(this.#active)) this.#active = undefined;
  }

  // Figures that change at every frame cannot be read, and would have the page laid out at every frame.
  #count(members: readonly TeamMember[], now: ServerTime): void {
    const isSoon = Math.abs(now - this.#countedAt) < COUNT_MS;
    if (isSoon && members.length === this.#counts.members) return;
    this.#countedAt = now;
    const byGroup: Partial<Record<StateGroup, number>> = {};
    for (const { state } of members) {
      const group = groupOf(state);
      byGroup[group] = (byGroup[group] ?? 0) + 1;
    }
    this.#counts = { members: members.length, byGroup };
  }

  #arrange(wanted?: Partial<Wanted>): void {
    if (wanted) this.#wanted = { ...this.#wanted, ...wanted };
    this.#arrangement.arrange(this.#wanted);
    this.#arrangedAt = this.#clock.now ?? 0;
    this.#isAsked = true;
    this.requestUpdate();
  }

  #touch(): void {
    this.#isAsked = true;
    this.#linger();
  }

  // Rows do not move under a pointer that does.
  #linger(): void {
    this.#touchedAt = this.#clock.now ?? 0;
  }

  protected override render(): TemplateResult {
    const { labels } = this;
    const team = this.#team.value;
    const { ids } = this.#arrangement;
    const { first, last } = this.#window.range(ids.length);
    const active = this.#active === undefined ? -1 : ids.indexOf(this.#active, 0);
    return html`
      <input
        type="search"
        part="search"
        autocomplete="off"
        spellcheck="false"
        placeholder=${labels.findAgent}
        aria-label=${labels.findAgent}
        @input=${this.#onSearch}
      />
      ${this.#renderGroups()}
      <div
        role="grid"
        part="grid"
        tabindex="0"
        class=${this.#clockMode === 'frozen' ? 'stale' : nothing}
        aria-label=${team?.name ?? labels.team}
        aria-rowcount=${ids.length + 1}
        aria-busy=${!team && this.#teamId !== undefined}
        aria-activedescendant=${active >= first && active < last ? `row-${active}` : nothing}
        @scroll=${this.#onScroll}
        @keydown=${this.#onKey}
        @pointermove=${this.#linger}
        @click=${this.#onClick}
      >
        <div role="row" part="head" class="head" aria-rowindex="1">${COLUMNS.map((column) => this.#renderHead(column))}</div>
        <div class="rows" role="rowgroup">
          <div class="window" role="none"></div>
        </div>
        <div class="ruler" role="none"></div>
      </div>
      <div part="note" class="note">${this.#renderNote()}</div>
      <div class="spoken" role="status"></div>
      <svg class="symbols" aria-hidden="true">${this.#symbols}</svg>
    `;
  }

  #renderGroups(): TemplateResult {
    const { labels } = this;
    const { members, byGroup: counts } = this.#counts;
    const button = (group: StateGroup | undefined): TemplateResult => html`
      <button
        type="button"
        part="group"
        data-group=${group ?? nothing}
        aria-pressed=${this.#wanted.group === group}
        @click=${() => this.#choose({ group: this.#wanted.group === group ? undefined : group })}
      >
        ${group ? html`<svg part="icon" aria-hidden="true" viewBox="0 0 24 24"><use href="#${group}"></use></svg>` : nothing}${group ? labels.states[group] : labels.everybody}
        <span class="count">${(group ? (counts[group] ?? 0) : members).toLocaleString()}</span>
      </button>
    `;
    // What no platform should say has a place only when one does.
    const groups = GROUPS.filter((group) => group !== 'unknown' || counts.unknown !== undefined);
    return html`<div part="groups" class="groups" role="group" aria-label=${labels.byState}>${[undefined, ...groups].map(button)}</div>`;
  }

  #renderHead(column: (typeof COLUMNS)[number]): TemplateResult {
    const { by, reversed } = this.#wanted;
    const word = this.labels.teamColumns[column];
    if (column === 'reason') return html`<span role="columnheader" class="reason">${word}</span>`;
    const isSorted = by === column;
    // Times begin with the longest.
    const direction = reversed !== (column === 'time') ? 'descending' : 'ascending';
    return html`
      <span role="columnheader" class=${column} aria-sort=${isSorted ? direction : nothing}>
        <button type="button" class="sort" @click=${() => this.#sortBy(column)}>
          ${word}<span class="arrow ${isSorted ? direction : ''}">${chevronIcon()}</span>
        </button>
      </span>
    `;
  }

  #renderNote(): TemplateResult {
    const { labels } = this;
    const total = this.#team.value?.memberIds.length;
    const shown = this.#arrangement.ids.length;
    const trouble = this.#trouble;
    const count =
      total === undefined
        ? undefined
        : total === 0
          ? labels.nobodyInTeam
          : shown === 0
            ? labels.nobodyFound
            : labels.agentCount(shown, total);
    return html`
      <span class="trouble" role="alert">${this.#team.value?.error ? trouble : nothing}</span>
      <span>${this.#team.value?.error ? nothing : trouble}</span>
      <span>${this.#team.value?.error && total === 0 ? nothing : count}</span>
      <button type="button" class="again" ?hidden=${!this.#isMovable} @click=${() => this.#arrange()}>${labels.sortAgain}</button>
    `;
  }

  #wordFor({ state, rawState }: TeamMember): string {
    return (state === 'unknown' && rawState) || this.labels.states[state];
  }

  #sortBy(by: SortColumn): void {
    this.#choose({ by, reversed: this.#wanted.by === by && !this.#wanted.reversed });
  }

  #choose(wanted: Partial<Wanted>): void {
    this.#arrange(wanted);
    // Whoever asks for the longest wants to see them, not the middle of the new list.
    this.#window.show(0);
    const total = this.#team.value?.memberIds.length ?? 0;
    const shown = this.#arrangement.ids.length;
    this.#news = shown === 0 ? this.labels.nobodyFound : this.labels.agentCount(shown, total);
  }

  readonly #onSearch = (event: Event): void => {
    this.#choose({ search: fold((event.target as HTMLInputElement).value.trim()) });
  };

  readonly #onScroll = (): void => {
    this.#touch();
    this.#window.scrolled();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const { ids } = this.#arrangement;
    const from = this.#active === undefined ? -1 : ids.indexOf(this.#active);
    if (event.key === 'Enter' && from >= 0) return this.#tell(ids[from]!);
    // What the blank does to any list that scrolls, with the active row along.
    const key = event.key === ' ' ? (event.shiftKey ? 'PageUp' : 'PageDown') : event.key;
    const to = this.#window.step(key, from, ids.length);
    if (to === undefined) return;
    event.preventDefault();
    this.#touch();
    this.#active = ids[to];
    this.#window.show(to);
    this.requestUpdate();
  };

  readonly #onClick = (event: Event): void => {
    const row = (event.target as Element).closest('[part=row]');
    const id = row ? this.#arrangement.ids[Number(row.getAttribute('aria-rowindex')) - 2] : undefined;
    if (id === undefined) return;
    this.#touch();
    this.#active = id;
    this.requestUpdate();
    this.#tell(id);
  };

  #tell(id: string): void {
    const member = this.#arrangement.member(id);
    const teamId = this.#teamId;
    if (!member || teamId === undefined) return;
    const detail: MemberChosenDetail = { teamId, member };
    this.dispatchEvent(new CustomEvent('member-chosen', { detail, bubbles: true, composed: true }));
  }

  // Changes come whenever they come, and many at a time.
  protected override async scheduleUpdate(): Promise<void> {
    while (this.#window.isMeasured) {
      const frame = await new Promise(requestAnimationFrame);
      if (!this.#isAsked && frame - this.#drawnAt < DRAW_MS) continue;
      this.#drawnAt = frame;
      break;
    }
    this.#isAsked = false;
    await super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues<this>): void {
    // Here and not in `willUpdate`: only now have the watched streams been chosen.
    this.#follow();
    super.update(changed);
  }

  protected override updated(): void {
    this.#drawRows();
    if (this.#news === undefined) return;
    // By hand, after the render: a live region speaks only of what changes in it once it is on the page.
    const region = this.renderRoot.querySelector('[role=status]');
    if (region) region.textContent = this.#news;
    this.#news = undefined;
  }

  #drawRows(): void {
    const { ids } = this.#arrangement;
    const { first, last } = this.#window.range(ids.length);
    const box = this.renderRoot.querySelector<HTMLElement>('.window');
    const { group } = this.#wanted;
    const partsOf = (index: number): RowParts => {
      const member = this.#arrangement.member(ids[index] ?? '');
      const isOther = member !== undefined && group !== undefined && groupOf(member.state) !== group;
      const time = elapsed(member?.since, this.#clock.now);
      return [member, index, member !== undefined && member.id === this.#active, isOther, time, member ? this.#wordFor(member) : ''];
    };
    if (box) this.#pool.draw(box, first, last, partsOf, rowOf);
    this.#window.lay(this.renderRoot.querySelector<HTMLElement>('[role=grid]'), ids.length);
  }
}

/** All that a row is made from. */
type RowParts = [member: TeamMember | undefined, index: number, isActive: boolean, isOther: boolean, time: string, word: string];

function rowOf(...[member, index, isActive, isOther, time, word]: RowParts): TemplateResult | typeof nothing {
  if (!member) return nothing;
  const group = groupOf(member.state);
  const name = nameOf(member);
  // Properties rather than text parts, and no blanks between: a row then costs half as many nodes.
  // prettier-ignore
  return html`<div role="row" part="row" class=${classes({ active: isActive, other: isOther })} id="row-${index}" aria-rowindex=${index + 2} data-state=${group}
    ><span role="gridcell" part="name" class="name" dir="auto" title=${name} .textContent=${name}></span
    ><span role="gridcell" part="state" class="state"><svg part="icon" aria-hidden="true" viewBox="0 0 24 24"><use href="#${group}"></use></svg><span .textContent=${word}></span></span
    ><span role="gridcell" part="reason" class="reason" dir="auto" .textContent=${reasonOf(member)}></span
    ><span role="gridcell" part="time" class="time" .textContent=${time}></span
  ></div>`;
}

function reasonOf({ reason }: TeamMember): string {
  return reason?.label ?? reason?.code ?? '';
}

declare global {
  interface HTMLElementTagNameMap {
    'team-roster': TeamRoster;
  }
  interface HTMLElementEventMap {
    'member-chosen': CustomEvent<MemberChosenDetail>;
  }
}
