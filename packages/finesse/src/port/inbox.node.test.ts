import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Runtime } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import { Commands } from './commands.js';
import { Inbox } from './inbox.js';
import { Pictures } from './pictures.js';
import { Watchdog } from './watchdog.js';

const NODE = '/finesse/api/User/1001001/Dialogs';
const update = (id: number): string =>
  `<Update><data><dialog><id>${id}</id><mediaType>Voice</mediaType><state>ACTIVE</state><participants/></dialog></data>` +
  `<event>PUT</event><requestId></requestId><source>/finesse/api/Dialog/${id}</source></Update>`;

describe('a burst of notifications', () => {
  let virtual: VirtualRuntime;
  let seen: string[];
  let inbox: Inbox;
  // What each event costs, ms: a virtual clock stands still while something works.
  let cost = 2;
  let worked = 0;
  // How many were taken in each turn after the first.
  let turns: number[];

  beforeEach(() => {
    virtual = new VirtualRuntime({ monotonic: 1_000 });
    seen = [];
    cost = 2;
    worked = 0;
    turns = [];
    const runtime: Runtime = {
      monotonic: () => virtual.monotonic() + worked,
      wall: () => virtual.wall(),
      setTimer: (run, ms) =>
        virtual.setTimer(() => {
          const before = seen.length;
          run();
          turns.push(seen.length - before);
        }, ms),
      clearTimer: (handle) => virtual.clearTimer(handle),
      random: () => virtual.random(),
    };
    const pictures = new Pictures('1001001', { platform: 'CCE' });
    inbox = new Inbox({
      runtime,
      pictures: () => pictures,
      commands: new Commands(runtime, 2_000, 500),
      watchdog: new Watchdog(runtime, () => Promise.resolve(), 10_000),
      emit: (event) => {
        if (event.type !== 'dialog') return;
        worked += cost;
        seen.push(event.picture.id);
      },
      onService: () => {},
    });
  });

  const numbered = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  const burst = (from: number, to: number): void => {
    for (let id = from; id <= to; id++) inbox.receive([{ node: NODE, itemId: `i${id}`, payload: update(id) }], undefined);
  };

  it('is taken in slices of some ten milliseconds, all of it and in order', async () => {
    burst(1, 100);
    // Two milliseconds each.
    assert.equal(seen.length, 5);
    await virtual.advance(1);
    assert.deepEqual(turns, Array<number>(19).fill(5));
    assert.deepEqual(seen, numbered(1, 100));
  });

  it('goes behind what waits, whatever comes meanwhile', async () => {
    burst(1, 10);
    burst(11, 12);
    await virtual.advance(100);
    assert.deepEqual(seen, numbered(1, 12));
  });

  it('is taken at once where it costs next to nothing, and a single message always', () => {
    cost = 0;
    burst(1, 500);
    assert.equal(seen.length, 500);
    cost = 50;
    worked += 20;
    burst(501, 501);
    assert.equal(seen.at(-1), '501');
  });

  it('leaves the page its turn where it takes long until the next message has been read', () => {
    cost = 0;
    for (let id = 1; id <= 100; id++) {
      worked += 0.5;
      burst(id, id);
    }
    assert.deepEqual(seen, numbered(1, 20));
  });

  it('is taken whole before everything is read again, and leaves no timer', () => {
    burst(1, 30);
    assert.ok(seen.length < 30);
    inbox.hold();
    assert.deepEqual(seen, numbered(1, 30));
    assert.equal(virtual.timers, 0);
  });
});
