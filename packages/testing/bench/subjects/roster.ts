import { deskPage, painted, type DeskPage } from '../desk-page.js';
import { fullRoster, windowedRoster, type ProbeRoster } from '../probes/roster.js';
import { mustBe } from '../sampling.js';
import { quantile } from '../statistics.js';
import { colleagueFrame, idOf, nameOf, teamXml, wordOf } from '../team-wire.js';

let desk: DeskPage | undefined;
let probe: ProbeRoster | undefined;
let size = 0;
let turn = 0;
/** The turn at which each colleague was told of last. */
let told: number[] = [];
let frames: readonly (readonly [index: number, frame: string])[] = [];
const clicks: number[] = [];
const longTasks: number[] = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });

function rosterRoot(): ShadowRoot {
  return desk!.elements[0]!.shadowRoot!;
}

function rows(): readonly HTMLElement[] {
  return [...rosterRoot().querySelectorAll<HTMLElement>('[part=row]')];
}

/** Puts the kit's roster on the page. Gives the time from the platform's answer to a frame that shows it, and how many nodes it has. */
export async function mount({ agents }: { agents: number }): Promise<{ readonly firstFrameMs: number; readonly nodes: number }> {
  size = agents;
  told = new Array<number>(size).fill(0);
  const body = teamXml(size);
  let answeredAt = 0;
  const answer = (url: string): string | undefined => {
    if (!url.includes('/Team/')) return undefined;
    answeredAt = performance.now();
    return body;
  };
  desk = await deskPage([], '', { answer });
  const roster = document.createElement('team-roster');
  roster.style.height = '700px';
  document.querySelector('desktop-provider')!.append(roster);
  desk = { ...desk, elements: [roster] };
  await roster.updateComplete;
  const until = performance.now() + 20_000;
  while (rows().length < 15) {
    mustBe(performance.now() < until, 'the roster shows nobody');
    await painted();
  }
  const firstFrameMs = performance.now() - answeredAt;
  await new Promise((resolve) => setTimeout(resolve, 300));
  checkRows();
  const scope = rosterRoot();
  scope.addEventListener('pointerdown', (event) => void painted().then(() => clicks.push(performance.now() - event.timeStamp)));
  return { firstFrameMs, nodes: scope.querySelectorAll('*').length };
}

/** Puts a probe on the page instead. */
export function mountProbe({ kind, agents }: { kind: 'windowed' | 'full'; agents: number }): void {
  size = agents;
  told = new Array<number>(size).fill(0);
  probe = (kind === 'windowed' ? windowedRoster : fullRoster)(size);
}

/** Takes away what was put on the page. */
export function unmount(): void {
  desk?.leave();
  probe?.remove();
  desk = probe = undefined;
}

/** Makes the frames of so many changes beforehand: one in ten is of somebody who is in view at the top. */
export function prepare({ changes }: { changes: number }): void {
  frames = Array.from({ length: changes }, () => {
    turn++;
    // A step that shares no factor with the size comes to everybody in turn.
    const index = turn % 10 === 0 ? turn % 20 : (turn * 7919) % size;
    return [index, colleagueFrame({ index, turn })] as const;
  });
}

function checkRows(): void {
  const shown = rows();
  mustBe(shown.length >= 15, `${shown.length} rows are on the page`);
  for (const row of shown) {
    const text = row.textContent;
    const index = Number(/Agent (\d{5})|(\d{5}),? Agent/.exec(text)?.slice(1).find(Boolean) ?? NaN);
    mustBe(Number.isInteger(index), `a row shows nobody: ${text}`);
    const word = wordOf({ index, turn: told[index]! });
    mustBe(text.toLowerCase().includes(word.toLowerCase()), `${nameOf(index)} (${idOf(index)}) is ${word}, and shown as ${text}`);
  }
}

/** How a page moved. */
export interface Motion {
  readonly fps: number;
  /** Frames a second that a screen of 60 Hz would have shown and did not get. */
  readonly dropped: number;
  readonly worst: number;
  readonly longTasks: number;
}

/** Delivers the prepared frames evenly, `perSecond`, while the page is watched; scrolls meanwhile if asked. What is shown then must be so. */
export async function run({ perSecond, scrolling = false }: { perSecond: number; scrolling?: boolean }): Promise<Motion> {
  const stamps: number[] = [];
  let done = false;
  const scroller =
    desk &&
    [...rosterRoot().querySelectorAll<HTMLElement>('*')].find(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1000);
  mustBe(!scrolling || scroller !== undefined, 'nothing scrolls');
  // Asked once: asking makes the page lay itself out.
  const end = (scroller?.scrollHeight ?? 0) - 700;
  let scrolled = 0;
  const onFrame = (at: number): void => {
    stamps.push(at);
    if (scrolling) scroller!.scrollTop = scrolled = (scrolled + 40) % end;
    if (!done) requestAnimationFrame(onFrame);
  };
  longTasks.length = 0;
  requestAnimationFrame(onFrame);
  const start = performance.now();
  for (let next = 0; next < frames.length;) {
    const due = Math.min(frames.length, Math.floor(((performance.now() - start) / 1000) * perSecond));
    for (; next < due; next++) {
      const [index, frame] = frames[next]!;
      if (probe) probe.take(frame);
      else desk!.deliver(frame);
      told[index] = turn - frames.length + next + 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  done = true;
  const took = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 300));
  if (desk) {
    await desk.rendered();
    checkRows();
  }
  const gaps = stamps.slice(1).map((stamp, i) => stamp - stamps[i]!);
  return {
    fps: (gaps.length * 1000) / (stamps.at(-1)! - stamps[0]!),
    dropped: gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / (1000 / 60)) - 1), 0) / (took / 1000),
    // One in a thousand is the machine's.
    worst: quantile(gaps, 0.999),
    longTasks: longTasks.length,
  };
}

/** Milliseconds from each click so far to the frame after it; forgets them. */
export function takeClicks(): number[] {
  return clicks.splice(0);
}
