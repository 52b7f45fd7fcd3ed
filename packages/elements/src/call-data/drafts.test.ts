import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { bytesOf, Drafts } from './drafts.js';

const NAMES = ['callVariable1', 'callVariable2', 'user.Case[0]'];
const name = fc.constantFrom(...NAMES);
const text = fc.constantFrom('', 'a', 'b', 'c');

describe('Drafts', () => {
  it('sends what the agent changed and nothing else, whatever happens in which order', () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant('open' as const), name }),
      fc.record({ does: fc.constant('type' as const), name, text }),
      fc.record({ does: fc.constant('report' as const), name, text }),
      fc.record({ does: fc.constant('close' as const), name }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const drafts = new Drafts();
        const platform = new Map<string, string>();
        const typed = new Map<string, { from: string; text: string }>();
        const now = (property: string) => platform.get(property);
        for (const step of steps) {
          const open = typed.get(step.name);
          if (step.does === 'open') {
            drafts.open(step.name, now(step.name) ?? '');
            if (!open) typed.set(step.name, { from: now(step.name) ?? '', text: now(step.name) ?? '' });
          } else if (step.does === 'type') {
            drafts.type(step.name, step.text);
            if (open) open.text = step.text;
          } else if (step.does === 'report') platform.set(step.name, step.text);
          else {
            drafts.close(step.name);
            typed.delete(step.name);
          }
        }
        const wanted = [...typed].filter(([key, one]) => one.text !== one.from && one.text !== now(key));
        expect(drafts.changes(now)).to.deep.equal(wanted.map(([key, one]) => ({ name: key, value: one.text })));
        expect(drafts.size).to.equal(typed.size);
        expect(drafts.changedMeanwhile(now)).to.deep.equal(
          [...typed].filter(([key, { from }]) => from !== (now(key) ?? '')).map(([key]) => key),
        );
      }),
    );
  });

  it('counts bytes as platforms do', () => {
    expect(bytesOf('Gold')).to.equal(4);
    expect(bytesOf('für 5 €')).to.equal(10);
    expect(bytesOf('👍')).to.equal(4);
  });
});
