import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { substitute } from './hangman.js';

const VALUES = {
  prefs: { host: 'desk.example', scheme: 'https', odd: `<a href="x">'&` },
  messages: { title: 'Desk', 'a b.c': '<b>bold</b>', again: '__UP_host__' },
  moduleId: '7',
  rightToLeft: true,
};

describe('variables of a gadget’s file', () => {
  const rows: readonly (readonly [text: string, becomes: string])[] = [
    ['__UP_scheme__://__UP_host__/x.js', 'https://desk.example/x.js'],
    ['__UP_hostPort__', '__UP_hostPort__'],
    ['__MSG_title__ __MSG_a b.c__', 'Desk <b>bold</b>'],
    ['__MSG_nothing__', '__MSG_nothing__'],
    ['gadget___MODULE_ID__', 'gadget_7'],
    ['__BIDI_START_EDGE__ __BIDI_END_EDGE__ __BIDI_DIR__ __BIDI_REVERSE_DIR__', 'right left rtl ltr'],
    ['__BIDI_NOTHING__', '__BIDI_NOTHING__'],
    ['__UP_odd__', '&lt;a href=&quot;x&quot;&gt;&#39;&amp;'],
    ['__MSG_again__', '__UP_host__'],
    ['__UP_unknown__UP_host__', '__UP_unknowndesk.example'],
    ['__UP_toString____MSG_constructor__', '__UP_toString____MSG_constructor__'],
    ['__UP_host', '__UP_host'],
    ['a __ b __ c', 'a __ b __ c'],
  ];
  for (const [text, becomes] of rows) it(`${text} → ${becomes}`, () => assert.equal(substitute(text, VALUES), becomes));

  it('leaves everything else as it is', () => {
    const none = { prefs: {}, messages: {}, moduleId: '7', rightToLeft: false };
    const words = fc.array(fc.constantFrom('__', '_', 'UP_', 'MSG_', 'x', '__UP_', '\n', '$&')).map((all) => all.join(''));
    fc.assert(fc.property(words, (text) => assert.equal(substitute(text, none), text)));
  });

  it('puts in a value as it is, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        assert.equal(substitute('a __MSG_x__ b', { ...VALUES, messages: { x: value } }), `a ${value} b`);
        assert.doesNotMatch(substitute('__UP_x__', { ...VALUES, prefs: { x: value } }), /[<>"']/);
      }),
    );
  });
});
