import { inChromium } from '../chromium.js';
import type { Metric } from '../metric.js';
import { ratio } from '../result.js';
import type { Samples } from '../sampling.js';

/** From the wire to the page. */
export const g2: Metric = {
  goal: 'G2',
  about: 'one XMPP frame to three elements whose DOM is up to date',
  async measure({ product, peers, quick }) {
    const {
      ours,
      floor,
      'finesse.js': peer,
    } = await inChromium(product, 'subjects/pipeline.ts', (stage) => stage.run<Samples>('measure', { rounds: quick ? 20 : 60 }), { peers });
    return [
      ratio(
        {
          id: 'G2.floor',
          name: 'time to a search, the scanner probe and three bare Lit elements',
          better: 'lower',
          gate: 2.5,
          stretch: 1.5,
        },
        ours!,
        floor!,
      ),
      ...(peer
        ? [
            ratio(
              {
                id: 'G2.finesse-js',
                name: 'faster than DOMParser and finesse.js to a bare callback',
                better: 'higher',
                gate: 6,
                stretch: 12,
              },
              peer,
              ours!,
            ),
          ]
        : []),
    ];
  },
};
