import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RunningSandbox } from './index.js';
import { raw, rawTarget, type RawReply } from './raw-client.js';
import { gadgetStage, type GadgetStage } from './raw-gadgets.js';

let stage: GadgetStage;
let running: RunningSandbox;

before(async () => {
  stage = await gadgetStage();
  ({ running } = stage);
});
after(() => stage.close());

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
    const page = await proxied(`${stage.elsewhere}/page`);
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
    const finesseJs = stage.write('vendor.js', 'window.finesse = "theirs";');
    const other = await stage.start({ finesseJs, files: [] });
    for (const name of ['finesse.js', 'finesse.min.js']) {
      assert.equal((await raw(other, 'GET', `/desktop/assets/js/${name}`)).text, 'window.finesse = "theirs";');
    }
  });
});
