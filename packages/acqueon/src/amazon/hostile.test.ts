import { expect } from '@open-wc/testing';
import type { PortEvent } from '@cordboard/core';
import fc from 'fast-check';
import { config } from 'rxjs';
import { agentIs, AmazonDesk, campaignIs, legIs, SYNC } from './amazon-desk.test.js';

const ABOUT = [
  ['App', 'StateSync'],
  ['Agent', 'StateSync'],
  ['Agent', 'LoginSuccess'],
  ['Agent', 'LogoutSuccess'],
  ['Agent', 'SetAgentState'],
  ['Agent', 'CcpAgentState'],
  ['Agent', 'GetStates'],
  ['InboundCall', 'StateSync'],
  ['InboundCall', 'InboundCallStateChange'],
  ['OutboundCall', 'OutboundCallStateChange'],
  ['OutboundCall', 'SetAgentDetails'],
  ['OutboundCall', 'SetNailupDetails'],
  ['OutboundCall', 'SetAgentList'],
  ['Error', 'ApiError'],
] as const;

const SAMPLES: readonly object[] = [
  SYNC,
  agentIs('Busy', 'system'),
  legIs({ type: 'agent', event: 'connecting', offers: ['answer'] }),
  legIs({ type: 'inbound', event: 'connected', offers: ['hold'] }),
  campaignIs({ type: 'Regular-Call', event: 'Swapped', offers: ['swap'] }),
  campaignIs({ id: 'o-2', type: 'Consult', event: 'Conference', offers: ['consultDrop'] }),
  { calls: [{ connectionId: 'c-1', contactId: 'k-1', status: 'connected', type: 'inbound', buttonStates: { hold: true } }] },
];

// Parts of the samples with anything in the place of anything.
const spoilt = fc.constantFrom(...SAMPLES).chain((sample) => {
  const paths = pathsOf(sample);
  return fc
    .array(fc.tuple(fc.constantFrom(...paths), fc.anything({ withNullPrototype: true })), { maxLength: 4 })
    .map((changes) => changes.reduce<object>((whole, [path, value]) => replaced(whole, path, value), sample));
});
const message = fc.tuple(fc.constantFrom(...ABOUT), fc.oneof(spoilt, fc.anything()));

describe('whatever comes on the channel Amazon', () => {
  const thrown: unknown[] = [];
  before(() => (config.onUnhandledError = (error) => thrown.push(error)));
  after(() => (config.onUnhandledError = null));

  it('nothing throws, and every report has its shape', async () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 20 }), (messages) => {
        const desk = new AmazonDesk();
        const events: PortEvent[] = [];
        desk.client.close();
        const reports = desk.port.events$.subscribe((event) => events.push(event));
        try {
          desk.signedIn();
          for (const [[topic, subtopic], payload] of messages) {
            desk.workspace.hears({ channel: 'Amazon', topic, subtopic, message: payload });
          }
          for (const event of events) {
            if (event.type !== 'dialog') continue;
            const { picture } = event;
            expect(picture.id).to.be.a('string').and.not.equal('');
            expect(picture.participants.filter(({ own }) => own)).to.have.length(1);
            for (const { actions } of picture.participants) expect(new Set(actions).size).to.equal(actions.length);
          }
        } finally {
          reports.unsubscribe();
        }
      }),
      { numRuns: 300 },
    );
    // What a listener throws is told in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    expect(thrown).to.deep.equal([]);
  });
});

function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function replaced(whole: object, [key, ...rest]: readonly string[], value: unknown): object {
  if (key === undefined) return typeof value === 'object' && value !== null ? value : whole;
  const inner = (whole as Record<string, unknown>)[key];
  return { ...whole, [key]: rest.length > 0 && typeof inner === 'object' && inner !== null ? replaced(inner, rest, value) : value };
}
