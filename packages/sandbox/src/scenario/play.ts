import { SimClock, type CallView, type Command } from '../engine/index.js';
import { Sandbox } from '../sandbox.js';
import { ScenarioDesktop, type Reply } from './desktop.js';
import { look, type Finding, type Scene } from './expectations.js';
import type { Note } from './notes.js';
import { requestOf } from './requests.js';
import type { AgentStep, Expectation, Scenario, Step } from './steps.js';

/** What became of a step. */
export interface StepReport {
  /** In the file, from 1. */
  readonly line: number;
  /** The step in one line. */
  readonly text: string;
  /** `done`: nothing was expected of it. */
  readonly outcome: 'done' | 'passed' | 'failed';
  /** Why it failed. */
  readonly why?: string;
  /** When it was over, in ms since the start of the scenario. */
  readonly at: number;
}

/** What became of a scenario. Steps behind one that could not be carried out are not played. */
export interface ScenarioReport {
  readonly title: string;
  readonly steps: readonly StepReport[];
  readonly passed: number;
  readonly failed: number;
}

/** Where and how a scenario is played. */
export interface PlayOptions {
  /**
   * Default: one of its own, on a virtual clock, closed at the end. A given one must play the scenario's world; desktops stay connected to it
   * when the story is over.
   */
  readonly sandbox?: Sandbox;
  /** Lets time pass, in ms of the sandbox's clock. Default: moves the virtual clock. Needed with a sandbox whose clock runs by itself. */
  readonly pass?: (ms: number) => Promise<void> | void;
  /** Told of each step when it is over. */
  readonly onStep?: (report: StepReport) => void;
  /** Stops before the next step. */
  readonly signal?: AbortSignal;
}

/** How far apart a condition is looked at, in ms. */
const LOOK_MS = 10;
const WITHIN_MS = 5_000;
/** A condition before a step may take longer: phones ring and people talk. */
const WHEN_MS = 60_000;
/** How long an outcome of a request is waited for, in ms. */
const OUTCOME_MS = 1_000;
/** Turns of the event loop that a request gets before the clock moves: it needs time only if a fault holds it back. */
const TURNS = 50;

/** Plays a scenario to its end. Never rejects because of what the scenario does or expects. */
export async function playScenario(scenario: Scenario, options: PlayOptions = {}): Promise<ScenarioReport> {
  const clock = new SimClock({ start: scenario.world.startTime });
  const sandbox = options.sandbox ?? new Sandbox({ world: scenario.world, seed: scenario.seed, clock });
  const stage = new Stage(sandbox, options.pass ?? ((ms) => clock.advance(ms)));
  sandbox.finesse.setQuirks(scenario.quirks);
  try {
    const steps: StepReport[] = [];
    for (const [index, step] of scenario.steps.entries()) {
      if (options.signal?.aborted) break;
      const why = await stage.play(step);
      const expected = 'expect' in step || ('refused' in step && step.refused !== undefined);
      const report: StepReport = {
        line: scenario.lines[index] ?? 0,
        text: inWords(step),
        outcome: why === undefined ? (expected ? 'passed' : 'done') : 'failed',
        ...(why === undefined ? {} : { why }),
        at: stage.elapsed,
      };
      steps.push(report);
      options.onStep?.(report);
      // What was expected may fail and the story still go on; what was to happen and did not makes the rest another story.
      if (why !== undefined && !('expect' in step)) break;
    }
    const count = (outcome: StepReport['outcome']): number => steps.filter((each) => each.outcome === outcome).length;
    return { title: scenario.title, steps, passed: count('passed'), failed: count('failed') };
  } finally {
    stage.leave();
    if (!options.sandbox) sandbox.close();
  }
}

class Stage implements Scene {
  readonly engine: Sandbox['engine'];
  readonly #sandbox: Sandbox;
  readonly #pass: (ms: number) => Promise<void> | void;
  readonly #start: number;
  readonly #desktops = new Map<string, ScenarioDesktop>();
  readonly #found = new Map<string, number>();
  readonly #calls = new Map<string, string>();
  readonly #faults = new Map<string, string>();
  #naming: { readonly as: string; readonly from: string } | undefined;
  readonly #unsubscribe: () => void;

  constructor(sandbox: Sandbox, pass: (ms: number) => Promise<void> | void) {
    this.engine = sandbox.engine;
    this.#sandbox = sandbox;
    this.#pass = pass;
    this.#start = sandbox.engine.now();
    this.#unsubscribe = sandbox.engine.subscribe((fact) => {
      if (fact.type === 'call' && fact.change === 'started') this.#name(fact.call);
    });
  }

  get elapsed(): number {
    return this.engine.now() - this.#start;
  }

  idOf(name: string): string {
    return this.#calls.get(name) ?? '';
  }

  notesOf(agent: string): readonly Note[] {
    return this.#desktops.get(agent)?.notes.slice(this.#found.get(agent) ?? 0) ?? [];
  }

  /** Plays one step; why it failed, if it did. */
  async play(step: Step): Promise<string | undefined> {
    if (step.at !== undefined && step.at > this.elapsed) await this.#wait(step.at - this.elapsed);
    if (step.when) {
      const why = await this.#until(step.when, WHEN_MS);
      if (why !== undefined) return `${why} (waited for it)`;
    }
    if ('expect' in step) return this.#until(step.expect, step.within ?? WITHIN_MS);
    if ('agent' in step) return this.#act(step);
    if ('wait' in step) await this.#wait(step.wait);
    else if ('fault' in step) this.#faults.set(step.as ?? '', this.#sandbox.faults.start(step.fault));
    else if ('heal' in step && step.heal === 'all') this.#sandbox.faults.stopAll();
    else if ('heal' in step) this.#sandbox.faults.stop(this.#faults.get(step.heal) ?? '');
    else return this.#execute(step);
    return undefined;
  }

  /** Nothing more is listened to. */
  leave(): void {
    this.#unsubscribe();
  }

  #execute(step: Parameters<Stage['commandOf']>[0]): string | undefined {
    const result = this.engine.execute(this.commandOf(step));
    if (!result.ok) return `refused: ${result.refusal.kind}, ${result.refusal.message}`;
    if ('as' in step && step.as !== undefined && result.callId !== undefined) this.#calls.set(step.as, result.callId);
    return undefined;
  }

  /** What plays a step that no agent's request is needed for. */
  commandOf(step: Exclude<Step, AgentStep | { expect: Expectation } | { wait: number } | { fault: unknown } | { heal: string }>): Command {
    if ('customer' in step) {
      const { customer: from, calls, callType } = step;
      const queue = this.engine.world.queues.find((each) => each.name === calls || each.id === calls);
      const variables = textsOf(step.variables);
      return {
        type: 'place-call',
        from,
        ...(queue ? { queue: queue.id } : { to: calls }),
        ...(variables && { variables }),
        ...(callType !== undefined && { callType }),
      };
    }
    if ('party' in step) {
      const { party: address, does: action, call, to } = step;
      return { type: 'call-action', callId: this.idOf(call), address, action, ...(to !== undefined && { to }) };
    }
    if ('colleague' in step) {
      const { colleague: target, is: state, reason } = step;
      return { type: 'force-state', target, state, ...(reason !== undefined && { reasonCode: reason }) };
    }
    if ('data' in step) return { type: 'update-data', callId: this.idOf(step.call), variables: step.data };
    const { campaign, offers: customer, to: target } = step;
    const variables = textsOf(step.variables);
    return { type: 'offer-contact', campaign, customer, ...(target !== undefined && { target }), ...(variables && { variables }) };
  }

  async #act(step: AgentStep): Promise<string | undefined> {
    const desktop = this.#desktopOf(step.agent);
    if (step.does === 'disconnect') {
      desktop.disconnect();
      return undefined;
    }
    if (step.does === 'connect' || step.does === 'sign-in') {
      desktop.connect();
      for (let turn = 0; turn < TURNS && !desktop.listening; turn++) await nextTurn();
      if (step.does === 'connect') return desktop.listening ? undefined : 'the notification stream did not open';
    }
    desktop.extension = step.extension ?? desktop.extension;
    if (step.as !== undefined) this.#naming = { as: step.as, from: desktop.extension };
    const callId = step.call === undefined ? (this.engine.callsOf(step.agent)[0]?.id ?? '') : this.idOf(step.call);
    const reply = await this.#answered(desktop.ask(requestOf(step, desktop, callId)));
    if (step.status !== undefined && reply.status !== step.status) return `answered with ${reply.status}, not ${step.status}`;
    const error = reply.status < 300 && reply.status > 0 ? await this.#outcome(desktop, reply) : reply.errorType || `${reply.status}`;
    if (step.refused !== undefined)
      return error === step.refused ? undefined : `not refused as ${step.refused}, but ${error || 'carried out'}`;
    return error === '' || step.status !== undefined ? undefined : `refused: ${error}`;
  }

  // The type of the error that an accepted request ends with, or nothing.
  async #outcome(desktop: ScenarioDesktop, { requestId }: Reply): Promise<string> {
    const answer = (): Note | undefined => desktop.notes.find((note) => note.requestId === requestId);
    for (let waited = 0; waited < OUTCOME_MS && !answer(); waited += LOOK_MS) await this.#wait(LOOK_MS);
    return answer()?.errorType ?? '';
  }

  async #answered(reply: Promise<Reply>): Promise<Reply> {
    let answer: Reply | undefined;
    void reply.then((each) => (answer = each));
    for (let turn = 1; !answer; turn++) {
      await nextTurn();
      if (!answer && turn % TURNS === 0) await this.#wait(LOOK_MS);
      if (turn > TURNS * 10_000) return { status: 0, errorType: '', requestId: '' };
    }
    return answer;
  }

  async #until(expected: Expectation, within: number): Promise<string | undefined> {
    const denied = 'told' in expected && expected.never === true;
    const end = this.elapsed + (denied ? 0 : within);
    for (;;) {
      await nextTurn();
      const finding: Finding = look(this, expected);
      if (finding.met) {
        if ('told' in expected && finding.found !== undefined) {
          this.#found.set(expected.told, (this.#found.get(expected.told) ?? 0) + finding.found);
        }
        return undefined;
      }
      if (this.elapsed >= end) return finding.why;
      await this.#wait(LOOK_MS);
    }
  }

  async #wait(ms: number): Promise<void> {
    await this.#pass(ms);
    await nextTurn();
  }

  #desktopOf(id: string): ScenarioDesktop {
    const known = this.#desktops.get(id);
    if (known) return known;
    const desktop = new ScenarioDesktop(this.#sandbox, id);
    this.#desktops.set(id, desktop);
    return desktop;
  }

  #name(call: CallView): void {
    if (call.from !== this.#naming?.from) return;
    this.#calls.set(this.#naming.as, call.id);
    this.#naming = undefined;
  }
}

function textsOf(variables: Readonly<Record<string, string | null>> | undefined): Readonly<Record<string, string>> | undefined {
  return variables && Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value ?? '']));
}

// A message, not a timer: browsers make timers late, and nothing here is about time.
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

/** A step in one line, for reports. */
export function inWords(step: Step): string {
  const { at: _at, when: _when, note, ...rest } = step;
  if (note !== undefined) return note;
  const say = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (name === 'expect' ? `expect ${inWords(value as Step)}` : `${name} ${say(value)}`))
    .join(', ');
}
