import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { TestDesk } from '../testing-desk.js';
import { type AuthConfig } from './credentials.js';

function setUp() {
  const desk = new TestDesk();
  return { desk, utils: desk.finesse.utilities.Utilities, session: desk.page.session };
}

describe('Utilities', () => {
  it('code and read base64 of any text', () => {
    const { utils } = setUp();
    expect(utils.b64Encode('1001:secret')).to.equal('MTAwMTpzZWNyZXQ=');
    const property = fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      void expect(utils.b64Decode(utils.b64Encode(text))).to.equal(text);
    });
    fc.assert(property);
    expect(utils.b64Decode(utils.b64Encode('ü'.repeat(300_000)))).to.have.length(300_000);
  });

  it('know who is in an authorization', () => {
    const { utils } = setUp();
    expect(utils.getCredentials(utils.b64Encode('1001:a:b'))).to.deep.equal({ id: '1001', password: 'a:b' });
    expect(utils.getCredentials(utils.b64Encode('1001'))).to.deep.equal({ id: '1001', password: '' });
  });

  const auth: [config: AuthConfig, header: string][] = [
    [{ authorization: 'QQ==' }, 'Basic QQ=='],
    [{ authorization: 'QQ==', authToken: 't', systemAuthMode: 'NON_SSO' }, 'Basic QQ=='],
    [{ authorization: 'QQ==', authToken: 't', systemAuthMode: 'SSO' }, 'Bearer t'],
    [{ authorization: 'QQ==', authToken: 't', systemAuthMode: 'HYBRID' }, 'Bearer t'],
    [{ authorization: 'QQ==', authToken: '', systemAuthMode: 'HYBRID' }, 'Basic QQ=='],
  ];
  for (const [config, header] of auth)
    it(`${JSON.stringify(config)}: ${header}`, () => expect(setUp().utils.getAuthHeaderString(config)).to.equal(header));

  it('know who is signed in to the page, and nobody where nobody is', () => {
    const { utils, session } = setUp();
    expect(utils.getUserAuthString()).to.equal(btoa('1001:secret'));
    session.clear();
    expect(utils.b64Decode(utils.getUserAuthString())).to.equal('1001:undefined');
    expect(utils.getToken()).to.equal('');
    expect(utils.getAuthTokenObj()).to.deep.equal({ token: '' });
    expect(utils.getAuthModes()).to.deep.equal({ SSO: 'SSO', NON_SSO: 'NON_SSO', HYBRID: 'HYBRID' });
  });

  it('make ids that differ', () => {
    const { utils } = setUp();
    const ids = Array.from({ length: 200 }, () => utils.generateUUID());
    expect(new Set(ids).size).to.equal(200);
    expect(ids.every((id) => /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).to.be.true;
  });

  it('take the last segment of a URI, lists of anything, and nothing for null', () => {
    const { utils } = setUp();
    expect(['/finesse/api/User/1001', '1001', '', null, undefined].map((uri) => utils.getId(uri))).to.deep.equal([
      '1001',
      '1001',
      '',
      '',
      '',
    ]);
    expect([utils.getArray(null), utils.getArray(undefined), utils.getArray('a'), utils.getArray(['a', 'b'])]).to.deep.equal([
      [],
      [],
      ['a'],
      ['a', 'b'],
    ]);
    expect([utils.convertNullToEmptyString(null), utils.convertNullToEmptyString('a')]).to.deep.equal(['', 'a']);
  });

  // Published gadgets keep what comes back, and call it.
  it('give functions and nothing back as handlers', () => {
    const { utils } = setUp();
    const handler = (): undefined => undefined;
    expect([utils.validateHandler(handler), utils.validateHandler(undefined), utils.validateHandler(null)]).to.deep.equal([
      handler,
      undefined,
      null,
    ]);
    for (const handler of ['x', {}, 1]) expect(() => utils.validateHandler(handler)).to.throw(Error);
  });

  it('tell the time of the server where its drift is known', () => {
    const { utils, session, desk } = setUp();
    const now = desk.page.frame.Date.now();
    expect([utils.currentTimeMillis(), utils.currentServerTimeMillis()]).to.deep.equal([now, now]);
    session.set('clientTimestampDrift', '-2500');
    expect([utils.currentTimeMillis(), utils.currentServerTimeMillis()]).to.deep.equal([now, now - 2500]);
    session.set('clientTimestampDrift', 'x');
    expect(utils.currentServerTimeMillis()).to.equal(now);
  });

  it('write durations and times', () => {
    const { utils, desk } = setUp();
    const now = desk.page.frame.Date.now();
    const ago = (ms: number): string => new Date(now - ms).toISOString();
    expect([0, 59_999, 60_000, 3_599_000, 3_600_000, 90_061_000].map((ms) => utils.convertTsToDuration(ago(ms)))).to.deep.equal([
      '00:00:00',
      '00:00:59',
      '00:01:00',
      '00:59:59',
      '01:00:00',
      '25:01:01',
    ]);
    expect(utils.convertTsToDuration(ago(0), now + 1000)).to.equal('00:00:01');
    expect(utils.convertTsToDuration(ago(0), new Date(now + 1000))).to.equal('00:00:01');
    const none = ['', '--', '-1', 'x', ago(-5000)];
    expect(none.map((text) => utils.convertTsToDuration(text))).to.deep.equal(['-1', '-1', '-1', '00:00:00', '00:00:00']);
    expect(none.map((text) => utils.convertTsToDurationWithFormat(text, true))).to.deep.equal(['-1', '-1', '-1', '-1', '-1']);
    expect(utils.convertTsToDurationWithFormat(ago(61_000), true)).to.equal('00:01:01');
    expect([61_000, 3_661_000, -1].map((ms) => utils.buildTimeString(ms))).to.deep.equal(['00:01:01', '01:01:01', '00:00:00']);
    expect([61_000, 3_661_000, NaN].map((ms) => utils.buildTimeStringWithOptionalHours(ms))).to.deep.equal(['01:01', '01:01:01', '00:00']);
    expect([utils.buildElapsedTimeString(now, now - 5000), utils.buildElapsedTimeStringWithOptionalHours(now, now - 5000)]).to.deep.equal([
      '00:00:05',
      '00:05',
    ]);
    expect([3661, '59', '-1', ''].map((seconds) => utils.getDisplayTime(seconds))).to.deep.equal([
      '01:01:01',
      '00:00:59',
      '00:00:00',
      '00:00:00',
    ]);
    expect([utils.extractTime('2026-01-05T09:00:00.000Z'), utils.extractTime('x')]).to.deep.equal([Date.UTC(2026, 0, 5, 9), NaN]);
    expect(utils.parseDateStringISO8601('2026-01-05T09:00:00.000Z').getTime()).to.equal(Date.UTC(2026, 0, 5, 9));
  });

  it('do the small things that gadgets ask them for', () => {
    const { utils, session } = setUp();
    session.set('clientTimestampDrift', '-2500');
    expect([utils.getCurrentDrift(), utils.convertToServerTimeMillis(3000)]).to.deep.equal([-2500, 500]);
    expect([utils.pad(7), utils.pad(12), utils.padWithWidth(7, 3)]).to.deep.equal(['07', '12', '007']);
    expect([utils.trim(' a b '), utils.removeSpaces(' a b '), utils.escapeSpaces('a b')]).to.deep.equal(['a b', 'ab', 'a\u00a0b']);
    expect([utils.isArray([]), utils.isArray({ length: 0 })]).to.deep.equal([true, false]);
  });

  it('read parameters, of texts and of the frame itself', () => {
    const { utils } = setUp();
    expect(utils.getParameterByName('?a=1&b=two%20words+more#c=3', 'b')).to.equal('two words more');
    expect([utils.getParameterByName('?a=1', 'b'), utils.getParameterByName('a=1', 'a')]).to.deep.equal(['', '1']);
    expect(utils.getQueryString('x', 'https://h/p.xml?x=%2Fy')).to.equal('/y');
    expect(utils.getQueryString('mid')).to.not.equal('');
  });

  it('take hosts off URLs and encode nodes', () => {
    const { utils } = setUp();
    expect(['https://h.example:8445/x?y', 'h.example/x', 'h.example'].map((url) => utils.extractHostname(url))).to.deep.equal([
      'h.example',
      'h.example',
      'h.example',
    ]);
    expect(utils.encodeNodeName('/finesse/api/User/a b')).to.equal('/finesse/api/User/a%20b');
  });

  it('escape markup, and back', () => {
    const { utils } = setUp();
    expect(utils.translateHTMLEntities(`<a href="x">R&D's</a>`, true)).to.equal('&lt;a href=&quot;x&quot;&gt;R&amp;D&#39;s&lt;/a&gt;');
    expect(utils.translateXMLEntities('&lt;&unknown;&apos;&amp;lt;', false)).to.equal("<&unknown;'&lt;");
    for (const name of ['translateHTMLEntities', 'translateXMLEntities'] as const) {
      expect(utils[name]('R&amp;D &lt;b&gt;')).to.equal('R&D <b>');
      expect([utils[name]('', true), utils[name](null, true), utils[name](undefined)]).to.deep.equal(['', null, undefined]);
    }
    const property = fc.property(fc.string({ unit: fc.constantFrom(...'&<>"\'#39;amplt') }), (text) => {
      void expect(utils.translateHTMLEntities(utils.translateHTMLEntities(text, true), false)).to.equal(text);
    });
    fc.assert(property);
  });

  it('say what was refused', () => {
    const { utils } = setUp();
    const response = {
      status: 400,
      content: '',
      object: { ApiErrors: { ApiError: { ErrorType: 'T', ErrorData: 'D', Overrideable: 'true' } } },
    };
    expect([utils.getErrCode(response), utils.getErrData(response), utils.getErrOverrideable(response)]).to.deep.equal(['T', 'D', 'true']);
    const several = { ...response, object: { ApiErrors: { ApiError: [{ ErrorType: 'One' }, { ErrorType: 'Two' }] } } };
    const nothing = { status: 503, content: '<html>', object: {} };
    expect([utils.getErrCode(several), utils.getErrCode(nothing), utils.getErrData(nothing)]).to.deep.equal([
      'One',
      'HTTP 503',
      'HTTP 503',
    ]);
    expect(utils.getErrCode({ ...nothing, object: { ApiErrors: null } })).to.equal('HTTP 503');
  });

  it('convert as requests and events do', () => {
    const { utils, desk } = setUp();
    const object = { User: { state: 'READY', name: 'R&D' } };
    expect(utils.js2xml(object)).to.equal('<User><state>READY</state><name>R&amp;D</name></User>');
    expect(utils.xml2js(utils.js2xml(object))).to.deep.equal(object);
    expect(utils.json2xml(object)).to.equal(utils.js2xml(object));
    desk.finesse.cordboard.requestText = 'raw';
    expect(utils.js2xml(object)).to.equal('<User><state>READY</state><name>R&D</name></User>');
    expect([utils.xml2js('<a>x\ty</a>'), utils.xml2JsObj('<a>x\ty</a>')]).to.deep.equal([{ a: 'x\ty' }, { a: 'xy' }]);
    const parsed = new DOMParser().parseFromString('<a b="1"><c/><c>x &amp; "y"</c></a>', 'application/xml');
    expect(JSON.parse(utils.xml2json(parsed, ''))).to.deep.equal({ a: { '@b': '1', c: [null, 'x & "y"'] } });
    expect(JSON.parse(utils.xml2json(parsed.documentElement.lastElementChild!))).to.deep.equal({ c: 'x & "y"' });
  });
});

describe('ClientLogger', () => {
  it('writes to the console and to the page, once it is begun', async () => {
    const { desk } = setUp();
    const lines: string[] = [];
    desk.page.frame.console.log = (line: string) => lines.push(line);
    const { ClientLogger: logger } = desk.finesse.cslogger;
    logger.log('lost');
    logger.init(desk.page.hub, 'MyGadget');
    logger.log('one');
    logger.init(desk.page.hub, 'MyGadget', { host: 'other' });
    logger.log('two');
    await desk.settle();
    const published = desk.page.hub.on('finesse.clientLogging.MyGadget');
    expect(published).to.deep.equal(lines);
    expect(lines).to.deep.equal([
      '2026-01-05T09:00:00.000Z: fin-a.lab.example: 1001: MyGadget: one',
      '2026-01-05T09:00:00.000Z: other: 1001: MyGadget: two',
    ]);
  });
});
