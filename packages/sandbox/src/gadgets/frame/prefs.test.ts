import { expect } from '@open-wc/testing';
import { readFrameData } from './frame-data.js';
import { prefsClass } from './prefs.js';
import { makeUtil, urlParameters } from './util.js';

const DATA = {
  mid: 3,
  prefs: {
    id: '1001001',
    url: 'http://x/?a=1&b=<c>',
    n: '12px',
    f: '1.5',
    yes: 'true',
    one: '1',
    zero: '0',
    list: 'a|b&c',
    ['__proto__']: 'x',
    authorization: 'MTAwMTpwYXNz',
  },
  messages: { hello: 'Hallo' },
  features: { loadingindicator: { 'manual-dismiss': ['true'], urls: ['a', 'b'] } },
  lang: 'de',
  country: 'AT',
  view: 'default',
};

function setUp() {
  const told: string[][] = [];
  const data = readFrameData(JSON.stringify(DATA));
  const Prefs = prefsClass({ data, onSet: (names) => told.push([...names]) });
  return { prefs: new Prefs(), Prefs, told, data };
}

describe('gadgets.Prefs', () => {
  it('is one object, and escapes what it gives as text', () => {
    const { prefs, Prefs } = setUp();
    expect(new Prefs() === prefs).to.equal(true);
    expect(prefs.getString('url')).to.equal('http://x/?a=1&b=&#60;c&#62;');
    expect(prefs.getString('authorization')).to.equal('MTAwMTpwYXNz');
    expect(prefs.getString('none')).to.equal('');
    expect(prefs.getString('toString')).to.equal('');
  });

  it('reads numbers, truths and lists', () => {
    const { prefs } = setUp();
    expect([prefs.getInt('n'), prefs.getInt('yes'), prefs.getFloat('f'), prefs.getFloat('none')]).to.deep.equal([12, 0, 1.5, 0]);
    expect(['yes', 'one', 'zero', 'none'].map((name) => prefs.getBool(name))).to.deep.equal([true, true, false, false]);
    expect(prefs.getArray('list')).to.deep.equal(['a', 'b&c']);
    expect(prefs.getArray('none')).to.deep.equal([]);
    expect([prefs.getMsg('hello'), prefs.getMsg('none')]).to.deep.equal(['Hallo', '']);
    expect([prefs.getLang(), prefs.getCountry(), prefs.getModuleId()]).to.deep.equal(['de', 'AT', 3]);
  });

  it('sets pairs, and tells the page the names only', () => {
    const { prefs, told, Prefs } = setUp();
    prefs.set('authorization', 'c2VjcmV0', 'x', 5);
    prefs.setArray('list', ['a|b', 'c']);
    expect(new Prefs().getString('authorization')).to.equal('c2VjcmV0');
    expect(prefs.getInt('x')).to.equal(5);
    expect(prefs.getArray('list')).to.deep.equal(['a|b', 'c']);
    expect(JSON.stringify(told)).to.equal('[["authorization","x"],["list"]]');
  });
});

describe('gadgets.util', () => {
  const make = (swallowed: string[] = []) =>
    makeUtil(setUp().data, 'http://h/gadgets/ifr?mid=3&up_x=a+b%26c#rpctoken=t&parent=p', (_error, where) => swallowed.push(where));

  it('merges the parameters of query and hash', () => {
    const parameters = make().getUrlParameters();
    expect({ ...parameters }).to.deep.equal({ mid: '3', up_x: 'a b&c', rpctoken: 't', parent: 'p' });
    expect({ ...urlParameters('?a=%zz&__proto__=1&b') }).to.have.property('a', '%zz');
    expect(Object.keys(urlParameters('?__proto__=1'))).to.deep.equal(['__proto__']);
  });

  it('runs handlers at load, later ones at once, and none keeps another from running', () => {
    const swallowed: string[] = [];
    const util = make(swallowed);
    const ran: number[] = [];
    util.registerOnLoadHandler(() => {
      throw new Error('oh');
    });
    util.registerOnLoadHandler(() => ran.push(1));
    expect(ran).to.deep.equal([]);
    util.runOnLoadHandlers();
    util.registerOnLoadHandler(() => ran.push(2));
    expect(ran).to.deep.equal([1, 2]);
    expect(swallowed.length).to.equal(1);
  });

  it('knows the features of the gadget', () => {
    const util = make();
    expect([util.hasFeature('loadingindicator'), util.hasFeature('toString')]).to.deep.equal([true, false]);
    expect({ ...util.getFeatureParameters('loadingindicator') }).to.deep.equal({ 'manual-dismiss': 'true', urls: ['a', 'b'] });
    expect(util.getFeatureParameters('none')).to.equal(null);
  });

  it('escapes and takes it back', () => {
    const util = make();
    const text = `<a href="x">&'\\\n\r\u2028\u2029\uff02\uff07\uff1c\uff1e\uff3c`;
    expect(util.escapeString(text)).to.equal(
      '&#60;a href=&#34;x&#34;&#62;&&#39;&#92;&#10;&#13;&#8232;&#8233;&#65282;&#65287;&#65308;&#65310;&#65340;',
    );
    expect(util.unescapeString(util.escapeString(text))).to.equal(text);
    expect(util.escapeString('a\0b')).to.equal('ab');
    expect(util.unescapeString('&amp;&#38;')).to.equal('&amp;&');
    expect(util.escape({ a: ['<', 1] }, true)).to.deep.equal({ a: ['&#60;', 1] });
  });

  it('survives data of any shape', () => {
    for (const json of [undefined, '', '{', '[]', 'null', '{"mid":"x","prefs":[1],"features":5}']) {
      expect(readFrameData(json).mid, String(json)).to.equal(0);
    }
  });
});
