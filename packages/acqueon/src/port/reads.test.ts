import { expect } from '@open-wc/testing';
import type { DesktopError } from '@cordboard/core';
import { AmazonDesk } from '../amazon/amazon-desk.test.js';
import { CiscoDesk } from './cisco-desk.test.js';

const CODES = { type: 'reason-codes', category: 'not-ready' } as const;
const LUNCH = { packet: 'NotReadyReasonCodes', data: [{ uri: '/x/ReasonCode/31', code: '7', label: 'Lunch' }] };
const codeOf = (asked: Promise<unknown>) => asked.then(String, ({ code }: DesktopError) => code);

describe('reading over the bus', () => {
  let desk: CiscoDesk;

  beforeEach(() => {
    desk = new CiscoDesk();
    desk.whole('NOT_READY');
  });
  afterEach(() => desk.close());

  const published = (): number => desk.workspace.sent.filter(({ subtopic }) => subtopic === 'GetNotReadyReasonCode').length;

  it('gives up when nobody answers, and can be asked again', async () => {
    const asked = codeOf(desk.client.query(CODES));
    await desk.runtime.advance(14_999);
    expect(published()).to.equal(1);
    await desk.runtime.advance(1);
    expect(await asked).to.equal('timeout');
    const again = desk.client.query(CODES);
    expect(published()).to.equal(2);
    desk.workspace.says('Agent', 'SetNotReadyReasonCodes', LUNCH);
    expect((await again).map(({ label }) => label)).to.deep.equal(['Lunch']);
    expect(desk.runtime.timers).to.equal(0);
  });

  it('asks once for all who want the same at a time', async () => {
    const all = [desk.client.query(CODES), desk.client.query(CODES)];
    expect(published()).to.equal(1);
    desk.workspace.says('Agent', 'SetNotReadyReasonCodes', LUNCH);
    for (const codes of await Promise.all(all)) expect(codes.map(({ label }) => label)).to.deep.equal(['Lunch']);
  });

  it('lets go of whoever gives up, and of nobody else', async () => {
    const giveUp = new AbortController();
    const first = codeOf(desk.client.query(CODES, { signal: giveUp.signal }));
    const second = desk.client.query(CODES);
    giveUp.abort();
    expect(await first).to.equal('aborted');
    desk.workspace.says('Agent', 'SetNotReadyReasonCodes', LUNCH);
    expect(await second).to.have.length(1);
    expect(await codeOf(desk.client.query(CODES, { signal: giveUp.signal }))).to.equal('aborted');
    expect(published()).to.equal(1);
  });

  it('ends with the bus, and leaves no timer behind', async () => {
    const asked = [codeOf(desk.client.query(CODES)), codeOf(desk.client.query(CODES))];
    desk.workspace.lose();
    expect(await Promise.all(asked)).to.deep.equal(['link-down', 'link-down']);
    desk.close();
    expect(desk.runtime.timers).to.equal(0);
  });

  it('is refused by the error that the page of the read lists, whoever asked', async () => {
    const amazon = new AmazonDesk();
    amazon.signedIn();
    amazon.campaignTalking();
    const { signal } = new AbortController();
    const asked = [codeOf(amazon.port.consultAgents(signal)), codeOf(amazon.client.query({ type: 'contacts' }))];
    amazon.error('AGENTLIST_FETCH_FAILED');
    expect(await Promise.all(asked)).to.deep.equal(['refused', 'refused']);
    amazon.close();
  });
});
