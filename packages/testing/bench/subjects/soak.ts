import { deskPage, textOf, type DeskPage } from '../desk-page.js';
import { mustBe } from '../sampling.js';
import { AGENT, EPOCH, EXTENSION, flat } from '../wire.js';

/** Messages in the life of a call: it comes, changes, and goes. */
const LIFE = 10;
const AT_ONCE = 100;

// A short dialog, because a million long ones would measure the reading of XML, which G1 does.
function frame(id: number, step: number): string {
  const event = step === 0 ? 'POST' : step === LIFE - 1 ? 'DELETE' : 'PUT';
  const state = event === 'DELETE' ? 'DROPPED' : step % 2 === 0 ? 'HELD' : 'ACTIVE';
  const action = event === 'DELETE' ? '' : `<action>${step % 2 === 0 ? 'RETRIEVE' : 'HOLD'}</action><action>DROP</action>`;
  const since = new Date(EPOCH + (id * LIFE + step) * 1000).toISOString();
  const dialog =
    `<id>${id}</id><fromAddress>2065550142</fromAddress><mediaProperties><callvariables><CallVariable><name>callVariable1</name>` +
    `<value>a case of many words ${id} ${step}</value></CallVariable></callvariables></mediaProperties><mediaType>Voice</mediaType><participants><Participant>` +
    `<actions>${action}</actions><mediaAddress>${EXTENSION}</mediaAddress><mediaAddressType>AGENT_DEVICE</mediaAddressType><state>${state}</state>` +
    `<stateChangeTime>${since}</stateChangeTime></Participant></participants><state>${event === 'DELETE' ? 'DROPPED' : 'ACTIVE'}</state>`;
  const data = event === 'PUT' ? `<dialog>${dialog}</dialog>` : `<dialogs><Dialog>${dialog}</Dialog></dialogs>`;
  const source = event === 'PUT' ? `/finesse/api/Dialog/${id}` : `/finesse/api/User/${AGENT}/Dialogs`;
  const payload = `<Update><data>${data}</data><event>${event}</event><source>${source}</source></Update>`;
  return flat(
    `<message xmlns="jabber:client" from="pubsub.bench.test"><event xmlns="http://jabber.org/protocol/pubsub#event">` +
      `<items node="/finesse/api/User/${AGENT}/Dialogs"><item id="${id}-${step}"><notification xmlns="http://jabber.org/protocol/pubsub">` +
      `${payload.replaceAll('<', '&lt;')}</notification></item></items></event></message>`,
  );
}

let desk: DeskPage | undefined;
let calls = 0;
let told = 0;

/**
 * Lets so many calls begin, live and end, two at a time, on a page that shows them: rendered are the first two of each hundred, in the
 * middle of their life. Gives the number of dialogs that are left.
 */
export async function live({ count }: { count: number }): Promise<number> {
  if (desk === undefined) {
    desk = await deskPage(['agent-state-picker', 'dialog-list'], '', { inOneTurn: true });
    desk.client.dialogs$.subscribe(() => told++);
  }
  const before = told;
  for (let done = 0; done < count; done += AT_ONCE) {
    for (let i = 0; i < AT_ONCE; i += 2) {
      const first = 10_000_000 + (calls += 2);
      for (let step = 0; step < LIFE; step++) {
        desk.deliver(frame(first, step));
        desk.deliver(frame(first + 1, step));
        if (i > 0 || step !== LIFE / 2) continue;
        await desk.rendered();
        mustBe(shows(desk), `call ${first} is not on the page`);
      }
    }
    // A turn of the page, so that what was shown can be rendered away.
    await new Promise((resolve) => setTimeout(resolve));
  }
  mustBe(told - before === count * LIFE, `${told - before} of ${count * LIFE} events changed the state`);
  await desk.rendered();
  mustBe(!shows(desk), 'a call that has ended is on the page');
  return desk.client.state.dialogs.size;
}

function shows({ elements }: DeskPage): boolean {
  return textOf(elements[1]!).includes('2065550142'.slice(-4));
}

/** Leaves one call on the page, to see that it is still alive. */
export async function alive(): Promise<boolean> {
  desk!.deliver(frame(1, 0));
  await desk!.rendered();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return shows(desk!);
}
