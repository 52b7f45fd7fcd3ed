import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { inChromium } from '../chromium.js';
import type { Metric } from '../metric.js';
import { difference, paired } from '../result.js';
import { quantile, randomOf } from '../statistics.js';
import type { DelayHead } from '../subjects/delay.js';
import { frameOf, updateXml } from '../wire.js';

const PAIRS = 300;
const WARM_UP = 20;
const FRAME_MS = 1000 / 60;
/** Whole frames between two messages, so that the page has come to rest, and a timer has the time to fire. */
const REST = 2;

/**
 * Where in a frame the messages of each pair are sent, from 0 to 1: each part of a frame equally often, in no order. How long a message waits
 * for the next frame depends on nothing else, so the two of a pair wait for as long.
 */
function moments(pairs: number): readonly number[] {
  const random = randomOf(pairs);
  return Array.from({ length: pairs }, (_, i) => ({ at: (i + random()) / pairs, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ at }) => at);
}

// A timer comes a millisecond or two late; what is left is waited for.
function at(time: number, run: () => void): void {
  const left = time - now();
  if (left > 2) setTimeout(() => at(time, run), left - 2);
  else {
    while (now() < time);
    run();
  }
}

/** Milliseconds since 1970, to the microsecond. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Sends the next message when the page has shown the last; `phases` says at what moment of a frame. */
function server(phases: readonly number[]): WebSocketServer {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  sockets.on('connection', (socket) => {
    let turn = 0;
    socket.on('message', (frame: Buffer) => {
      const pair = turn >> 1;
      // Now the one is first, now the other.
      const kind = (turn + pair) % 2 === 0 ? 'ours' : 'plain';
      const xml = frameOf(updateXml({ id: '33870011', event: 'PUT', turn: ++turn, held: pair % 2 === 0 }));
      at(Number(String(frame)) + (REST + phases[pair]!) * FRAME_MS, () => {
        const head: DelayHead = { kind, turn, sentAt: now() };
        socket.send(`${JSON.stringify(head)}\u0000${xml}`);
      });
    });
  });
  return sockets;
}

/** How soon it is seen. */
export const g15: Metric = {
  goal: 'G15',
  about: 'server write to frame produced',
  async measure({ product, quick }) {
    const pairs = quick ? PAIRS / 4 : PAIRS;
    const sockets = server([...moments(WARM_UP), ...moments(pairs)]);
    try {
      await once(sockets, 'listening');
      const url = `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}/`;
      const { ours, plain } = await inChromium(product, 'subjects/delay.ts', (stage) =>
        stage.run<{ ours: number[]; plain: number[] }>('measure', { url, messages: 2 * (pairs + WARM_UP) }),
      );
      const [kit, page] = [ours.slice(WARM_UP), plain.slice(WARM_UP)];
      const goal = { unit: 'ms', better: 'lower' } as const;
      return [
        paired({ id: 'G15.p50', name: 'more than a plain page, median of pairs', gate: 1, stretch: 0.3, ...goal }, kit, page),
        difference({ id: 'G15.p95', name: 'more than a plain page, 95th percentile', gate: 4, stretch: 1, ...goal }, kit, page, (all) =>
          quantile(all, 0.95),
        ),
      ];
    } finally {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    }
  },
};
