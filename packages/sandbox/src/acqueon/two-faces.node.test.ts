import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Floor, KENJI, MAYA, standings } from './raw-application.js';

const REST = 'http://sandbox.test/finesse/api';
const AUTHORIZATION = `Basic ${Buffer.from(`${MAYA}:cordboard`).toString('base64')}`;

// The platform of the other face, asked as any desktop asks it.
async function finesse(floor: Floor, path: string, body?: string): Promise<string> {
  const request = new Request(`${REST}/${path}`, {
    method: body === undefined ? 'GET' : 'PUT',
    headers: { Authorization: AUTHORIZATION, 'Content-Type': 'application/xml' },
    ...(body === undefined ? {} : { body }),
  });
  const outcome = await floor.sandbox.fetch(request);
  assert.ok(outcome instanceof Response);
  floor.advance();
  return outcome.text();
}

const legOf = (xml: string): string | undefined =>
  /<Participant>(?:(?!<\/Participant>).)*<mediaAddress>1001001<.*?<state>(\w+)<\/state>/s.exec(xml)?.[1];

describe('one call, seen as Amazon has it and as Finesse has it', () => {
  it('is held by the one and retrieved by the other', async () => {
    const floor = new Floor();
    const page = floor.ready();
    assert.match(await finesse(floor, `User/${MAYA}`), /<state>READY<\/state>/);
    const id = floor.call();
    page.ask('Amazon', 'InboundCall', 'Answer');
    assert.equal(legOf(await finesse(floor, `Dialog/${id}`)), 'ACTIVE');
    page.ask('Amazon', 'InboundCall', 'Hold', id);
    assert.equal(legOf(await finesse(floor, `Dialog/${id}`)), 'HELD');
    assert.match(await finesse(floor, `User/${MAYA}`), /<state>HOLD<\/state>/);
    page.news();
    const retrieve = `<Dialog><requestedAction>RETRIEVE</requestedAction><targetMediaAddress>${MAYA}</targetMediaAddress></Dialog>`;
    await finesse(floor, `Dialog/${id}`, retrieve);
    assert.deepEqual(
      standings(page.news()).map(({ event }) => event),
      ['connected', 'connected'],
    );
  });

  it('wraps up until the contact is cleared, which the other face shows as such', async () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = floor.call();
    page.ask('Amazon', 'InboundCall', 'Answer');
    page.ask('Amazon', 'InboundCall', 'Disconnect', id);
    const user = await finesse(floor, `User/${MAYA}`);
    assert.match(user, /<state>WORK_READY<\/state>/);
    assert.match(user, /<wrapUpOnIncoming>REQUIRED<\/wrapUpOnIncoming>/);
    page.ask('Amazon', 'InboundCall', 'ClearContact');
    assert.match(await finesse(floor, `User/${MAYA}`), /<state>READY<\/state>/);
  });

  it('takes what the list manager is told into the dialog', async () => {
    const floor = new Floor();
    const page = floor.ready();
    const callid = floor.offer();
    page.ask('Amazon', 'OutboundCall', 'MakeCall');
    floor.advance(3_000);
    const dialog = floor.sandbox.engine.callsOf(MAYA)[0]?.id ?? '';
    assert.match(await finesse(floor, `Dialog/${dialog}`), /<name>BAAccountNumber<\/name><value>31\|1\|1\|0\|0\|801\|<\/value>/);
    page.lcm('SetCallOutcomeWithComments', { callid, OutcomeID: '7', UserID: MAYA, AgentComments: '' });
    assert.match(await finesse(floor, `Dialog/${dialog}`), /ANS_MACHINE/);
  });

  it('is the same on two pages of two channels', () => {
    const floor = new Floor();
    const amazon = floor.ready({ agentId: KENJI });
    const cisco = floor.page({}, ['Cisco']);
    cisco.ask('Cisco', 'Agent', 'SetUserInfo', { username: KENJI, password: 'cordboard', extension: KENJI });
    const id = floor.call();
    cisco.ask('Cisco', 'InboundCall', 'SetANSWER', { MediaAddress: KENJI, CallID: id });
    assert.deepEqual(
      standings(amazon.news()).map((leg) => [leg.id, leg.event]),
      [
        [`${id}-agent`, 'connecting'],
        [`${id}-agent`, 'connected'],
        [id, 'connected'],
      ],
    );
    cisco.news();
    amazon.ask('Amazon', 'InboundCall', 'Hold', id);
    const [told] = cisco.news().filter(({ topic }) => topic === 'InboundCall');
    assert.equal(told?.channel, 'Cisco');
    assert.match(JSON.stringify(told), /"HELD"/);
  });
});
