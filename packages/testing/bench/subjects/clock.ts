import { DesktopClient, type DesktopPort, type PortEvent, type Runtime } from '@cordboard/core';
import { Observable, Subject } from 'rxjs';
import { mustBe } from '../sampling.js';
import { quantile, randomOf } from '../statistics.js';

/** How long a message is on the way, one way; milliseconds. */
type Delay = (random: () => number) => number;

export interface Network {
  readonly name: string;
  readonly up: Delay;
  readonly down: Delay;
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const uniform =
  (low: number, high: number): Delay =>
  (random) =>
    low + (high - low) * random();
const logNormal =
  (median: number, sigma: number): Delay =>
  (random) =>
    median * Math.exp(sigma * normal(random));

const NETWORKS: readonly Network[] = [
  { name: 'lan', up: uniform(1, 2), down: uniform(1, 2) },
  { name: 'vpn', up: logNormal(20, 0.5), down: logNormal(40, 0.8) },
  { name: 'vdi', up: logNormal(80, 0.7), down: logNormal(250, 1) },
];

const RUNS = 60;
const LASTS_MS = 3_600_000;
const SAMPLE_MS = 20_000;
const LOOK_MS = 1_000;
const START = Date.UTC(2026, 0, 5, 9);

/** One hour at one desk: how wrong each shown time was, and how often one was less than the one before. */
function hour(network: Network, seed: number): { readonly errors: number[]; readonly back: number } {
  const random = randomOf(seed);
  const offset = (random() * 2 - 1) * 90_000;
  const drift = 1 + (random() * 2 - 1) * 1e-4;
  const steppedAt = random() * LASTS_MS;
  const step = random() < 0.5 ? 30_000 : -30_000;
  // True time, which is the server's, in ms since the hour began.
  let now = 0;
  const runtime: Runtime = {
    monotonic: () => 5_000 + now * drift,
    wall: () => START + offset + now * drift + (now >= steppedAt ? step : 0),
    setTimer: () => 0,
    clearTimer: () => {},
    random,
  };
  const events$ = new Subject<PortEvent>();
  const port: DesktopPort = {
    features: new Set(['agent-state']),
    events$: new Observable((subscriber) => events$.subscribe(subscriber)),
    send: () => Promise.resolve(),
    query: () => Promise.reject(new Error('not asked')),
  };
  const client = new DesktopClient({ runtime }, port);
  client.connect();

  const answers: { readonly at: number; readonly event: PortEvent }[] = [];
  for (let sent = 0; sent < LASTS_MS; sent += SAMPLE_MS) {
    now = sent;
    const sentAt = runtime.monotonic();
    const stamped = sent + network.up(random);
    now = stamped + network.down(random);
    const sample = { sentAt, receivedAt: runtime.monotonic(), serverTime: START + Math.floor(stamped) };
    answers.push({ at: now, event: { type: 'clock', sample } });
  }
  answers.sort((a, b) => a.at - b.at);

  const errors: number[] = [];
  let back = 0;
  let last = -Infinity;
  let next = 0;
  // Before the first answer there is nothing to show a duration by.
  for (let look = Math.ceil(answers[0]!.at); look < LASTS_MS; look += LOOK_MS) {
    for (; next < answers.length && answers[next]!.at <= look; next++) {
      now = answers[next]!.at;
      events$.next(answers[next]!.event);
    }
    now = look;
    const shown = client.now();
    if (shown < last) back++;
    last = shown;
    errors.push(Math.abs(shown - (START + look)));
  }
  client.close();
  return { errors, back };
}

/** The 99th percentile of what was shown wrong on each network, and steps back. */
export function measure(): readonly { readonly name: string; readonly p99: number; readonly back: number }[] {
  return NETWORKS.map((network) => {
    const hours = Array.from({ length: RUNS }, (_, run) => hour(network, run + 1));
    const errors = hours.flatMap((each) => each.errors);
    mustBe(errors.length > RUNS * 3_500, 'the clock was not looked at');
    return { name: network.name, p99: quantile(errors, 0.99), back: hours.reduce((sum, { back }) => sum + back, 0) };
  });
}
