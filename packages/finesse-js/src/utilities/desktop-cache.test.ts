import { expect } from '@open-wc/testing';
import { createFinesse } from '../create-finesse.js';
import { testPage } from '../testing-page.js';
import { type CacheCallback, createDesktopCache, type DesktopCache } from './desktop-cache.js';

let groups = 0;

/** A cache on a group of its own. */
function start(): DesktopCache {
  return createFinesse(testPage().frame).utilities.DesktopCache.setGroup(`test ${++groups} ${Math.random()}`);
}

function told(act: (callback: CacheCallback) => void): Promise<[Error | null, unknown]> {
  return new Promise((resolve) => act((error, data) => resolve([error, data])));
}

describe('DesktopCache', () => {
  it('keeps data, and hands it over', async () => {
    const cache = start();
    const data = { list: [1, null, { when: new Date(0) }] };
    expect(
      await told((done) =>
        cache.saveOrUpdateData(
          [
            { key: 'a', data },
            { key: 'b', data: 'text' },
          ],
          done,
        ),
      ),
    ).to.deep.equal([null, undefined]);
    expect(await told((done) => cache.fetchData('a', done))).to.deep.equal([null, { key: 'a', data }]);
    expect(await told((done) => cache.fetchData('b', done))).to.deep.equal([null, { key: 'b', data: 'text' }]);
    expect(await told((done) => cache.fetchData(null, done))).to.deep.equal([
      null,
      [
        { key: 'a', data },
        { key: 'b', data: 'text' },
      ],
    ]);
    expect(await told((done) => cache.fetchData('c', done))).to.deep.equal([null, undefined]);
  });

  it('outlives the frame: another library of the same address finds it', async () => {
    const name = `shared ${Math.random()}`;
    const one = start().setGroup(name);
    await told((done) => one.saveOrUpdateData({ key: 'a', data: 1 }, done));
    expect(await told((done) => start().setGroup(name).fetchData('a', done))).to.deep.equal([null, { key: 'a', data: 1 }]);
  });

  it('works in the order of the calls, each about the group of its time', async () => {
    const cache = start();
    cache.saveOrUpdateData([{ key: 'a', data: 1 }]);
    cache.saveOrUpdateData([{ key: 'a', data: 2 }]);
    const mine = told((done) => cache.fetchData('a', done));
    cache.setGroup(`elsewhere ${Math.random()}`);
    expect(await mine).to.deep.equal([null, { key: 'a', data: 2 }]);
    expect(await told((done) => cache.fetchData('a', done))).to.deep.equal([null, undefined]);
  });

  it('forgets one, or the whole group and no other', async () => {
    const other = start();
    const cache = start();
    for (const each of [other, cache])
      each.saveOrUpdateData([
        { key: 'a', data: 1 },
        { key: 'b', data: 2 },
      ]);
    cache.deleteData('a');
    expect(await told((done) => cache.fetchData('a', done))).to.deep.equal([null, undefined]);
    expect(await told((done) => cache.fetchData('b', done))).to.deep.equal([null, { key: 'b', data: 2 }]);
    expect(await told((done) => cache.clearData(done))).to.deep.equal([null, undefined]);
    expect(await told((done) => cache.fetchData('b', done))).to.deep.equal([null, undefined]);
    expect(await told((done) => other.fetchData('b', done))).to.deep.equal([null, { key: 'b', data: 2 }]);
  });

  it('tells what cannot be kept, keeps none of that call, and goes on', async () => {
    const cache = start();
    const [error] = await told((done) =>
      cache.saveOrUpdateData(
        [
          { key: 'a', data: 1 },
          { key: 'b', data: () => 1 },
        ],
        done,
      ),
    );
    expect(error).to.be.instanceOf(Error);
    expect(await told((done) => cache.fetchData('a', done))).to.deep.equal([null, undefined]);
    const [noKey] = await told((done) => cache.fetchData(undefined as never, done));
    expect(noKey).to.be.instanceOf(Error);
    await told((done) => cache.saveOrUpdateData([{ key: 'a', data: 3 }], done));
    expect(await told((done) => cache.fetchData('a', done))).to.deep.equal([null, { key: 'a', data: 3 }]);
  });

  it('tells an error where the browser keeps nothing', async () => {
    const cache = createDesktopCache({}, (work) => work());
    const [error] = await told((done) => cache.fetchData('a', done));
    expect(error).to.be.instanceOf(Error);
  });

  it('never calls back from within the call', async () => {
    const cache = start();
    let called = false;
    const done = told((callback) => cache.fetchData('a', (...args) => ((called = true), callback(...args))));
    expect(called).to.be.false;
    await done;
    expect(called).to.be.true;
  });
});
