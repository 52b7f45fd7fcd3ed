import { launch } from 'puppeteer-core';
import { findBrowser } from '../../tools/browser.mjs';
import { apartDesktop, classicDesktop, emptyDesktop, kitDesktop, type PageCost } from '../gadget-desktops.js';
import type { Metric } from '../metric.js';
import { ratio } from '../result.js';

/** One frame with ten elements, where there were ten frames. */
export const g9: Metric = {
  goal: 'G9',
  about:
    'ten elements of ten kinds in one gadget, against each in a gadget of its own, and against ten gadgets with jQuery and finesse.js; the desktop in the box',
  async measure({ peers, quick }) {
    const names = ['empty', 'kit', 'apart', 'classic'] as const;
    const desktops = [await emptyDesktop(), await kitDesktop(), await apartDesktop(), await classicDesktop(peers.finesseJs)];
    const browser = await launch(await findBrowser());
    try {
      const costs = { empty: [], kit: [], apart: [], classic: [] } as Record<(typeof names)[number], PageCost[]>;
      const rounds = quick ? 2 : 7;
      // The first of each is slower: files, caches.
      for (let round = -1; round < rounds; round++) {
        for (let turn = 0; turn < names.length; turn++) {
          const which = (round + 1 + turn) % names.length;
          const cost = await desktops[which]!.cost(browser);
          if (round >= 0) costs[names[which]!].push(cost);
        }
      }
      // What the page itself takes is the same for all, and not what is compared.
      const more = (name: (typeof names)[number], what: keyof PageCost): number[] =>
        costs[name].map((cost, round) => cost[what] - costs.empty[round]![what]);
      const main = { name: 'main thread', gate: 8, stretch: 15, better: 'higher' } as const;
      const heap = { name: 'heap', gate: 10, stretch: 15, better: 'higher' } as const;
      return [
        ratio({ ...main, id: 'G9.main', name: 'main thread of ten gadgets to one, of the kit' }, more('apart', 'ms'), more('kit', 'ms')),
        ratio({ ...heap, id: 'G9.heap', name: 'heap of the same' }, more('apart', 'bytes'), more('kit', 'bytes')),
        ratio(
          { ...main, id: 'G9.classic', name: 'main thread of ten classic gadgets to one of the kit' },
          more('classic', 'ms'),
          more('kit', 'ms'),
        ),
        ratio({ ...heap, id: 'G9.classic-heap', name: 'heap of the same' }, more('classic', 'bytes'), more('kit', 'bytes')),
      ];
    } finally {
      await browser.close();
      for (const each of desktops) await each.close();
    }
  },
};
