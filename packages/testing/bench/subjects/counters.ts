import { timers } from '../watch-leaks.js';
import { html, LitElement, type TemplateResult } from 'lit';
import type { DesktopClient } from '@cordboard/core';
import { Clock, elapsed } from '../../../elements/src/internal/duration.js';
import { cannedDesk } from '../canned-finesse.js';
import { mustBe } from '../sampling.js';
import { EPOCH } from '../wire.js';

const COUNTERS = 1_000;

export type Kind = 'ours' | 'interval' | 'idle';

let client: DesktopClient | undefined;

/** A counter as the kit's elements count. */
class OurCounter extends LitElement {
  since = EPOCH;
  readonly #clock = new Clock(this, () => ({ client, mode: 'running' }));
  protected override render(): TemplateResult {
    return html`${elapsed(this.since, this.#clock.now)}`;
  }
}

/** A counter as it is written first: on its own. */
class IntervalCounter extends LitElement {
  since = EPOCH;
  #timer: ReturnType<typeof setInterval> | undefined;
  override connectedCallback(): void {
    super.connectedCallback();
    // As elements come that were not all put there at once.
    this.#timer = setTimeout(() => {
      this.#timer = setInterval(() => this.requestUpdate(), 1000);
    }, Math.random() * 1000);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }
  protected override render(): TemplateResult {
    return html`${elapsed(this.since, Date.now())}`;
  }
}

customElements.define('our-counter', OurCounter);
customElements.define('interval-counter', IntervalCounter);

const box = document.createElement('div');
box.style.cssText = 'display:grid;grid-template-columns:repeat(25,48px);font:10px/20px monospace;contain:strict;height:860px';

/** Puts the counters on the page, in view or far below it, and lets them begin. */
export async function mount({ kind, inView = true }: { kind: Kind; inView?: boolean }): Promise<void> {
  client ??= (await cannedDesk()).client;
  box.style.marginTop = inView ? '0' : '5000px';
  document.body.append(box);
  if (kind !== 'idle') {
    box.append(
      ...Array.from({ length: COUNTERS }, (_, i) => {
        const counter = document.createElement(kind === 'ours' ? 'our-counter' : 'interval-counter') as OurCounter;
        counter.since = EPOCH + i * 1000;
        return counter;
      }),
    );
  }
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

function shown(): readonly string[] {
  return Array.from(box.children, (counter) => counter.shadowRoot?.textContent ?? '');
}

/** Lets the page stand for so long; every counter must have gone on. Then takes the counters away. */
export async function stand({ ms }: { ms: number }): Promise<void> {
  const before = shown();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const after = shown();
  mustBe(
    before.every((text, i) => text !== after[i]),
    'a counter stood still',
  );
}

/** Frames a second in which anything on the page changed, counted between beats. */
export async function framesTouched(): Promise<number> {
  const frames = new Set<unknown>();
  let first = (): void => {};
  const begun = new Promise<void>((resolve) => (first = resolve));
  const observer = new MutationObserver(() => {
    frames.add(document.timeline.currentTime);
    first();
  });
  for (const counter of box.children) observer.observe(counter.shadowRoot!, { subtree: true, childList: true, characterData: true });
  await begun;
  await new Promise((resolve) => setTimeout(resolve, 500));
  frames.clear();
  const seconds = 4;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  observer.disconnect();
  return frames.size / seconds;
}

/** Timers that are set beyond those that were before there were counters. */
export async function timersSet(): Promise<number> {
  const withCounters = timers.size;
  box.replaceChildren();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return withCounters - timers.size;
}

export function unmount(): void {
  box.replaceChildren();
  box.remove();
}
