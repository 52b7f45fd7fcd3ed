import { builtInWorld, Sandbox, SimClock, type Command, type Done, type HostTimers, type PartyView } from '@cordboard/sandbox';

/** A contact centre in this process, and what the contract does to it without any wire. */
export class EngineLevers {
  // Dialling and routing take their time; at three times the pace the contract is through in half of it.
  readonly #clock = new SimClock({ start: Date.now(), timers: TIMERS, rate: 3 });
  readonly sandbox = new Sandbox({ world: builtInWorld('cce'), clock: this.#clock });

  close(): void {
    this.sandbox.close();
    this.#clock.clear();
  }

  advance(ms: number): void {
    this.#clock.advance(ms);
  }

  /** Throws where the engine refuses. */
  run(command: Command): Done {
    const result = this.sandbox.engine.execute(command);
    if (!result.ok) throw new Error(`The sandbox refused ${command.type}: ${result.refusal.message}`);
    return result;
  }

  /** None of a call that is gone. */
  parties(callId: string): readonly PartyView[] {
    return this.sandbox.engine.call(callId)?.parties ?? [];
  }

  hangUp(callId: string, who: (party: PartyView) => boolean): void {
    for (const { address } of this.parties(callId).filter((party) => who(party) && party.state !== 'DROPPED')) {
      this.run({ type: 'call-action', callId, address, action: 'drop' });
    }
  }

  /** Somebody outside answers, as soon as it rings there: dialling takes a while. */
  async answerAt(callId: string, address: string): Promise<void> {
    await until(() => this.parties(callId).some((party) => party.address === address), 'ringing outside');
    this.run({ type: 'call-action', callId, address, action: 'answer' });
  }
}

const TIMERS: HostTimers = {
  now: () => performance.now(),
  set: (run, ms) => setTimeout(run, ms),
  clear: (handle) => clearTimeout(handle as number),
};

/** Waits until something holds, 5 s at most. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 5_000; !holds();) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
