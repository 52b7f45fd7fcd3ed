import { expect } from '@open-wc/testing';
import { DesktopError } from '@cordboard/core';
import fc from 'fast-check';
import { readXml } from './scanner.js';
import { element } from './write.js';

const carried = fc
  .string({ unit: 'binary', maxLength: 30 })
  .filter((text) => !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text));

describe('element', () => {
  it('writes what was asked for', () => {
    const xml = element('User', { id: '7', none: undefined }, element('state', {}, 'READY'), element('note', {}, ''), undefined, 'a<b');
    expect(xml.toString()).to.equal('<User id="7"><state>READY</state><note/>a&lt;b</User>');
  });

  it('carries any text and any attribute to any parser', () => {
    fc.assert(
      fc.property(carried, carried, (text, attribute) => {
        const xml = element('a', { x: attribute }, element('b', {}, text), ']]>').toString();
        const theirs = new DOMParser().parseFromString(xml, 'application/xml').documentElement;
        expect(theirs.getAttribute('x')).to.equal(attribute);
        expect(theirs.firstElementChild!.textContent).to.equal(text);
        const ours = readXml(xml, (cursor) => {
          const x = cursor.attribute('x');
          cursor.child(cursor.depth);
          return [x, cursor.text()];
        });
        expect(ours).to.deep.equal([attribute, text]);
      }),
    );
  });

  for (const bad of ['\u0000', 'a\u001fb', '\ufffe', '\uffff', '\ud800', 'x\udc00', '\udc00\ud800']) {
    it(`refuses ${JSON.stringify(bad)} as text and as an attribute`, () => {
      for (const make of [() => element('a', {}, bad), () => element('a', { x: bad })]) {
        expect(make).to.throw(DesktopError).with.property('code', 'invalid-argument');
      }
    });
  }

  it('refuses names that would become markup', () => {
    for (const name of ['', 'a b', 'a>', '1a', 'a:b:c', '<a', ':a']) {
      expect(() => element(name, {})).to.throw(DesktopError);
      expect(() => element('a', { [name]: '1' })).to.throw(DesktopError);
    }
  });
});
