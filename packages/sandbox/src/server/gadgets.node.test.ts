import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { DesktopModel } from '../gadgets/desktop-model.js';
import type { WireEntry } from '../wire-log.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { basic, control, raw, rawTarget, until, type RawReply } from './raw-client.js';

const MAYA = '1001001';
const SUPERVISOR = '1001090';
const GUARD = "throw 1; < don't be evil' >";
const FEATURES = '<Require feature="pubsub-2"/><Require feature="setprefs"/>';

let folder: string;
let running: RunningSandbox;
let elsewhere: Server;
let elsewhereOrigin: string;

const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
const gadget = (title: string, content: string, more = ''): string =>
  `<Module><ModulePrefs title="${title}">${FEATURES}${more}</ModulePrefs><Content type="html"><![CDATA[${content}]]></Content></Module>`;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gadgets-'));
  write('outside.txt', 'outside');
  const desk = write(
    'my desk/Desk.xml',
    `<Module>
<ModulePrefs title="__MSG_title__">${FEATURES}
  <Require feature="loadingindicator"><Param name="manual-dismiss">true</Param></Require><Optional feature="collapsible"/>
  <Locale messages="messages/all.xml"/><Locale lang="de" messages="messages/de.xml"/><Locale lang="fr" messages="messages/absent.xml"/>
</ModulePrefs>
<UserPref name="host" default_value="nowhere"/>
<Content type="html" view="default,canvas"><![CDATA[
<!-- first --><!DOCTYPE html>
<html><body id="g__MODULE_ID__"><script src="Desk.js"></script><p>__MSG_title__ __MSG_hello__ __UP_host__ __UP_id__</p></body></html>]]></Content>
</Module>`,
  );
  write('my desk/Desk.js', 'var desk = 1');
  write('my desk/Desk.css', 'a { b: url(x.png) }');
  write('my desk/.secret', 'hidden');
  symlinkSync(path.join(folder, 'outside.txt'), path.join(folder, 'my desk', 'link.txt'));
  write('my desk/messages/all.xml', '<messagebundle><msg name="title">Desk</msg><msg name="hello">Hello</msg></messagebundle>');
  write('my desk/messages/de.xml', '<messagebundle><msg name="hello">Hallo</msg></messagebundle>');
  write('my desk/Broken.xml', '<Module>\n<ModulePrefs>\n</Module>');
  write('my desk/Page.jsp', 'x');
  // Another machine, as far as the sandbox can tell: only its origin is known to it.
  elsewhere = createServer((request, reply) => {
    if (request.url === '/desk/Far.xml') reply.end(gadget('Far', '<img src="x.png">'));
    else if (request.url?.startsWith('/moved') === true) reply.writeHead(302, { Location: '/other' }).end('moved');
    else reply.setHeader('X-Seen', `${request.method ?? ''} ${String(request.headers['x-key'])}`).end('<html>from elsewhere</html>');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  elsewhereOrigin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  running = await startSandbox({
    port: 0,
    clock: 'virtual',
    gadgets: { files: [desk], nodeHosts: ['finesseFQDN'], passes: [elsewhereOrigin] },
  });
});

after(async () => {
  await running.close();
  elsewhere.close();
  rmSync(folder, { recursive: true });
});

const frame = (query: Record<string, string>): Promise<RawReply> => raw(running, 'GET', `/gadgets/ifr?${new URLSearchParams(query)}`);
const dataOf = (html: string): Record<string, unknown> => {
  const [, escaped = ''] = /data-frame="([^"]*)"/.exec(html) ?? [];
  const text = escaped
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return JSON.parse(text) as Record<string, unknown>;
};
const modelOf = async (sandbox: RunningSandbox, query = ''): Promise<DesktopModel> =>
  JSON.parse((await raw(sandbox, 'GET', `/desktop/box/desktop.json${query}`)).text) as DesktopModel;

const SPEC = '/3rdpartygadget/files/my%20desk/Desk.xml';

describe('the frame of a gadget', () => {
  it('is the content with its variables and links resolved, behind the shim, in the mode of its document type', async () => {
    const { status, text, headers } = await frame({
      mid: '4',
      lang: 'de',
      country: 'AT',
      up_host: 'a&b',
      up_id: MAYA,
      url: `${SPEC}?mrdid=5000`,
    });
    assert.equal(status, 200);
    assert.match(text, /^\s*<!-- first --><!DOCTYPE html><script src="\/desktop\/box\/frame\.js" data-frame="[^"]+"><\/script>\s*<html>/);
    assert.ok(
      text.includes('<body id="g4"><script src="/3rdpartygadget/files/my%20desk/Desk.js"></script><p>Desk Hallo a&amp;b __UP_id__</p>'),
    );
    assert.deepEqual(dataOf(text), {
      mid: 4,
      prefs: { host: 'a&b', id: MAYA },
      messages: { title: 'Desk', hello: 'Hallo' },
      features: { 'pubsub-2': {}, setprefs: {}, loadingindicator: { 'manual-dismiss': ['true'] }, collapsible: {} },
      lang: 'de',
      country: 'AT',
      view: 'default',
    });
    assert.match(headers.get('content-security-policy') ?? '', /'unsafe-inline' 'unsafe-eval'.*frame-ancestors 'self'/);
    assert.equal(headers.get('cache-control'), 'no-store');
  });

  it('falls back to the default of a preference, and to the texts for everybody', async () => {
    const { text } = await frame({ url: SPEC, lang: 'es' });
    assert.ok(text.includes('<p>Desk Hello nowhere __UP_id__</p>'));
    assert.deepEqual(dataOf(text)['prefs'], { host: 'nowhere' });
  });

  it('keeps what it is given inside its attribute and its document', async () => {
    const evil = `"><script>alert(1)</script>`;
    const { text } = await frame({ url: SPEC, mid: evil, lang: evil, country: evil, view: evil, up_host: evil, [`up_${evil}`]: evil });
    assert.ok(!text.includes('<script>alert'));
    assert.equal((dataOf(text)['prefs'] as Record<string, string>)[evil], evil);
    const refused = await frame({ url: `/x.xml?${evil}` });
    assert.ok(refused.status === 404 && !refused.text.includes('<script>'));
  });

  it('shows an edit at the next load', async () => {
    const file = write('my desk/Edited.xml', gadget('E', 'before'));
    const url = '/3rdpartygadget/files/my%20desk/Edited.xml';
    assert.match((await frame({ url })).text, /before$/);
    writeFileSync(file, gadget('E', 'after'));
    assert.match((await frame({ url })).text, /after$/);
  });

  it('is loaded by any name and port of the node, and stays on this origin', async () => {
    for (const host of ['localhost:8445', 'finessefqdn:8082', '127.0.0.1:1']) {
      const { status, text } = await frame({ url: `https://${host}${SPEC}` });
      assert.equal(status, 200, host);
      assert.ok(text.includes('src="/3rdpartygadget/files/my%20desk/Desk.js"'), host);
    }
  });

  const refused: readonly (readonly [title: string, url: string, why: RegExp])[] = [
    ['a file that is not there', '/3rdpartygadget/files/my%20desk/Absent.xml', /There is no such file/],
    ['a file that is broken, with the line', '/3rdpartygadget/files/my%20desk/Broken.xml', /Broken\.xml:3: /],
    ['a file of another kind', '/3rdpartygadget/files/my%20desk/Page.jsp', /ends in \.xml/],
    ['the vendor’s own', '/desktop/scripts/js/callcontrol.js', /vendor’s own/],
    ['another machine', 'http://example.com/x.xml', /example\.com is not called unless/],
    ['a file of this machine', 'file:///etc/x.xml', /http and https only/],
    ['the control API', '/sandbox/log?x.xml', /ends in \.xml/],
    ['nothing', '', /ends in \.xml/],
  ];
  for (const [title, url, why] of refused) {
    it(`says why it cannot be: ${title}`, async () => {
      const { status, text } = await frame({ url });
      assert.equal(status, 404);
      assert.match(text, why);
    });
  }

  it('may lie on another machine that is named', async () => {
    const { status, text } = await frame({ url: `${elsewhereOrigin}/desk/Far.xml` });
    assert.equal(status, 200);
    assert.ok(text.includes(`<img src="${elsewhereOrigin}/desk/x.png">`));
  });
});

interface Proxied {
  readonly rc: number;
  readonly body: string;
  readonly headers: Record<string, readonly string[]>;
}

const send = (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<RawReply> =>
  raw(running, 'POST', '/gadgets/makeRequest', {
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  });
const opened = ({ text }: RawReply, url: string): Proxied => {
  assert.ok(text.startsWith(`${GUARD}{`), text);
  const answers = JSON.parse(text.slice(GUARD.length)) as Record<string, Proxied>;
  assert.deepEqual(Object.keys(answers), [url]);
  return answers[url]!;
};
const headersOf = (headers: Record<string, string>): string => new URLSearchParams(headers).toString();
const AUTHORIZED = headersOf({ Authorization: basic(MAYA), locale: 'en_US' });

describe('the proxy', () => {
  for (const origin of ['http://localhost:8082', 'https://localhost:8445', 'https://FinesseFQDN:8445', '']) {
    it(`takes ${origin === '' ? 'an address of this origin' : origin} for the node`, async () => {
      const url = `${origin}/finesse/api/User/${MAYA}?nocache=1`;
      const reply = await send(
        { url, httpMethod: 'GET', headers: AUTHORIZED, authz: '', st: 'token', contentType: 'TEXT' },
        { 'X-Shindig-ST': 'token' },
      );
      assert.equal(reply.status, 200);
      const { rc, body } = opened(reply, url);
      assert.equal(rc, 200);
      assert.match(body, /<firstName>Maya<\/firstName>/);
    });
  }

  it('takes a plain GET with the same fields', async () => {
    const url = `http://localhost:8082/finesse/api/User/${MAYA}`;
    const reply = await raw(running, 'GET', `/gadgets/makeRequest?${new URLSearchParams({ url, headers: AUTHORIZED })}`);
    assert.equal(opened(reply, url).rc, 200);
  });

  it('answers 200 whatever the target says, which is inside', async () => {
    const url = 'http://localhost:8082/finesse/api/User/1001002';
    const reply = await send({ url });
    assert.equal(reply.status, 200);
    assert.equal(opened(reply, url).rc, 401);
    const absent = 'http://localhost:8082/nothing/here';
    assert.equal(opened(await send({ url: absent }), absent).rc, 404);
  });

  it('carries a body and its headers, and the agent is signed in', async () => {
    const url = `http://localhost:8082/finesse/api/User/${MAYA}`;
    const headers = headersOf({
      Authorization: basic(MAYA),
      'Content-Type': 'application/xml',
      requestId: 'r&1',
      Host: 'evil.example',
      'Content-Length': '3',
    });
    const postData = `<User><state>LOGIN</state><extension>${MAYA}</extension></User>`;
    assert.equal(opened(await send({ url, httpMethod: 'PUT', headers, postData }), url).rc, 202);
    running.clock.advance(5_000);
    assert.equal(running.engine.agent(MAYA)?.state, 'NOT_READY');
    const { entries } = (await control(running, 'GET', '/log')).json as unknown as { entries: readonly WireEntry[] };
    const sent = entries.find(({ wire, method }) => wire === 'rest' && method === 'PUT');
    assert.equal(sent?.headers?.['requestid'], 'r&1');
    assert.notEqual(sent?.headers?.['host'], 'evil.example');
  });

  it('gives few headers, or all of them in lists when asked', async () => {
    const url = `http://localhost:8082/finesse/api/User/${MAYA}`;
    const few = opened(await send({ url, headers: AUTHORIZED, getFullHeaders: 'false' }), url).headers;
    assert.deepEqual(Object.keys(few), ['set-cookie']);
    const all = opened(await send({ url, headers: AUTHORIZED, getFullHeaders: '1' }), url).headers;
    assert.deepEqual(all['content-type'], ['application/xml;charset=UTF-8']);
    assert.equal(all['set-cookie']?.length, 1);
  });

  it('calls another machine that is named, and follows none of its redirects', async () => {
    const url = `${elsewhereOrigin}/x?key=1`;
    const { rc, body, headers } = opened(await send({ url, headers: headersOf({ 'X-Key': 'k' }), getFullHeaders: 'true' }), url);
    assert.deepEqual([rc, body, headers['x-seen']], [200, '<html>from elsewhere</html>', ['GET k']]);
    const moved = `${elsewhereOrigin}/moved`;
    const answer = opened(await send({ url: moved }), moved);
    assert.deepEqual([answer.rc, answer.body, answer.headers['location']], [302, 'moved', ['/other']]);
  });

  const refused: readonly (readonly [title: string, fields: Record<string, string>, status: number, says: RegExp])[] = [
    ['no address', {}, 400, /url is missing/],
    ['what is no address', { url: 'http://' }, 400, /no address/],
    ['another scheme', { url: 'file:///etc/passwd' }, 400, /http and https only/],
    ['another machine', { url: 'http://example.com/x?key=canary' }, 403, /example\.com is not this node/],
    ['a name that only looks like ours', { url: 'http://localhost.example.com/' }, 403, /is not this node/],
    ['a method that is none', { url: 'http://localhost/', httpMethod: 'GET / HTTP' }, 400, /httpMethod/],
    ['a method that browsers refuse', { url: 'http://localhost/', httpMethod: 'TRACE' }, 400, /httpMethod/],
    ['a header that splits', { url: 'http://localhost/', headers: 'X-A=canary%0D%0AX-B%3A1' }, 400, /headers cannot be sent/],
    ['a header’s name that is none', { url: 'http://localhost/', headers: 'a%20canary=1' }, 400, /headers cannot be sent/],
    [
      'a body that is too long',
      { url: 'http://localhost/', httpMethod: 'PUT', postData: 'x'.repeat(5 * 1024 * 1024 + 1) },
      413,
      /bytes at most/,
    ],
  ];
  for (const [title, fields, status, says] of refused) {
    it(`does not send ${title}, and answers with a status of its own`, async () => {
      const reply = await send(fields);
      assert.equal(reply.status, status);
      assert.match(reply.text, says);
      assert.ok(!reply.text.includes(GUARD) && !reply.text.includes('canary'));
    });
  }

  it('takes a body of five MiB', async () => {
    const url = 'http://localhost:8082/nothing/here';
    assert.equal(opened(await send({ url, httpMethod: 'POST', postData: '&'.repeat(5 * 1024 * 1024) }), url).rc, 404);
  });

  it('reaches neither the control API nor itself', async () => {
    for (const path of ['/sandbox/state', '/gadgets/ifr?url=x', '/gadgets/makeRequest', '/desktop/box/desktop.json']) {
      const url = new URL(path, running.url).href;
      assert.equal(opened(await send({ url }), url).rc, 404, path);
    }
  });

  it('is not for other sites’ pages', async () => {
    const url = `http://localhost:8082/finesse/api/User/${MAYA}`;
    for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }] as readonly Record<string, string>[]) {
      assert.equal((await send({ url }, headers)).status, 403);
    }
    assert.equal((await send({ url }, { Origin: new URL(running.url).origin })).status, 200);
    const rebound = await rawTarget(running, `/gadgets/makeRequest?url=${encodeURIComponent(url)}`, { Host: 'evil.example' });
    assert.equal(rebound.status, 403);
  });

  it('is subject to the faults of the platform', async () => {
    const url = `http://localhost:8082/finesse/api/User/${MAYA}`;
    const fault = await control(running, 'POST', '/faults', { target: 'rest', toxic: 'http_status', args: { status: 503 } });
    assert.equal(opened(await send({ url, headers: AUTHORIZED }), url).rc, 503);
    await control(running, 'DELETE', `/faults/${fault.json['id'] as string}`);
    const torn = await control(running, 'POST', '/faults', { target: 'rest', toxic: 'reset_peer' });
    assert.equal(opened(await send({ url, headers: AUTHORIZED }), url).rc, 500);
    await control(running, 'DELETE', `/faults/${torn.json['id'] as string}`);
  });

  it('keeps credentials out of the log, whoever is called and whatever comes of it', async () => {
    const secrets = ['canary-password', 'canary-token', 'canary-key', 'canary-basic'];
    const headers = headersOf({
      Authorization: `Bearer ${secrets[1] ?? ''}`,
      'X-Api-Key': secrets[2] ?? '',
      Cookie: `a=${secrets[0] ?? ''}`,
    });
    const basicly = headersOf({ Authorization: basic(MAYA, secrets[3]) });
    for (const url of [
      `http://localhost:8082/finesse/api/User/${MAYA}?password=${secrets[0] ?? ''}`,
      `http://user:${secrets[0] ?? ''}@localhost:8082/nothing`,
      `${elsewhereOrigin}/x?k=${secrets[2] ?? ''}`,
      `http://user:${secrets[0] ?? ''}@example.com/`,
      'http://',
    ]) {
      for (const each of [headers, basicly, `${headers}&bad%20name=${secrets[2] ?? ''}`]) {
        const onPlatform = url.includes('/finesse/') || url.includes('/nothing');
        // The platform's own log shows headers of any name; only the documented ones carry credentials there.
        const sent = onPlatform ? each.replace(/X-Api-Key=[^&]*&?/, '') : each;
        await send({ url, headers: sent, st: secrets[1] ?? '' });
        await raw(running, 'GET', `/gadgets/makeRequest?${new URLSearchParams({ url, headers: sent, st: secrets[1] ?? '' })}`);
      }
    }
    await frame({
      url: `http://user:${secrets[0] ?? ''}@localhost${SPEC}?token=${secrets[1] ?? ''}`,
      st: secrets[1] ?? '',
      up_authorization: secrets[3] ?? '',
    });
    const log = (await raw(running, 'GET', '/sandbox/log')).text;
    for (const secret of [...secrets, Buffer.from(`${MAYA}:${secrets[3] ?? ''}`).toString('base64')]) {
      assert.ok(!log.includes(secret), `the log holds ${secret}`);
    }
    const { entries } = JSON.parse(log) as { entries: readonly WireEntry[] };
    assert.ok(entries.some(({ wire, text }) => wire === 'desktop' && text === `GET http://localhost:8082/nothing`));
    assert.ok(entries.some(({ wire, text }) => wire === 'desktop' && text === `GET ${elsewhereOrigin}/x?…`));
  });
});

describe('files of the desktop’s origin', () => {
  const served: readonly (readonly [path: string, type: RegExp, holds: RegExp])[] = [
    ['/desktop/assets/js/jquery.min.js', /javascript/, /jQuery v1\.12\.4/],
    ['/desktop/thirdparty/jquery/js/jquery-1.8.2.min.js', /javascript/, /jQuery v1\.12\.4/],
    ['/desktop/assets/js/doc/index.html', /html/, /finesse\.js/],
    ['/desktop/thirdparty/bootstrap/3.2.0/css/bootstrap.css', /css/, /Bootstrap v3\.2\.0/],
    ['/desktop/thirdparty/bootstrap/3.2.0/js/bootstrap.min.js', /javascript/, /Bootstrap v3\.2\.0/],
    ['/desktop/thirdparty/bootstrap/5.3.1/css/bootstrap.css', /css/, /v5\.3\.1/],
    ['/desktop/thirdparty/bootstrap/5.3.1/js/bootstrap.bundle.min.js', /javascript/, /v5\.3\.1/],
    ['/desktop/thirdparty/bootstrap/5.3.1/js/bootstrap.min.js', /javascript/, /v5\.3\.1/],
    ['/desktop/js/utilities/MessageDisplay.js', /javascript/, /showBannerError/],
    ['/desktop/scripts/css/finextcommonstyles.css', /css/, /Cordboard/],
    ['/desktop/scripts/fonts/CiscoSansTTRegular.woff', /font\/woff/, /^wOFF/],
    ['/3rdpartygadget/files/my%20desk/Desk.js', /javascript/, /var desk/],
    ['/3rdpartygadget/files/my desk/Desk.xml', /xml/, /<Module>/],
  ];
  for (const [at, type, holds] of served) {
    it(at, async () => {
      const { status, headers, text } = await raw(running, 'GET', at);
      assert.equal(status, 200);
      assert.match(headers.get('content-type') ?? '', type);
      assert.match(text, holds);
    });
  }

  for (const target of [
    '/3rdpartygadget/files/my%20desk/../outside.txt',
    '/3rdpartygadget/files/my%20desk/..%2foutside.txt',
    '/3rdpartygadget/files/my%20desk/%2e%2e/outside.txt',
    '/3rdpartygadget/files/my%20desk/..%5coutside.txt',
    '/3rdpartygadget/files/my%20desk/.secret',
    '/3rdpartygadget/files/my%20desk/link.txt',
    '/3rdpartygadget/files/my%20desk/%00',
    '/3rdpartygadget/files/other/Desk.xml',
    '/desktop/box/../../package.json',
    '/desktop/box/..%2f..%2fpackage.json',
    '/desktop/assets/js/..%2fx',
    '/desktop/nothing',
    '/gadgets/nothing',
  ]) {
    it(`does not serve ${target}`, async () => {
      const { status, text } = await rawTarget(running, target);
      assert.equal(status, 404);
      assert.ok(!text.includes('outside') && !text.includes('hidden'));
    });
  }

  it('are joined as scripts and as style sheets, without those that are not there', async () => {
    const at = '/3rdpartygadget/files/my%20desk';
    const scripts = await raw(
      running,
      'GET',
      `/gadgets/concat?${new URLSearchParams({ type: 'js', 1: `${at}/Desk.js`, 2: `${at}/*/x.js`, 3: `${at}/Desk.js` })}`,
    );
    assert.match(scripts.text, /^var desk = 1\n;\n\/\* .*There is no such file.* \*\/\n;\nvar desk = 1$/);
    const styles = await raw(running, 'GET', `/gadgets/concat?${new URLSearchParams({ type: 'css', 1: `${at}/Desk.css` })}`);
    assert.equal(styles.text, 'a { b: url(/3rdpartygadget/files/my%20desk/x.png) }');
    assert.match(styles.headers.get('content-type') ?? '', /^text\/css/);
  });

  it('come by way of the proxy too, and never as pages of ours', async () => {
    const proxied = (url: string): Promise<RawReply> => raw(running, 'GET', `/gadgets/proxy?${new URLSearchParams({ url })}`);
    assert.equal((await proxied('/3rdpartygadget/files/my%20desk/Desk.js')).text, 'var desk = 1');
    const page = await proxied(`${elsewhereOrigin}/page`);
    assert.match(page.headers.get('content-security-policy') ?? '', /^sandbox/);
    for (const url of ['http://example.com/x.png', '/sandbox/log', 'file:///etc/passwd', '']) {
      assert.equal((await proxied(url)).status, 404, url);
    }
  });

  it('has a page of its own, which is strict where frames are not', async () => {
    const page = await raw(running, 'GET', '/desktop');
    assert.deepEqual([page.status, page.headers.get('location')], [301, '/desktop/']);
    assert.equal((await raw(running, 'POST', '/desktop/assets/js/jquery.min.js')).status, 405);
  });
});

describe('a library of the user’s own', () => {
  it('is served under both of its names', async () => {
    const finesseJs = write('vendor.js', 'window.finesse = "theirs";');
    const other = await startSandbox({ port: 0, clock: 'virtual', gadgets: { finesseJs, files: [] } });
    for (const name of ['finesse.js', 'finesse.min.js']) {
      assert.equal((await raw(other, 'GET', `/desktop/assets/js/${name}`)).text, 'window.finesse = "theirs";');
    }
    await other.close();
  });
});

describe('the model of the desktop', () => {
  it('puts gadgets side by side where there is no layout', async () => {
    const model = await modelOf(running);
    assert.deepEqual(model.tabs, [{ id: 'home', label: 'Home', icon: 'home', columns: [[0]] }]);
    assert.deepEqual(model.gadgets, [
      {
        mid: 0,
        url: SPEC,
        title: 'Desk',
        views: ['default', 'canvas'],
        features: ['pubsub-2', 'setprefs', 'loadingindicator', 'collapsible'],
        loading: { manualDismiss: true, timeoutS: 10 },
        collapsible: true,
        hidden: false,
        scrolling: false,
        attributes: {},
      },
    ]);
    assert.deepEqual(model.problems, []);
    const french = await modelOf(running, '?lang=fr');
    assert.deepEqual(
      french.problems.map(({ severity, where }) => [severity, where]),
      [['warning', 'Desk.xml:4']],
    );
  });

  it('follows a layout for the agent’s role, numbers gadgets in document order, and is read anew', async () => {
    write('team/Team.xml', gadget('Team', 'x'));
    const layout = write('layout.xml', '');
    const laidOut = (label: string): string => `<finesseLayout>
<configs><config key="title" value="Ours"/></configs>
<header><rightAlignedColumns><headercolumn width="9px"><gadget>/3rdpartygadget/files/team/Team.xml</gadget></headercolumn></rightAlignedColumns></header>
<layout><role>Agent</role><page><gadget hidden="true">/desktop/scripts/js/callcontrol.js</gadget></page><tabs>
  <tab><id>home</id><label>${label}</label><columns><column><gadgets><gadget id="t">/3rdpartygadget/files/team/Team.xml?gadgetHeight=99</gadget></gadgets></column><column/></columns></tab></tabs></layout>
<layout><role>Supervisor</role><tabs><tab><id>team</id><label>Team</label></tab></tabs></layout></finesseLayout>`;
    writeFileSync(layout, laidOut('One'));
    const other = await startSandbox({ port: 0, clock: 'virtual', gadgets: { layout, files: [path.join(folder, 'team/Team.xml')] } });
    const model = await modelOf(other, `?agent=${MAYA}`);
    assert.deepEqual([model.title, model.header.right, model.page], ['Ours', [{ width: '9px', gadget: 0 }], [1]]);
    assert.deepEqual(model.tabs, [{ id: 'home', label: 'One', columns: [[2], []] }]);
    assert.deepEqual(
      model.gadgets.map(({ mid, title, id, hidden, fixedHeight }) => [mid, title, id, hidden, fixedHeight]),
      [
        [0, 'Team', undefined, false, undefined],
        [1, '', undefined, true, undefined],
        [2, 'Team', 't', false, 99],
      ],
    );
    assert.match(model.gadgets[1]?.unavailable ?? '', /vendor’s own/);
    assert.deepEqual((await modelOf(other, `?agent=${SUPERVISOR}`)).tabs[0]?.id, 'team');
    assert.deepEqual((await modelOf(other, `?agent=${SUPERVISOR}&role=Agent`)).tabs[0]?.id, 'home');
    const admin = await modelOf(other, '?role=Admin');
    assert.deepEqual([admin.tabs[0]?.id, admin.problems[0]?.message], ['home', 'There is no layout for Admin; that of Agent is shown']);

    writeFileSync(layout, laidOut('Two'));
    assert.equal((await modelOf(other)).tabs[0]?.label, 'Two');
    writeFileSync(layout, '<finesseLayout>\n<layout>');
    const broken = await modelOf(other);
    assert.deepEqual([broken.tabs, broken.problems[0]?.severity, broken.problems[0]?.where], [[], 'error', 'layout.xml:2']);
    rmSync(layout);
    assert.deepEqual((await modelOf(other)).problems[0], { severity: 'error', where: 'layout', message: 'The layout cannot be read' });
    await other.close();
  });
});

describe('messages for the desktop’s hub', () => {
  it('reach every page that listens, with or without data, and the log', async () => {
    const ends = [new AbortController(), new AbortController()];
    const heard = await Promise.all(
      ends.map(async ({ signal }) => {
        const reply = await fetch(new URL('/desktop/box/events', running.url), { signal });
        assert.match(reply.headers.get('content-type') ?? '', /^text\/event-stream/);
        let text = '';
        void (async () => {
          const decoder = new TextDecoder();
          for await (const piece of reply.body as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(piece, { stream: true });
        })().catch(() => undefined);
        await until(() => text === ': open\n\n');
        return () => text;
      }),
    );
    const first = await control(running, 'POST', '/desktop/publish', {
      topic: 'finesse.info.connection',
      data: { status: 'failing', token: 'canary' },
    });
    assert.deepEqual(first.json, { topic: 'finesse.info.connection', pages: 2 });
    await control(running, 'POST', '/desktop/publish', { topic: 'a.b' });
    const all =
      ': open\n\nevent: publish\ndata: {"topic":"finesse.info.connection","data":{"status":"failing","token":"canary"}}\n\nevent: publish\ndata: {"topic":"a.b"}\n\n';
    for (const text of heard) await until(() => text() === all);
    assert.ok(!(await raw(running, 'GET', '/sandbox/log')).text.includes('canary'));

    for (const each of ends) each.abort();
    let pages = 2;
    for (let tries = 0; pages > 0 && tries < 200; tries++) {
      pages = (await control(running, 'POST', '/desktop/publish', { topic: 'a.b' })).json['pages'] as number;
    }
    assert.equal(pages, 0);
  });

  it('are those that the schema takes', async () => {
    const file = new URL('../../../../docs/desktop-publish.schema.json', import.meta.url);
    const schema = JSON.parse(readFileSync(file, 'utf8')) as {
      properties: Record<string, { pattern?: string }>;
      required: readonly string[];
    };
    assert.deepEqual([Object.keys(schema.properties), schema.required], [['topic', 'data'], ['topic']]);
    const pattern = new RegExp(schema.properties['topic']?.pattern ?? '$^');
    for (const topic of ['a', 'a.b', 'finesse.api.User.1001001', '', '.', 'a.', '.a', 'a..b', '*', 'a.*', 'a.**', 'a*']) {
      const { status } = await control(running, 'POST', '/desktop/publish', { topic });
      assert.equal(status === 200, pattern.test(topic), topic);
    }
  });

  it('are listened to by GET only, and by our own pages', async () => {
    assert.equal((await raw(running, 'POST', '/desktop/box/events')).status, 405);
    assert.equal((await raw(running, 'GET', '/desktop/box/events', { headers: { Origin: 'https://evil.example' } })).status, 403);
  });
});
