import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { inChromium } from '../chromium.js';
import type { Metric } from '../metric.js';
import { difference } from '../result.js';
import { quantile } from '../statistics.js';
import { frameOf, updateXml } from '../wire.js';

const PAIRS = 150;
const WARM_UP = 20;

/** Sends the next message when the page has shown the last, at any moment of a frame. */
function server(): WebSocketServer {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  sockets.on('connection', (socket) => {
    let turn = 0;
    socket.on('message', () => {
      const kind = turn % 2 === 0 ? 'ours' : 'plain';
      const frame = frameOf(updateXml({ id: '33870011', event: 'PUT', turn: ++turn, held: turn % 4 < 2 }));
      setTimeout(
        () => socket.send(`${JSON.stringify({ kind, turn, sentAt: performance.timeOrigin + performance.now() })}\u0000${frame}`),
        20 + ((turn * 7) % 23),
      );
    });
  });
  return sockets;
}

/** How soon it is seen. */
export const g15: Metric = {
  goal: 'G15',
  about: 'server write to frame produced',
  async measure({ product, quick }) {
    const sockets = server();
    try {
      await once(sockets, 'listening');
      const url = `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}/`;
      const messages = 2 * ((quick ? PAIRS / 3 : PAIRS) + WARM_UP);
      const { ours, plain } = await inChromium(product, 'subjects/delay.ts', (stage) =>
        stage.run<{ ours: number[]; plain: number[] }>('measure', { url, messages }),
      );
      const [kit, page] = [ours.slice(WARM_UP), plain.slice(WARM_UP)];
      const goal = { unit: 'ms', better: 'lower' } as const;
      return [
        difference({ id: 'G15.p50', name: 'more than a plain page, median', gate: 1, stretch: 0.3, ...goal }, kit, page, (all) =>
          quantile(all, 0.5),
        ),
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
