import { expect } from '@open-wc/testing';
import { realRuntime } from './runtime.js';

const turn = (): Promise<void> => new Promise((resolve) => realRuntime.setTimer(resolve, 0));

describe('a timer of no length on a page', () => {
  it('runs once, after what goes on now and its microtasks', async () => {
    const seen: string[] = [];
    realRuntime.setTimer(() => seen.push('timer'), 0);
    void Promise.resolve().then(() => seen.push('microtask'));
    seen.push('now');
    await turn();
    await turn();
    expect(seen).to.deep.equal(['now', 'microtask', 'timer']);
  });

  it('does not run when it was cleared, be it in the turn before', async () => {
    let runs = 0;
    realRuntime.setTimer(() => realRuntime.clearTimer(second), 0);
    const second = realRuntime.setTimer(() => runs++, 0);
    realRuntime.clearTimer(realRuntime.setTimer(() => runs++, 0));
    await turn();
    await turn();
    expect(runs).to.equal(0);
  });

  it('does not wait where many follow one another', async () => {
    let isLate = false;
    // A browser waits 4 ms before each of many timers in a row: 200 of them take twice as long.
    const late = setTimeout(() => (isLate = true), 400);
    for (let i = 0; i < 200; i++) await turn();
    clearTimeout(late);
    expect(isLate).to.equal(false);
  });
});
