import type { Command, DesktopPort, Feature, PortEvent, Query, ResultOf, Topic, TopicReport } from '@cordboard/core';
import { GadgetPort, type GadgetPage } from '@cordboard/finesse';
import { startSandbox } from '@cordboard/sandbox/server';
import type { PortHarness } from '@cordboard/testing';
import type { Observable } from 'rxjs';
import { DesktopPage } from './desktop-page.js';
import { FinesseWorld } from './finesse-world.js';

// What is asked on the form, and refused there.
const SIGN_IN = [
  'wrong-secret',
  'wrong-device',
  'busy-device',
  'mobile-call-by-call',
  'mobile-not-allowed',
  'mobile-without-number',
  'no-extension',
  'unknown-agent',
  'mobile-nailed',
  'locked-out',
  'dead-device',
  'other-device',
];
const ON_THE_FORM =
  'Agents sign in on the desktop’s own form, and gadgets are loaded after that (Finesse 12.5 guide p. 399: ConnectionReq is refused)';

const CANNOT: PortHarness['cannot'] = {
  ...Object.fromEntries(SIGN_IN.map((id) => [`session.${id}`, ON_THE_FORM])),
  'join.suspect':
    'A gadget is not told whether the desktop has just signed in or was only reloaded (chapter 9 of the guide has no such topic)',
  'link.taken-over': 'A desktop tells its gadgets of a lost connection by failing alone (Finesse 12.5 guide pp. 396-397)',
  'data.record-refused': 'Only CCX records on request (Finesse 12.5 guide p. 107)',
};

/** The Finesse port in a gadget's frame: the page's hub and proxy, without finesse.js. */
export const finesseGadget: PortHarness = { port: 'finesse', wire: 'gadget', cannot: CANNOT, open: () => opened((page) => page.frame()) };

/** The same beside finesse.js, which takes its requests. */
export const finesseGadgetWithLibrary: PortHarness = {
  port: 'finesse',
  wire: 'gadget-finesse-js',
  cannot: CANNOT,
  open: () => opened((page) => page.frameWithLibrary()),
};

async function opened(frameOf: (page: DesktopPage) => GadgetPage): Promise<FinesseWorld> {
  return new FinesseWorld(await startSandbox({ port: 0, world: 'cce' }), 'cce', ({ running, password, fetch, onClose }) => {
    const page = new DesktopPage(running, password, fetch);
    onClose(() => page.close());
    return new OnDesktop(page, frameOf(page));
  });
}

/** A gadget's port with the desktop around it, on whose form the agent signs in. */
class OnDesktop implements DesktopPort {
  readonly features: ReadonlySet<Feature>;
  readonly events$: Observable<PortEvent>;
  readonly #page: DesktopPage;
  readonly #port: GadgetPort;

  constructor(page: DesktopPage, frame: GadgetPage) {
    this.#page = page;
    this.#port = new GadgetPort({ page: frame, limits: { askMs: 50, baseMs: 100 } });
    this.features = this.#port.features;
    this.events$ = this.#port.events$;
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    if (command.type === 'sign-in') return this.#page.signIn(command.agentId, command.extension);
    return this.#port.send(command, signal);
  }

  query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    return this.#port.query(query, signal);
  }

  watch(topic: Topic): Observable<TopicReport> {
    return this.#port.watch(topic);
  }
}
