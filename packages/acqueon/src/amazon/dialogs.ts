import type { DialogAction, DialogPicture, PortEvent, Runtime, Seen, TimerHandle } from '@cordboard/core';
import { Desk, type DeskCall, type HeldLeg } from './desk.js';
import type { Leg } from './leg.js';
import type { ContactVariables } from './options.js';
import { pictureOf, type PictureFacts } from './picture.js';

/** What the dialogs are told with. */
export interface DialogsOptions {
  readonly runtime: Runtime;
  /** How long a campaign's call that has dropped is kept for its wrap-up; milliseconds. */
  readonly afterCallMs: number;
  readonly buttons: ReadonlyMap<string, DialogAction>;
  readonly contact: ContactVariables;
  /** What the agent has to do with the pictures now. */
  readonly agent: () => Pick<PictureFacts, 'own' | 'muted' | 'muting'>;
  readonly emit: (event: PortEvent) => void;
}

/** The dialogs of the desk: each change of its legs becomes reports of the dialogs that it changes. */
export class Dialogs {
  readonly #options: DialogsOptions;
  readonly #desk = new Desk();
  readonly #timers = new Map<string, TimerHandle>();
  /** As they were reported last. Nothing is reported before there is a snapshot to add to. */
  #reported: Map<string, string> | undefined;
  #consulted: string | undefined;
  /** Campaign's calls that were there before the bus was lost: they cannot be read again. */
  #doubted: ReadonlySet<string> = new Set();

  constructor(options: DialogsOptions) {
    this.#options = options;
  }

  get(id: string): DeskCall | undefined {
    return this.#desk.get(id);
  }

  get ids(): ReadonlySet<string> {
    return new Set(this.#desk.calls.map(({ id }) => id));
  }

  get pictures(): readonly Seen<DialogPicture>[] {
    const { agent, buttons, contact } = this.#options;
    const facts: PictureFacts = { ...agent(), buttons, contact, ...(this.#consulted === undefined ? {} : { consulted: this.#consulted }) };
    return this.#desk.calls.map((call) => ({ ...pictureOf(call, facts), ...(this.#doubted.has(call.id) ? { suspect: true } : {}) }));
  }

  /** Whom the agent consults, by the name that a transfer wants. */
  get consulted(): string | undefined {
    const { consult } = this.#desk;
    return consult?.agentName ?? this.#consulted ?? consult?.number;
  }

  /** This session asks for a consult, or has asked in vain; the events tell of it without a name. */
  consults(name: string | undefined): void {
    this.#consulted = name;
  }

  /** Everything there is, for a snapshot; from now on changes are reported. */
  begin(): readonly Seen<DialogPicture>[] {
    const { pictures } = this;
    this.#reported = new Map(pictures.map((seen) => [seen.picture.id, JSON.stringify(seen)]));
    return pictures;
  }

  /** No more reports before the next `begin`. What was there until now may be over by then. */
  pause(): void {
    this.#reported = undefined;
    this.#doubted = new Set(this.#desk.calls.flatMap(({ id, party }) => (party.topic === 'OutboundCall' ? [id] : [])));
  }

  put(leg: Leg): void {
    const { consult } = this.#desk;
    this.#doubted = new Set([...this.#doubted].filter((id) => id !== leg.id));
    this.#desk.put(leg);
    this.#afterwards(consult);
    this.report(leg.topic === 'InboundCall' ? leg.contactId : leg.id);
  }

  putRouted(legs: readonly Leg[]): void {
    this.#desk.putAll('InboundCall', legs);
    this.report();
  }

  /** The agent is free of campaign contacts: what has ended or is in doubt, and what `leaving` names, is gone. */
  endCampaign(leaving: string | undefined): void {
    const { consult } = this.#desk;
    for (const { id, party } of this.#desk.calls) {
      if (party.topic === 'OutboundCall' && (party.ended || id === leaving || this.#doubted.has(id))) this.#desk.end(id);
    }
    this.#afterwards(consult);
    this.report();
  }

  clear(): void {
    this.#desk.clear();
    this.#consulted = undefined;
    this.stop();
    this.report();
  }

  stop(): void {
    for (const timer of this.#timers.values()) this.#options.runtime.clearTimer(timer);
    this.#timers.clear();
  }

  /** Reports what has changed, and the call that a message was about even when it has not. */
  report(about?: string): void {
    const reported = this.#reported;
    if (!reported) return;
    const { pictures } = this;
    const ids = new Set(pictures.map(({ picture }) => picture.id));
    for (const dialogId of [...reported.keys()]) {
      if (ids.has(dialogId)) continue;
      reported.delete(dialogId);
      this.#options.emit({ type: 'dialog-ended', dialogId });
    }
    for (const seen of pictures) {
      const { id } = seen.picture;
      const said = JSON.stringify(seen);
      const last = reported.get(id);
      if (said === last && id !== about) continue;
      reported.set(id, said);
      this.#options.emit({ type: 'dialog', added: last === undefined, ...seen });
    }
  }

  #afterwards(consult: HeldLeg | undefined): void {
    if (consult && !this.#desk.consult) this.#consulted = undefined;
    const { runtime, afterCallMs } = this.#options;
    const dropped = new Set(this.#desk.calls.filter(({ party }) => party.topic === 'OutboundCall' && party.finished).map(({ id }) => id));
    for (const [id, timer] of this.#timers) {
      if (dropped.has(id)) continue;
      runtime.clearTimer(timer);
      this.#timers.delete(id);
    }
    for (const id of dropped) {
      if (this.#timers.has(id)) continue;
      const leave = (): void => {
        this.#timers.delete(id);
        this.#desk.end(id);
        this.report();
      };
      this.#timers.set(id, runtime.setTimer(leave, afterCallMs));
    }
  }
}
