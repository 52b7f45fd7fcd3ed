import { deskPage, painted, textOf } from '../desk-page.js';
import { mustBe } from '../sampling.js';
import { frameOf, updateXml } from '../wire.js';

const EVENTS = 1_000;
const CALLS = 10;
const ID = '33870000';

/** Everything is published again at once, and there is news in it: longest task, and time until the page is painted with the truth. */
export async function measure({ rounds }: { rounds: number }): Promise<{ readonly tasks: number[]; readonly views: number[] }> {
  const desk = await deskPage(['agent-state-picker', 'dialog-list', 'dialog-controls', 'conference-roster', 'call-data'], ID);
  const id = (i: number): string => String(33_870_000 + (i % CALLS));
  let turn = 0;
  for (; turn < CALLS; turn++) desk.deliver(frameOf(updateXml({ id: id(turn), event: 'POST', turn })));
  await desk.rendered();
  await painted();
  let longest = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration)))).observe({
    type: 'longtask',
  });
  const tasks: number[] = [];
  const views: number[] = [];
  for (let round = -3; round < rounds; round++) {
    const frames = Array.from({ length: EVENTS }, (_, i) => {
      const event = i < CALLS ? 'POST' : 'PUT';
      return frameOf(updateXml({ id: id(i), event, turn: ++turn, held: turn % 2 === 0 }));
    });
    const last = `turn ${turn - CALLS + 1}`;
    // Making the frames was a long task of its own.
    await new Promise((resolve) => setTimeout(resolve, 100));
    longest = 0;
    const [task, view] = await new Promise<readonly [number, number]>((resolve) => {
      setTimeout(() => {
        const start = performance.now();
        for (const frame of frames) desk.deliver(frame);
        // Microtasks belong to the task as well, and rendering is one.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = async () => {
          const task = performance.now() - start;
          do {
            await desk.rendered();
            await painted();
          } while (!textOf(desk.elements[4]!).includes(last) && performance.now() - start < 5_000);
          resolve([task, performance.now() - start]);
        };
        port2.postMessage(0);
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    mustBe(textOf(desk.elements[4]!).includes(last), 'the page does not show the last event');
    mustBe(desk.client.state.dialogs.size === CALLS, 'calls were lost');
    if (round < 0) continue;
    tasks.push(Math.max(task, longest));
    views.push(view);
  }
  desk.leave();
  return { tasks, views };
}
