import { DesktopClient, Secret } from '@cordboard/core';
import { FinessePort } from '@cordboard/finesse';
import { parseScenario, playScenario, type StepReport } from '@cordboard/sandbox';
import { startInPage, type InPageSandbox } from '@cordboard/sandbox/page';

const WATCH_MS = 900;

/** A scenario on a sandbox of its own, and the desk of its first agent. */
export interface PlayedScenario {
  readonly sandbox: InPageSandbox;
  readonly client: DesktopClient;
  /** Plays it to its end; rejects when an expectation of it was not met. */
  play(onStep: (report: StepReport) => void, signal: AbortSignal): Promise<void>;
}

/** Sets a scenario up. The desk is opened with the agent's password; signing in is part of the scenario. */
export function stageScenario(text: string, pace: 'watch' | 'at-once'): PlayedScenario {
  const scenario = parseScenario(text);
  const sandbox = startInPage({ globals: false, world: scenario.world, seed: scenario.seed, clock: 'virtual' });
  const id = scenario.steps.flatMap((step) => ('agent' in step ? step.agent : []))[0] ?? '1001001';
  const client = new DesktopClient(
    new FinessePort({
      hosts: sandbox.url,
      environment: sandbox.environment,
      credentials: () => Promise.resolve({ kind: 'basic', id, secret: new Secret('cordboard') }),
    }),
  );
  return {
    sandbox,
    client,
    async play(onStep, signal) {
      const real = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
      // A turn of its own for each piece of time, so that the desk is drawn as the story goes.
      const pass = async (ms: number): Promise<void> => {
        sandbox.clock.advance(ms);
        await real(0);
      };
      const failures: string[] = [];
      let shown = Promise.resolve();
      const told = (report: StepReport): void => {
        onStep(report);
        if (report.outcome === 'failed') failures.push(`line ${report.line}: ${report.why ?? ''}`);
        if (pace === 'watch') shown = shown.then(() => real(WATCH_MS));
      };
      const slowly = async (ms: number): Promise<void> => {
        await shown;
        await pass(ms);
      };
      await playScenario(scenario, { sandbox: sandbox.sandbox, pass: pace === 'watch' ? slowly : pass, onStep: told, signal });
      if (failures.length > 0 && !signal.aborted) throw new Error(`${scenario.title}: ${failures.join('; ')}`);
    },
  };
}
