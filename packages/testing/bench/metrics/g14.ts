import type { Metric } from '../metric.js';
import { inNode } from '../node-process.js';
import { count } from '../result.js';

const GATES: Readonly<Record<string, readonly [gate: number, stretch: number, name: string]>> = {
  lan: [50, 30, 'LAN, 1-2 ms each way'],
  vpn: [60, 30, 'VPN, about 20 ms up and 40 down'],
  vdi: [200, 130, 'bad VDI, about 80 ms up and 250 down'],
};

/** Durations against the server's truth. */
export const g14: Metric = {
  goal: 'G14',
  about: 'time shown, 60 simulated hours on each network, clocks wrong by 90 s and 100 ppm and once set by 30 s',
  exact: true,
  async measure({ product }) {
    const networks = await inNode<{ name: string; p99: number; back: number }[]>(product, 'subjects/clock.ts');
    const back = networks.reduce((sum, network) => sum + network.back, 0);
    return [
      ...networks.map(({ name, p99 }) => {
        const [gate, stretch, network] = GATES[name]!;
        return count({ id: `G14.${name}`, name: `error, 99th percentile; ${network}`, unit: 'ms', better: 'lower', gate, stretch }, p99);
      }),
      count(
        { id: 'G14.back', name: 'times shown that were less than the one before', unit: 'times', better: 'lower', gate: 0, stretch: 0 },
        back,
      ),
    ];
  },
};
