import { tags, timers } from '../watch-leaks.js';
import { Observable, type Subscription } from 'rxjs';
import { cannedDesk, type CannedDesk } from '../canned-finesse.js';
import '@cordboard/elements/define';
import { mustBe } from '../sampling.js';
import { frameOf, updateXml } from '../wire.js';

const ID = '33870011';

let subscriptions = 0;
const prototype = Observable.prototype as unknown as { subscribe: (...args: unknown[]) => Subscription };
const subscribe = prototype.subscribe;
prototype.subscribe = function (...args) {
  subscriptions++;
  const subscription = subscribe.apply(this, args);
  subscription.add(() => subscriptions--);
  return subscription;
};

let desk: CannedDesk | undefined;
let leftSockets = 0;

/** What is set up now. */
export interface SetUp {
  readonly timers: number;
  readonly subscriptions: number;
  readonly sockets: number;
}

function setUp(): SetUp {
  return { timers: timers.size, subscriptions, sockets: leftSockets };
}

/** Connects the client that the elements watch, with a call to show. Gives the tags of the kit's elements. */
export async function open(): Promise<readonly string[]> {
  desk = await cannedDesk();
  desk.deliver(frameOf(updateXml({ id: ID, event: 'POST', turn: 1 })));
  mustBe(desk.client.state.dialogs.size === 1, 'there is no call');
  return tags;
}

type Cycled = HTMLElement & { client?: unknown; updateComplete: Promise<boolean> };

/** On the page at a time: some elements render once a frame. */
const TOGETHER = 50;

let made: { readonly tag: string; readonly elements: readonly Cycled[] } | undefined;

/** Puts elements on the page and takes them away again, so many times in all. Each time all have rendered. They are kept until others are wanted. */
export async function cycles({ tag, count }: { tag: string; count: number }): Promise<SetUp> {
  const known = made?.tag === tag ? made.elements : undefined;
  const elements =
    known ??
    Array.from({ length: TOGETHER }, () => {
      const element = document.createElement(tag) as Cycled;
      element.client = desk!.client;
      element.setAttribute('dialog-id', ID);
      return element;
    });
  made = { tag, elements };
  for (let done = 0; done < count; done += TOGETHER) {
    document.body.append(...elements);
    await Promise.all(elements.map((element) => element.updateComplete));
    for (const element of elements) {
      mustBe(element.isConnected, `${tag} left by itself`);
      element.remove();
    }
    if (done % 500 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return setUp();
}

/** Makes a client, connects it until the link is up, and closes it, so many times. */
export async function starts({ count }: { count: number }): Promise<SetUp> {
  for (let i = 0; i < count; i++) {
    const other = await cannedDesk();
    const { sockets } = other;
    mustBe(other.client.state.link.state === 'up' && sockets === 1, 'the client did not connect');
    other.client.close();
    leftSockets += other.sockets;
  }
  return setUp();
}

// Longer than anything that is kept for a while in case it is wanted again.
const LINGER_MS = 6_500;

/** What is set up once everything that ends by itself has ended; no longer than it takes to be as it was `before`. */
export async function settled({ before }: { before?: SetUp } = {}): Promise<SetUp> {
  const until = performance.now() + LINGER_MS;
  do await new Promise((resolve) => setTimeout(resolve, 200));
  while (performance.now() < until && (!before || timers.size > before.timers || subscriptions > before.subscriptions));
  return setUp();
}
