import { ownParticipant, type AgentPicture, type DialogPicture, type PortEvent, type Seen } from '@cordboard/core';
import { dialogIdOf, type WireDialog } from '../codec/dialog.js';
import { dialogPicture } from '../codec/dialog-picture.js';
import { withNextStates, type StateRules } from '../codec/next-states.js';
import { given } from '../xml/given.js';
import { resourceOf, type Update } from '../codec/update.js';
import { agentPicture, type WireUser } from '../codec/user.js';
import type { SystemInfo } from '../codec/system-info.js';
import type { Report } from './commands.js';
import type { Legs } from './watchdog.js';

/** What an update comes to. */
export interface Reading {
  /** For the client. */
  readonly events: readonly PortEvent[];
  /** For commands under way. */
  readonly reports: readonly Report[];
  /** The node's health, where the update was about that. */
  readonly systemInfo?: SystemInfo;
  /** The update does not say all that it should: read everything again. */
  readonly incomplete?: boolean;
}

const NOTHING: Reading = { events: [], reports: [] };

/** What is remembered of a dialog. */
interface Known {
  /** What its next picture is completed with: after a failover the platform forgets it. */
  readonly callType: string | undefined;
  readonly replacedId: string | undefined;
  /** The newest time it told. */
  readonly at: number | undefined;
  /** The agent's own leg has dropped out of it. */
  readonly isDropped: boolean;
  controller?: 'yes' | 'no';
  recording?: boolean;
}

function ignored(what: string, incomplete = false): Reading {
  return { events: [{ type: 'ignored', what }], reports: [], incomplete };
}

/** Turns what one agent's nodes say into pictures, and remembers of each what the next one needs. */
export class Pictures {
  readonly agentId: string;
  readonly #known = new Map<string, Known>();
  #rules: StateRules;
  #agent: Seen<AgentPicture> | undefined;
  #version = 0;
  #mobile: AgentPicture['mobile'];

  constructor(agentId: string, rules: StateRules) {
    this.agentId = agentId;
    this.#rules = rules;
  }

  get agent(): AgentPicture | undefined {
    return this.#agent?.picture;
  }

  /** The last mobile mode seen: the other node forgets it (Finesse 12.5 guide p. 33). */
  get mobile(): AgentPicture['mobile'] {
    return this.#mobile;
  }

  /** How the agent's own legs stand. */
  get legs(): Legs {
    const dropped = [...this.#known.values()].filter(({ isDropped }) => isDropped).length;
    return { dropped, live: this.#known.size - dropped };
  }

  /** Takes other rules, and gives the agent anew if they change what may be asked for. */
  setRules(rules: Partial<StateRules>): PortEvent | undefined {
    this.#rules = { ...this.#rules, ...rules };
    const seen = this.#agent;
    if (seen === undefined) return undefined;
    const picture = withNextStates(seen.picture, this.#rules);
    if (picture === seen.picture) return undefined;
    this.#agent = { ...seen, picture };
    return { type: 'agent', ...this.#agent };
  }

  /** Who controls a conference is known only to whoever began it, and to who was refused as not the one. */
  setController(dialogId: string, controller: 'yes' | 'no'): void {
    const known = this.#known.get(dialogId);
    if (known) known.controller = controller;
  }

  /** The platform took a request to record the call. */
  setRecorded(dialogId: string): void {
    const known = this.#known.get(dialogId);
    if (known) known.recording = true;
  }

  /** The survivor of the two calls, where one of them has gone into the other. */
  survivorOf(dialogId: string): string {
    for (const [id, { replacedId }] of this.#known) if (replacedId === dialogId) return id;
    return dialogId;
  }

  /** Grows with each report, so that a read can tell whether it was overtaken. */
  get version(): number {
    return this.#version;
  }

  /** What a read of the user says. `keep` false: a report has overtaken it. */
  readAgent(user: WireUser, keep = true): Seen<AgentPicture> | undefined {
    const seen = agentPicture(user, this.#rules, this.agent);
    if (seen !== undefined && keep) this.#keepAgent(seen);
    return seen;
  }

  #keepAgent(seen: Seen<AgentPicture>): void {
    this.#agent = seen;
    this.#mobile = seen.picture.mobile ?? this.#mobile;
  }

  /** What a read of all dialogs says; others are forgotten. `doubtful`: the platform may have lost parties of conferences. */
  readDialogs(dialogs: readonly WireDialog[], doubtful: boolean, keep = true): Seen<DialogPicture>[] {
    const seen = dialogs.flatMap((dialog) => this.readDialog(dialog, keep) ?? []);
    const listed = new Set(seen.map(({ picture }) => picture.id));
    if (keep) for (const id of this.#known.keys()) if (!listed.has(id)) this.#known.delete(id);
    return doubtful ? seen.map((one) => (isConference(one.picture) ? { ...one, suspect: true } : one)) : seen;
  }

  /** What a read of one dialog says. */
  readDialog(dialog: WireDialog, keep = true): Seen<DialogPicture> | undefined {
    const seen = this.#picture(dialog);
    if (seen !== undefined && keep) this.#keep(seen);
    return seen;
  }

  /** What an update on one of this agent's nodes says; nothing for those of others. `keep` false: only look. */
  read(node: string, update: Update, keep = true): Reading {
    const { data } = update;
    if (keep) this.#version++;
    const on = resourceOf(node);
    if (on?.kind === 'SystemInfo') return data.kind === 'system-info' ? { ...NOTHING, systemInfo: data.systemInfo } : NOTHING;
    if (on?.kind !== 'User' || on.id !== this.agentId || (on.sub !== '' && on.sub !== 'Dialogs')) {
      return ignored('another node');
    }
    switch (data.kind) {
      case 'user':
        return this.#readUser(data.user, keep);
      case 'dialog':
        return this.#readDialogs([data.dialog], update, keep);
      case 'dialogs':
        return this.#readDialogs(data.dialogs, update, keep);
      case 'errors':
        return { events: [], reports: [{ on: 'errors', errors: data.errors }] };
      case 'none':
        return ignored('no data', true);
      default:
        return ignored('an unknown object');
    }
  }

  #readUser(user: WireUser, keep: boolean): Reading {
    if (user.loginId !== undefined && user.loginId !== this.agentId) {
      return ignored('another agent');
    }
    const known = this.#agent?.at;
    const seen = this.readAgent(user, false);
    if (seen === undefined) return ignored('a user without an id', true);
    if (isOlder(seen.at, known)) return NOTHING;
    if (keep) this.#keepAgent(seen);
    return { events: [{ type: 'agent', ...seen }], reports: [{ on: 'agent', picture: seen.picture }] };
  }

  #readDialogs(dialogs: readonly WireDialog[], update: Update, keep: boolean): Reading {
    const events: PortEvent[] = [];
    const reports: Report[] = [];
    const added = update.event === 'POST';
    for (const dialog of dialogs) {
      const dialogId = dialogIdOf(dialog);
      const seen = this.#picture(dialog);
      if (dialogId === undefined || seen === undefined) continue;
      // What is older than what is known says nothing new, and confirms nothing. The client is told and decides for itself.
      const stale = isOlder(seen.at, this.#known.get(dialogId)?.at);
      if (update.event === 'DELETE') {
        if (keep && !stale) this.#known.delete(dialogId);
        events.push({ type: 'dialog-ended', dialogId, ...(seen.at !== undefined && { at: seen.at }) });
        if (!stale) reports.push({ on: 'end', dialogId });
      } else {
        if (keep && !stale) this.#keep(seen);
        events.push({ type: 'dialog', added, ...seen });
        if (!stale) reports.push({ on: 'dialog', picture: seen.picture, added });
      }
    }
    if (events.length === 0) return ignored('a dialog without an id', true);
    return { events, reports };
  }

  #picture(dialog: WireDialog): Seen<DialogPicture> | undefined {
    const { callType, controller, recording } = this.#known.get(dialogIdOf(dialog) ?? '') ?? {};
    return dialogPicture(dialog, {
      extension: this.agent?.extension,
      agentId: this.agentId,
      ...given({ callType, controller, recording }),
    });
  }

  #keep({ picture, at }: Seen<DialogPicture>): void {
    const known = this.#known.get(picture.id);
    this.#known.set(picture.id, {
      ...known,
      callType: picture.callType,
      replacedId: picture.replacedId,
      at: isOlder(at, known?.at) ? known?.at : (at ?? known?.at),
      isDropped: ownParticipant(picture)?.state === 'dropped',
    });
  }
}

// A failover leaves out parties, so a conference is also told by its type (Finesse 12.5 guide p. 94).
function isConference({ kind, participants }: DialogPicture): boolean {
  return kind === 'conference' || participants.filter(({ state }) => state !== 'dropped').length > 2;
}

function isOlder(at: number | undefined, known: number | undefined): boolean {
  return at !== undefined && known !== undefined && at < known;
}
