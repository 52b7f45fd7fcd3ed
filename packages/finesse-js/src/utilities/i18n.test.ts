import { expect } from '@open-wc/testing';
import { createFinesse } from '../create-finesse.js';
import { testPage } from '../testing-page.js';

function start(page: Record<string, string>, messages: Record<string, string>) {
  const parent = { finesse: { container: { I18n: { getMsg: (key: string) => page[key] ?? `???${key}???` } } } };
  return createFinesse(testPage({ parent, messages }).frame).utilities.I18n;
}

describe('I18n', () => {
  it('takes the text of the page, else of the gadget’s bundle', () => {
    const i18n = start({ ready: 'Ready' }, { ready: 'Mine', wave: 'Wave' });
    expect(i18n.getString('ready')).to.equal('Ready');
    expect(i18n.getString('wave')).to.equal('Wave');
  });

  it('works on a page without texts', () => {
    const { I18n } = createFinesse(testPage({ messages: { wave: 'Wave' } }).frame).utilities;
    expect(I18n.getString('wave')).to.equal('Wave');
  });

  it('puts arguments in their places, and leaves places without one', () => {
    const i18n = start({}, { call: 'Call {0} from {1}, {0}? {2}', money: '{0}' });
    expect(i18n.getString('call', 7, 'Jane')).to.equal('Call 7 from Jane, 7? {2}');
    expect(i18n.getString('money', '$& {1}')).to.equal('$& {1}');
  });

  it('shows a key that nobody knows', () => {
    const missing = start({}, {}).getString('no.such');
    expect(`${missing}`).to.equal('???no.such???');
    expect(typeof missing).to.equal('function');
  });
});
