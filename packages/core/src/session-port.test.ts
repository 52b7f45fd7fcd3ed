import { expect } from '@open-wc/testing';
import type { Command } from './commands.js';
import { DesktopError } from './errors.js';
import type { PortEvent } from './port.js';
import { SessionPort, type PortSession } from './session-port.js';

const LEAVE: Command = { type: 'sign-out' };

class Listed implements PortSession {
  readonly done: string[] = [];
  readonly #emit: (event: PortEvent) => void;

  constructor(emit: (event: PortEvent) => void) {
    this.#emit = emit;
  }

  start(): void {
    this.done.push('start');
    this.#emit({ type: 'link', link: { state: 'up' } });
  }

  stop(): void {
    this.done.push('stop');
  }

  send(command: Command): Promise<void> {
    this.done.push(command.type);
    return Promise.reject(new RangeError('as it comes'));
  }

  query(): Promise<never> {
    return Promise.reject(new DesktopError('not-found'));
  }
}

class ListedPort extends SessionPort<Listed> {
  readonly sessions: Listed[];

  constructor() {
    const sessions: Listed[] = [];
    super(new Set(['voice']), (emit) => {
      const session = new Listed(emit);
      sessions.push(session);
      return session;
    });
    this.sessions = sessions;
  }
}

describe('a port of one session', () => {
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: unknown) => (error instanceof DesktopError ? error.code : error),
    );
  const signal = new AbortController().signal;

  it('has one while its events are subscribed, and another the next time', () => {
    const port = new ListedPort();
    const events: PortEvent[] = [];
    expect(port.sessions).to.have.length(0);
    for (const _ of [1, 2]) port.events$.subscribe((event) => events.push(event)).unsubscribe();
    expect(events.map(({ type }) => type)).to.deep.equal(['link', 'link']);
    expect(port.sessions.map(({ done }) => done)).to.deep.equal([
      ['start', 'stop'],
      ['start', 'stop'],
    ]);
  });

  it('is subscribed once at a time', () => {
    const port = new ListedPort();
    const errors: unknown[] = [];
    const first = port.events$.subscribe();
    port.events$.subscribe({ error: (error: unknown) => errors.push(error) });
    expect(errors.map((error) => (error as DesktopError).code)).to.deep.equal(['busy']);
    expect(port.sessions).to.have.length(1);
    first.unsubscribe();
  });

  it('turns away what comes without a session, or is called off already', async () => {
    const port = new ListedPort();
    expect(await codeOf(port.send(LEAVE, signal))).to.equal('link-down');
    const session = port.events$.subscribe();
    expect(await codeOf(port.send(LEAVE, AbortSignal.abort()))).to.equal('aborted');
    expect(await codeOf(port.query({ type: 'agent' }, AbortSignal.abort()))).to.equal('aborted');
    expect(port.sessions[0]!.done).to.deep.equal(['start']);
    session.unsubscribe();
    expect(await codeOf(port.query({ type: 'agent' }, signal))).to.equal('link-down');
  });

  it('lets out no errors but its own kind', async () => {
    const port = new ListedPort();
    const session = port.events$.subscribe();
    expect(await codeOf(port.send(LEAVE, signal))).to.be.a('string');
    expect(await codeOf(port.query({ type: 'agent' }, signal))).to.equal('not-found');
    session.unsubscribe();
  });
});
