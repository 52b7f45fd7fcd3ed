import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { builtInWorld } from '../engine/index.js';
import { maskFrame, maskText } from '../wire-log.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { basic, control, raw, RawAgent, RawSocket } from './raw-client.js';

const MAYA = '1001001';
const PASSWORD = 'canary-pässwörd-7731';
const WRONG = 'canary-wrong-4410';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

let running: RunningSandbox;
const world = builtInWorld('cce');

before(async () => {
  const agents = world.agents.map((agent) => ({ ...agent, password: PASSWORD }));
  running = await startSandbox({ port: 0, clock: 'virtual', world: { ...world, agents } });
});
after(() => running.close());

describe('the log', () => {
  it('holds no password, token or cookie, however it came over the wire', async () => {
    const secrets = [PASSWORD, WRONG, base64(`${MAYA}:${PASSWORD}`), base64(`\0${MAYA}\0${PASSWORD}`), base64(`\0${MAYA}\0${WRONG}`)];
    const maya = new RawAgent(running, MAYA, { password: PASSWORD });
    await maya.signIn();
    await raw(running, 'GET', `/finesse/api/User/${MAYA}`, { headers: { Authorization: basic(MAYA, WRONG) } });
    await raw(running, 'GET', `/finesse/api/User/${MAYA}?password=${WRONG}&access_token=${WRONG}`);

    const first = await raw(running, 'GET', '/desktop/sso/token', { headers: { Authorization: basic(MAYA, PASSWORD) } });
    const issued = JSON.parse(first.text) as { token: string; refresh_token: string };
    secrets.push(issued.token, issued.refresh_token);
    const renewing = { body: `token=${issued.token}&refresh-token=${issued.refresh_token}` };
    const renewed = JSON.parse((await raw(running, 'POST', '/desktop/sso/token', renewing)).text) as typeof issued;
    secrets.push(renewed.token, renewed.refresh_token);
    const get = await raw(running, 'GET', `/finesse/api/User/${MAYA}`, { headers: { Authorization: `Bearer ${renewed.token}` } });
    assert.equal(get.status, 200);
    const cookie = /JSESSIONID=([^;]+)/.exec(get.headers.get('set-cookie') ?? '')?.[1] ?? '';
    assert.notEqual(cookie, '');
    secrets.push(cookie);
    await raw(running, 'GET', `/finesse/api/User/${MAYA}`, {
      headers: { Authorization: `Bearer ${renewed.token}`, Cookie: `JSESSIONID=${cookie}` },
    });

    const { json } = await control(running, 'POST', `/agents/${MAYA}/token`);
    secrets.push(json['token'] as string, json['refreshToken'] as string);

    // Frames that are right, wrong, and no XML at all.
    for (const frame of [
      `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${base64(`\0${MAYA}\0${WRONG}`)}</auth>`,
      `<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${base64(`\0${MAYA}\0${PASSWORD}`)}</response>`,
      `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${base64(`\0${MAYA}\0${PASSWORD}`)}`,
    ]) {
      const socket = new RawSocket(running);
      await socket.opened();
      socket.send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='127.0.0.1' version='1.0'/>");
      await socket.frame('PLAIN');
      const before = socket.frames.length;
      socket.send(frame);
      await socket.until(() => socket.frames[before]);
    }

    const log = (await raw(running, 'GET', '/sandbox/log')).text;
    const state = (await raw(running, 'GET', '/sandbox/state')).text;
    for (const secret of secrets) {
      assert.ok(!log.includes(secret) && !log.includes(encodeURIComponent(secret)), `the log holds ${secret}`);
      assert.ok(!state.includes(secret), `the state holds ${secret}`);
    }
    // It is masked, not missing.
    assert.ok(
      log.includes('Basic ***') && log.includes('Bearer ***') && log.includes('password=***') && log.includes("mechanism='PLAIN'>***"),
    );
  });

  it('holds no tones, which may be a card number', () => {
    const param = (fields: string): string => `<requestedAction>SEND_DTMF</requestedAction><ActionParam>${fields}</ActionParam>`;
    for (const fields of [
      '<name>dtmfString</name><value>4711</value>',
      '<name>dtmfString</name>\n  <value>4711</value>',
      '<name> dtmfString </name><value>4711',
      '<value>4711</value><name>dtmfString</name>',
    ]) {
      assert.equal(maskText(param(fields)), param(fields.replace('4711', '***')));
    }
  });

  it('keeps what is no secret', () => {
    const payload =
      '<callvariables><CallVariable><name>callVariable1</name><value>Basic plan, token of thanks</value></CallVariable></callvariables>';
    assert.equal(maskText(payload), payload);
    assert.equal(maskFrame('&lt;auth&gt;abc'), '&lt;auth&gt;abc');
  });

  it('takes no longer for a long text of near-matches', () => {
    const started = performance.now();
    for (const text of ['a-'.repeat(8_192), '"'.repeat(16_384), '<'.repeat(16_384), 'passwor'.repeat(2_340), 'token'.repeat(3_200)])
      maskFrame(text);
    assert.ok(performance.now() - started < 1_000);
  });
});
