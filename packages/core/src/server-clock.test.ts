import { expect } from '@open-wc/testing';
import { VirtualRuntime } from '@cordboard/testing';
import { ServerClock } from './server-clock.js';

/** One-way delays in ms; the networks are those of the house goals: LAN, VPN (log-normal), a bad virtual desktop. */
interface Network {
  readonly name: string;
  readonly p99: number;
  readonly up: (chance: () => number) => number;
  readonly down: (chance: () => number) => number;
}

const uniform = (low: number, high: number) => (chance: () => number) => low + (high - low) * chance();
const logNormal = (median: number, sigma: number) => (chance: () => number) =>
  median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance()));

const NETWORKS: readonly Network[] = [
  { name: 'LAN', p99: 50, up: uniform(1, 2), down: uniform(1, 2) },
  { name: 'VPN', p99: 60, up: logNormal(20, 0.5), down: logNormal(40, 0.8) },
  { name: 'bad VDI', p99: 200, up: logNormal(80, 0.7), down: logNormal(250, 1) },
];

/** An hour with a sample every 20 s against a server that is `offset` away and drifts; the error each second after the first minute. */
function errorsOver(network: Network, { offset, ppm, wallStep, seed }: { offset: number; ppm: number; wallStep: number; seed: number }) {
  const runtime = new VirtualRuntime({ seed });
  const chance = () => runtime.random();
  let wall = offset;
  const server = (monotonic: number) => 1.7e12 + monotonic * (1 + ppm / 1e6);
  const clock = new ServerClock(() => server(0) + wall);
  const errors: number[] = [];
  let shown = -Infinity;
  for (let second = 0; second < 3600; second++) {
    const sentAt = second * 1000;
    if (second === 1800) wall += wallStep;
    wall += 1000;
    if (second % 20 === 0) {
      const up = network.up(chance);
      clock.add({ sentAt, receivedAt: sentAt + up + network.down(chance), serverTime: server(sentAt + up) });
    }
    const at = sentAt + 999;
    const now = clock.at(at);
    expect(now).to.be.at.least(shown);
    shown = now;
    if (second >= 60) errors.push(Math.abs(now - server(at)));
  }
  return errors.sort((a, b) => a - b);
}

describe('ServerClock', () => {
  for (const network of NETWORKS) {
    it(`stays within ${network.p99} ms (p99) of the server over ${network.name}, and never goes back`, () => {
      for (const [seed, offset, ppm, wallStep] of [
        [1, 90_000, 100, 30_000],
        [2, -90_000, -100, -30_000],
        [3, 0, 100, 0],
      ] as const) {
        const errors = errorsOver(network, { offset, ppm, wallStep, seed });
        expect(errors[Math.floor(errors.length * 0.99)]).to.be.at.most(network.p99);
      }
    });
  }

  it('shows the wall clock until it knows better, then the server at once, even if that is earlier', () => {
    const clock = new ServerClock(() => 5_000_000);
    expect(clock.at(0)).to.equal(5_000_000);
    clock.add({ sentAt: 0, receivedAt: 10, serverTime: 4_000_005 });
    expect(clock.at(10)).to.equal(4_000_010);
  });

  it('slews back at a twentieth of real time, so that a shown second is never skipped or negative', () => {
    const clock = new ServerClock(() => 0);
    clock.add({ sentAt: 0, receivedAt: 100, serverTime: 1_000_050 });
    clock.add({ sentAt: 100, receivedAt: 110, serverTime: 1_000_005 });
    expect(clock.at(110)).to.equal(1_000_110);
    expect(clock.at(1110)).to.equal(1_001_060);
    expect(clock.at(3110)).to.equal(1_003_010);
  });

  it('takes a much later server at once: a counter may catch up, never fall back', () => {
    const clock = new ServerClock(() => 0);
    clock.add({ sentAt: 0, receivedAt: 0, serverTime: 1_000_000 });
    clock.add({ sentAt: 10, receivedAt: 10, serverTime: 1_030_010 });
    expect(clock.at(10)).to.equal(1_030_010);
  });

  it('forgets old samples after the machine has slept', () => {
    let wall = 0;
    const clock = new ServerClock(() => wall);
    clock.add({ sentAt: 0, receivedAt: 2, serverTime: 1_000_001 });
    wall += 8 * 3_600_000;
    clock.add({ sentAt: 100, receivedAt: 400, serverTime: 1_000_250 + 8 * 3_600_000 });
    expect(clock.at(400)).to.equal(1_000_400 + 8 * 3_600_000);
  });

  it('leaves out samples that contradict themselves', () => {
    const clock = new ServerClock(() => 77);
    clock.add({ sentAt: 10, receivedAt: 5, serverTime: 1 });
    clock.add({ sentAt: 1, receivedAt: 2, serverTime: NaN });
    expect(clock.at(10)).to.equal(77);
  });
});
