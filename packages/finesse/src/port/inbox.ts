import type { PortEvent, Runtime, TimerHandle } from '@cordboard/core';
import type { SystemInfo } from '../codec/system-info.js';
import { readUpdate, type Update } from '../codec/update.js';
import type { PubsubItem } from '../xml/stanza.js';
import type { Commands } from './commands.js';
import type { Pictures } from './pictures.js';
import { SeenMessages } from './seen-messages.js';
import type { Watchdog } from './watchdog.js';

interface Note {
  readonly node: string;
  readonly update: Update;
}

interface Message {
  readonly items: readonly PubsubItem[];
  readonly id: string | undefined;
}

// After so much work in one go the page gets a turn. Less makes shorter tasks and a later view, for the page renders in each; more, the reverse (G17).
const SLICE_MS = 10;
// Messages of one turn follow one another closer than this; after such a pause the page has had its turn.
const PAUSE_MS = 1;

interface InboxOptions {
  readonly runtime: Runtime;
  readonly pictures: () => Pictures | undefined;
  readonly commands: Commands;
  readonly watchdog: Watchdog;
  readonly emit: (event: PortEvent) => void;
  readonly onService: (status: SystemInfo['status']) => void;
}

/**
 * Where notifications come in. While everything is being read they are held back, so that nothing is lost and nothing overtakes the
 * reading. Of a burst only a slice is taken in one go, in order, so that the page goes on living.
 */
export class Inbox {
  readonly #options: InboxOptions;
  #seen = new SeenMessages();
  readonly #waiting: Message[] = [];
  #held: Note[] | undefined;
  // Of the next slice; undefined while none is due.
  #next: TimerHandle;
  #worked = 0;
  #restedAt = 0;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  /** A new stream: its service may be another one, which names messages as the last one did. */
  open(): void {
    this.flush();
    this.#seen = new SeenMessages();
    this.hold();
  }

  /** Holds back what comes from now on. What was held before is dropped: a reading that begins now has it. */
  hold(): void {
    this.flush();
    this.#held = [];
  }

  /** Lets through what was held, and all that comes. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const note of held) this.#take(note);
  }

  /** Takes the items of one message: at once, or after those that wait. */
  receive(items: readonly PubsubItem[], messageId: string | undefined): void {
    this.#waiting.push({ items, id: messageId });
    if (this.#next === undefined) this.#work();
  }

  /** Takes all that waits, however long that is. */
  flush(): void {
    this.#rest();
    for (let message = this.#waiting.shift(); message; message = this.#waiting.shift()) this.#read(message);
  }

  #rest(): void {
    if (this.#next !== undefined) this.#options.runtime.clearTimer(this.#next);
    this.#next = undefined;
    this.#worked = 0;
  }

  #work(): void {
    const { runtime } = this.#options;
    let now = runtime.monotonic();
    // What it took until the next message was there is work as well: its frame was read.
    const since = now - this.#restedAt;
    this.#worked = since < PAUSE_MS ? this.#worked + since : 0;
    while (this.#waiting.length > 0 && this.#worked < SLICE_MS) {
      const before = now;
      this.#read(this.#waiting.shift()!);
      now = runtime.monotonic();
      this.#worked += now - before;
    }
    this.#restedAt = now;
    if (this.#waiting.length === 0) return;
    this.#next = runtime.setTimer(() => {
      this.#rest();
      this.#work();
    }, 0);
  }

  #read({ items, id: messageId }: Message): void {
    items.forEach(({ node, itemId, payload }, index) => {
      const update = readUpdate(payload);
      const name = itemId ?? (messageId === undefined ? undefined : `${messageId}/${index}`);
      // An old confirmation that comes again must not confirm what was asked for since.
      if (name !== undefined && this.#seen.again(node, name)) return;
      if (update.kind === 'unreadable') this.ignore(update.what);
      else if (this.#held === undefined) this.#take({ node, update });
      else this.#hold({ node, update });
    });
  }

  /** Counts a message that could not be used. It may have been an important one. */
  ignore(what: string): void {
    this.#options.emit({ type: 'ignored', what });
    this.#options.watchdog.lost();
  }

  // Held back from the client only: whether the node serves, and what became of a command, is wanted now.
  #hold(note: Note): void {
    const { commands, onService } = this.#options;
    this.#held?.push(note);
    const reading = this.#options.pictures()?.read(note.node, note.update, false);
    if (reading?.systemInfo) onService(reading.systemInfo.status);
    for (const report of reading?.reports ?? []) commands.see(report, note.update.requestId);
  }

  #take({ node, update }: Note): void {
    const { commands, watchdog, emit, onService } = this.#options;
    const pictures = this.#options.pictures();
    if (pictures === undefined) return;
    const reading = pictures.read(node, update);
    if (reading.systemInfo) onService(reading.systemInfo.status);
    // The state first: whoever waited for a command finds it as the command has left it.
    for (const event of reading.events) emit(event);
    for (const report of reading.reports) commands.see(report, update.requestId);
    if (reading.incomplete) watchdog.lost();
    watchdog.look(pictures.agent, pictures.legs);
  }
}
