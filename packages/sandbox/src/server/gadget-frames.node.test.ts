import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { RunningSandbox } from './index.js';
import { raw, type RawReply } from './raw-client.js';
import { gadgetFile, gadgetStage, SPEC, type GadgetStage } from './raw-gadgets.js';

let stage: GadgetStage;
let running: RunningSandbox;

before(async () => {
  stage = await gadgetStage();
  ({ running } = stage);
});
after(() => stage.close());

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
describe('the frame of a gadget', () => {
  it('is the content with its variables and links resolved, behind the shim, in the mode of its document type', async () => {
    const { status, text, headers } = await frame({
      mid: '4',
      lang: 'de',
      country: 'AT',
      up_host: 'a&b',
      up_id: '1001001',
      url: `${SPEC}?mrdid=5000`,
    });
    assert.equal(status, 200);
    assert.match(text, /^\s*<!-- first --><!DOCTYPE html><script src="\/desktop\/box\/frame\.js" data-frame="[^"]+"><\/script>\s*<html>/);
    assert.ok(
      text.includes('<body id="g4"><script src="/3rdpartygadget/files/my%20desk/Desk.js"></script><p>Desk Hallo a&amp;b __UP_id__</p>'),
    );
    assert.deepEqual(dataOf(text), {
      mid: 4,
      prefs: { host: 'a&b', id: '1001001' },
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
    const file = stage.write('my desk/Edited.xml', gadgetFile('E', 'before'));
    const url = '/3rdpartygadget/files/my%20desk/Edited.xml';
    assert.match((await frame({ url })).text, /before$/);
    writeFileSync(file, gadgetFile('E', 'after'));
    assert.match((await frame({ url })).text, /after$/);
  });

  describe('whose content is a file of its own', () => {
    const spec = (href: string): string =>
      `<Module><ModulePrefs title="H"/><UserPref name="file" default_value="page"/><Content type="html" href="${href}"/></Module>`;

    it('is that file, with links relative to it and no variables of the gadget’s', async () => {
      stage.write('my desk/Apart.xml', spec('sub/__UP_file__.html'));
      stage.write('my desk/sub/page.html', '<!DOCTYPE html>\n<script type="module" src="./a.js"></script><p>__MODULE_ID__</p>');
      const { status, text } = await frame({ url: '/3rdpartygadget/files/my%20desk/Apart.xml', mid: '3' });
      assert.equal(status, 200);
      assert.match(
        text,
        /^<!DOCTYPE html><script src="\/desktop\/box\/frame\.js" data-frame="[^"]+"><\/script>\n<script type="module" src="\/3rdpartygadget\/files\/my%20desk\/sub\/a\.js"><\/script><p>__MODULE_ID__<\/p>$/,
      );
    });

    it('is asked for with the language and country of the reader', async () => {
      stage.write('my desk/Beyond.xml', spec(`${stage.elsewhere}/desk/far.html?x=1&amp;lang=xx`));
      stage.write('my desk/Node.xml', spec('https://localhost:8445/3rdpartygadget/files/my%20desk/sub/page.html'));
      const { text } = await frame({ url: '/3rdpartygadget/files/my%20desk/Beyond.xml', lang: 'de', country: 'AT' });
      assert.ok(text.includes('/desk/far.html?x=1&lang=de&country=AT'), text);
      const node = await frame({ url: '/3rdpartygadget/files/my%20desk/Node.xml' });
      assert.ok(node.text.includes('src="/3rdpartygadget/files/my%20desk/sub/a.js"'), node.text);
    });

    it('says why it cannot be', async () => {
      const url = '/3rdpartygadget/files/my%20desk/Astray.xml';
      for (const [href, why] of [
        ['absent.html', /Astray\.xml: absent\.html: There is no such file/],
        ['http://example.com/a.html', /example\.com is not called unless/],
        ['http://[', /is no address/],
        ['javascript:alert(1)', /http and https only/],
      ] as const) {
        stage.write('my desk/Astray.xml', spec(href));
        const { status, text } = await frame({ url });
        assert.equal(status, 404, href);
        assert.match(text, why);
      }
    });
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

  it('is not looked for where a redirect leads', async () => {
    assert.match((await frame({ url: `${stage.elsewhere}/desk/Moved.xml` })).text, /no such file \(HTTP 302\)/);
  });

  it('may lie on another machine that is named', async () => {
    const { status, text } = await frame({ url: `${stage.elsewhere}/desk/Far.xml` });
    assert.equal(status, 200);
    assert.ok(text.includes(`<img src="${stage.elsewhere}/desk/x.png">`));
  });
});
