import { idOf, nameOf } from '../team-wire.js';

// Tables of a team that can do nothing but show it. Both find out what a frame says by searching it, without reading XML.

/** A table under measurement. */
export interface ProbeRoster {
  take(frame: string): void;
  remove(): void;
}

function stateIn(frame: string): { readonly index: number; readonly state: string; readonly since: number } {
  const at = (from: string, to: string): string => {
    const start = frame.indexOf(from) + from.length;
    return frame.slice(start, frame.indexOf(to, start));
  };
  return {
    index: Number(at('&lt;loginId>', '&lt;')) - Number(idOf(0)),
    state: at('&lt;state>', '&lt;'),
    since: Date.parse(at('&lt;stateChangeTime>', '&lt;')),
  };
}

const ROW = 32;

function rowOf(): HTMLElement {
  const row = document.createElement('div');
  row.style.cssText = `display:flex;height:${ROW}px;gap:16px`;
  for (let cell = 0; cell < 4; cell++) {
    const span = document.createElement('span');
    span.style.cssText = 'flex:1;overflow:hidden;white-space:nowrap';
    row.append(span);
  }
  return row;
}

function fill(row: HTMLElement, cells: readonly string[]): void {
  cells.forEach((text, cell) => {
    const span = row.children[cell]!;
    if (span.textContent !== text) span.textContent = text;
  });
}

function scroller(size: number): HTMLElement {
  const box = document.createElement('div');
  box.style.cssText = 'height:700px;overflow:auto;contain:strict';
  const all = document.createElement('div');
  all.style.cssText = `height:${size * ROW}px;position:relative`;
  box.append(all);
  document.body.append(box);
  return box;
}

// A time in a state that stands still would be no roster.
function durationOf(since: number): string {
  const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Only the rows in view are on the page; changed once a frame. */
export function windowedRoster(size: number): ProbeRoster {
  const box = scroller(size);
  const states = new Array<string>(size).fill('');
  const times = new Array<number>(size).fill(0);
  const rows = Array.from({ length: 30 }, rowOf);
  rows.forEach((row, i) => {
    row.style.cssText += `;position:absolute;left:0;right:0;top:${i * ROW}px`;
    box.firstElementChild!.append(row);
  });
  let isDirty = false;
  const draw = (): void => {
    isDirty = false;
    const first = Math.floor(box.scrollTop / ROW);
    rows.forEach((row, i) => {
      const index = first + i;
      row.style.top = `${index * ROW}px`;
      fill(row, [nameOf(index), states[index] ?? '', '', durationOf(times[index] ?? 0)]);
    });
  };
  const dirty = (): void => {
    if (!isDirty) requestAnimationFrame(draw);
    isDirty = true;
  };
  box.addEventListener('scroll', dirty);
  const ticking = setInterval(dirty, 1000);
  draw();
  return {
    take(frame) {
      const { index, state, since } = stateIn(frame);
      states[index] = state;
      times[index] = since;
      dirty();
    },
    remove() {
      clearInterval(ticking);
      box.remove();
    },
  };
}

/** Every row is on the page, and changed when a frame comes: how it is written first. */
export function fullRoster(size: number): ProbeRoster {
  const box = scroller(size);
  const rows = Array.from({ length: size }, rowOf);
  rows.forEach((row, index) => fill(row, [nameOf(index), '', '', '']));
  box.firstElementChild!.append(...rows);
  const times = new Array<number>(size).fill(0);
  const ticking = setInterval(() => rows.forEach((row, index) => (row.lastElementChild!.textContent = durationOf(times[index]!))), 1000);
  return {
    take(frame) {
      const { index, state, since } = stateIn(frame);
      times[index] = since;
      fill(rows[index]!, [nameOf(index), state, '', durationOf(since)]);
    },
    remove() {
      clearInterval(ticking);
      box.remove();
    },
  };
}
