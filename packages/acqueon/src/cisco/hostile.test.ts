import { expect } from '@open-wc/testing';
import { DesktopClient } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import fc from 'fast-check';
import { config } from 'rxjs';
import { AcqueonPort } from '../port/acqueon-port.js';
import { agentIs, callIs, TALKING } from '../port/cisco-desk.test.js';
import { Workspace } from '../port/workspace.test.js';

const ABOUT: readonly (readonly [string, string])[] = [
  ['Agent', 'SetAgentState'],
  ['Agent', 'SetNotReadyReasonCodes'],
  ['Agent', 'SetLogOutReasonCodes'],
  ['Agent', 'SetWrapupCode'],
  ['Agent', 'SetPhoneDirectory'],
  ['Call', 'CallsStateChange'],
  ['InboundCall', 'InboundCallStateChange'],
  ['OutboundCall', 'OutBoundCallStateChange'],
  ['Connection', 'SetConnectionStatus'],
  ['Error', 'SetAPIError'],
];

const call = callIs({ leg: 'ACTIVE', offers: TALKING });
const GOOD: readonly object[] = [agentIs('TALKING'), call, { source: 'api', calls: [call] }, { status: 'up' }, { data: [{ uri: '/x/1' }] }];

/** Any payload: nonsense, or one that was good before something in it was replaced. */
const payload = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.tuple(fc.constantFrom(...GOOD), fc.nat(), fc.jsonValue({ maxDepth: 2 })).map(([good, at, value]) => replaced(good, at, value)),
);

// The value at one of the places of the object, counted from its root, is another one.
function replaced(good: object, at: number, value: unknown): unknown {
  const places = JSON.stringify(good).split(/(?=[:[,])/).length;
  let place = at % places;
  return JSON.parse(JSON.stringify(good), (_key, old: unknown) => (place-- === 0 ? value : old)) as unknown;
}

const message = fc.record({ about: fc.constantFrom(...ABOUT), payload, under: fc.constantFrom('message', 'data', 'data ') });

describe('the channel Cisco, from a Workspace that says anything', () => {
  // What is thrown at a message is not thrown at whoever brings it, but told a moment later.
  const thrown: unknown[] = [];
  const { onUnhandledError } = config;
  before(() => (config.onUnhandledError = (error) => thrown.push(error)));
  after(() => (config.onUnhandledError = onUnhandledError));

  it('keeps a whole picture and goes on, whatever comes', async () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), (messages) => {
        const workspace = new Workspace();
        const runtime = new VirtualRuntime();
        const client = DesktopClient.with({ runtime }, new AcqueonPort({ transport: workspace, appName: 'widget', runtime }));
        client.connect();
        const says = (topic: string, subtopic: string, under: string, value: unknown) =>
          workspace.hears({ channel: 'Cisco', topic, subtopic, [under]: value });
        for (const { about, payload: value, under } of messages) says(about[0], about[1], under, value);
        for (const [id, dialog] of client.state.dialogs) {
          expect([id, dialog.id.length > 0, dialog.participants.every(({ actions }) => Array.isArray(actions))]).to.deep.equal([
            dialog.id,
            true,
            true,
          ]);
        }
        // It still listens: the next agent that is told of whole is shown.
        says('Connection', 'SetConnectionStatus', 'message', { status: 'up' });
        says('Agent', 'SetAgentState', 'message', agentIs('NOT_READY', { loginId: 'another', stateChangeTime: '2031-01-01T00:00:00Z' }));
        says('Call', 'CallsStateChange', 'data', { calls: [] });
        for (const subtopic of ['SetNotReadyReasonCodes', 'SetLogOutReasonCodes']) says('Agent', subtopic, 'message', { data: [] });
        expect([client.state.link.state, client.state.agent?.id]).to.deep.equal(['up', 'another']);
        client.close();
      }),
      { numRuns: 300 },
    );
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(thrown).to.deep.equal([]);
  });
});
