import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { update } from '../testing-desk.js';
import { DIALOG, dialog, ERROR, withUser } from '../testing-user.js';
import { type Dialog } from './dialogs.js';
import { type RestResponse } from './response.js';

describe('A collection', () => {
  async function withDialogs(list = `<Dialogs>${DIALOG('1', 'ACTIVE')}</Dialogs>`) {
    const made = await withUser();
    const { desk, user } = made;
    desk.answer('GET', '/User/1001/Dialogs', list);
    const told: string[] = [];
    const dialogs = user.getDialogs({
      onLoad: (about) => told.push(`load ${Object.keys(about.getCollection()).join()}`),
      onChange: () => told.push('changed'),
      onError: (why) => told.push(`error ${(why as RestResponse | undefined)?.status}`),
      onCollectionAdd: (item) => {
        told.push(`add ${item.getId()} ${item.getState()}`);
        item.addHandler('change', () => told.push(`change ${item.getId()} ${item.getState()}`));
      },
      onCollectionDelete: (item) => told.push(`delete ${item.getId()} ${item.getState()}`),
    });
    await desk.settle();
    desk.take();
    const say = async (event: string, source: string, data: string): Promise<void> =>
      desk.notify('/User/1001/Dialogs', update(event, source, data));
    const list$ = (xml: string): string => `<dialogs>${xml}</dialogs>`;
    return { ...made, told, dialogs, say, list$ };
  }

  it('has the members that were there, without a word of their coming', async () => {
    const { told, dialogs, user, hub } = await withDialogs();
    expect(told).to.deep.equal(['load 1']);
    expect(dialogs.length).to.equal(1);
    expect(dialogs.getCollection()['1']?.getState()).to.equal('ACTIVE');
    expect(user.getDialogs({ onLoad: () => told.push('never') }) === dialogs).to.be.true;
    expect(hub.listened.filter((topic) => topic === 'finesse.api.User.1001.Dialogs')).to.have.length(1);
    expect(told).to.deep.equal(['load 1']);
  });

  for (const [what, list, ids] of [
    ['none', '<Dialogs/>', ''],
    ['one', `<Dialogs>${DIALOG('1')}</Dialogs>`, '1'],
    ['several', `<Dialogs>${DIALOG('1')}${DIALOG('2')}</Dialogs>`, '1,2'],
    ['one without a uri', `<Dialogs><Dialog><id>1</id></Dialog>${DIALOG('2')}</Dialogs>`, '2'],
  ] as const)
    it(`loads with ${what}`, async () => expect((await withDialogs(list)).told).to.deep.equal([`load ${ids}`]));

  it('tells of a call that comes, changes and goes', async () => {
    const { told, dialogs, say, list$ } = await withDialogs('<Dialogs/>');
    await say('POST', '/User/1001/Dialogs', list$(DIALOG('7')));
    expect(dialogs.length).to.equal(1);
    await say('PUT', '/Dialog/7', dialog('7', 'ACTIVE'));
    await say('DELETE', '/User/1001/Dialogs', list$(DIALOG('7', 'DROPPED')));
    expect(told).to.deep.equal(['load ', 'add 7 ALERTING', 'change 7 ACTIVE', 'delete 7 DROPPED']);
    expect(dialogs.length).to.equal(0);
    expect(dialogs.getCollection()).to.deep.equal({});
  });

  it('counts one that comes, and takes out one that leaves, when the handlers have been', async () => {
    const { dialogs, desk, say, list$ } = await withDialogs();
    const seen: string[] = [];
    const look = (what: string) => (item: Dialog) => {
      seen.push(`${what} ${item.getId()} of ${Object.keys(dialogs.getCollection()).join()}, length ${dialogs.length}`);
    };
    dialogs.addHandler('collectionAdd', look('add'));
    dialogs.addHandler('collectionDelete', look('delete'));
    await say('POST', '/User/1001/Dialogs', list$(DIALOG('2') + DIALOG('3')));
    expect(dialogs.length).to.equal(3);
    await say('DELETE', '/User/1001/Dialogs', list$(DIALOG('1') + DIALOG('2')));
    expect(dialogs.length).to.equal(1);
    desk.answer('GET', '/User/1001/Dialogs', `<Dialogs>${DIALOG('4')}</Dialogs>`);
    dialogs.refresh();
    await desk.settle();
    expect(seen).to.deep.equal([
      'add 2 of 1,2, length 1',
      'add 3 of 1,2,3, length 2',
      'delete 1 of 1,2,3, length 3',
      'delete 2 of 2,3, length 2',
      'delete 3 of 3, length 1',
      'add 4 of 4, length 0',
    ]);
    expect([dialogs.length, Object.keys(dialogs.getCollection()).join()]).to.deep.equal([1, '4']);
  });

  it('calls the delete handlers of a member for the end of the member itself, not for its leaving the list', async () => {
    const { dialogs, told, say, list$ } = await withDialogs(`<Dialogs>${DIALOG('1')}${DIALOG('2')}</Dialogs>`);
    for (const member of Object.values(dialogs.getCollection()))
      for (const type of ['change', 'delete'] as const) member.addHandler(type, () => told.push(`${type} of ${member.getId()} itself`));
    await say('DELETE', '/User/1001/Dialogs', list$(DIALOG('1', 'DROPPED')));
    await say('DELETE', '/Dialog/2', dialog('2', 'DROPPED'));
    expect(told).to.deep.equal(['load 1,2', 'delete 1 DROPPED', 'delete of 2 itself', 'delete 2 DROPPED']);
    expect(dialogs.length).to.equal(0);
  });

  it('counts right when a handler throws, and when a handler itself takes a member out', async () => {
    const { desk, dialogs, say, list$ } = await withDialogs();
    const gone = update('DELETE', '/User/1001/Dialogs', list$(DIALOG('2')));
    dialogs.addHandler('collectionAdd', () => {
      void desk.notify('/User/1001/Dialogs', gone);
      throw new Error('of the gadget');
    });
    await say('POST', '/User/1001/Dialogs', list$(DIALOG('2')));
    await desk.settle();
    expect([dialogs.length, Object.keys(dialogs.getCollection()).join()]).to.deep.equal([1, '1']);
    expect(desk.page.errors).to.have.length(1);
  });

  it('takes several at once, a known one as a change, and ignores changes and ends of those who are not there', async () => {
    const { told, say, list$ } = await withDialogs('<Dialogs/>');
    await say('POST', '/User/1001/Dialogs', list$(DIALOG('1') + DIALOG('2')));
    await say('POST', '/User/1001/Dialogs', list$(DIALOG('1', 'ACTIVE')));
    await say('PUT', '/Dialog/3', dialog('3', 'ALERTING'));
    await say('DELETE', '/User/1001/Dialogs', list$(DIALOG('4')));
    // A change that comes late would else bring back a call that has ended, for good.
    await say('DELETE', '/User/1001/Dialogs', list$(DIALOG('2')));
    await say('PUT', '/Dialog/2', dialog('2', 'DROPPED'));
    expect(told).to.deep.equal(['load ', 'add 1 ALERTING', 'add 2 ALERTING', 'change 1 ACTIVE', 'delete 2 ALERTING']);
  });

  it('changes a member without a word for an event in another case', async () => {
    const { told, dialogs, say } = await withDialogs();
    await say('put', '/Dialog/1', dialog('1', 'DROPPED'));
    expect(dialogs.getCollection()['1']?.getState()).to.equal('DROPPED');
    expect(told).to.deep.equal(['load 1']);
  });

  it('neither takes nor loses members by an event in another case', async () => {
    const { told, dialogs, say, list$ } = await withDialogs();
    await say('post', '/User/1001/Dialogs', list$(DIALOG('1', 'DROPPED') + DIALOG('2')));
    await say('delete', '/User/1001/Dialogs', list$(DIALOG('1', 'DROPPED')));
    await say('post', '/Dialog/3', dialog('3', 'ALERTING'));
    expect(Object.keys(dialogs.getCollection())).to.deep.equal(['1']);
    expect(dialogs.getCollection()['1']?.getState()).to.equal('DROPPED');
    expect(told).to.deep.equal(['load 1']);
  });

  it('leaves members alone when an event is of something else', async () => {
    const { told, dialogs, say } = await withDialogs();
    await say('PUT', '/Queue/1', '<queue><uri>/finesse/api/Queue/1</uri></queue>');
    await say('POST', '/User/1001/Dialogs', '<queues/>');
    await say('PUT', '/Dialog/1', ERROR);
    expect(told).to.deep.equal(['load 1']);
    expect(dialogs.getCollection()['1']?.getState()).to.equal('ACTIVE');
  });

  it('is never broken by what comes on its topic', async () => {
    const { desk, dialogs, hub } = await withDialogs();
    const name = fc.constantFrom('dialogs', 'Dialogs', 'dialog', 'Dialog', 'uri', 'apiErrors', 'apiError', '__proto__', 'constructor', '0');
    const uri = fc.constantFrom(
      '/finesse/api/Dialog/1',
      '/finesse/api/Dialog/__proto__',
      '/finesse/api/Dialog/toString',
      '/',
      '',
      '/finesse/api/User/1001/Dialogs',
    );
    const { data } = fc.letrec((tie) => ({
      data: fc.oneof({ maxDepth: 4 }, uri, fc.constant(null), fc.array(tie('data'), { maxLength: 2 }), fc.dictionary(name, tie('data'))),
    }));
    const event = fc.constantFrom('POST', 'PUT', 'DELETE', 'put', '');
    const payload = fc.record({ object: fc.record({ Update: fc.record({ event, source: uri, data }) }) });
    await fc.assert(
      fc.asyncProperty(payload, async (each) => desk.publish('finesse.api.User.1001.Dialogs', each)),
      { numRuns: 300 },
    );
    expect(Object.keys(dialogs.getCollection())).to.have.length(dialogs.length);
    expect(({} as Record<string, unknown>)['uri']).to.equal(undefined);
    expect(hub.swallowed).to.be.empty;
    expect(desk.page.errors).to.be.empty;
  });

  it('is read anew by get', async () => {
    const { desk, told, dialogs } = await withDialogs();
    desk.answer('GET', '/User/1001/Dialogs', `<Dialogs>${DIALOG('2')}</Dialogs>`);
    dialogs.get();
    await desk.settle();
    expect(told).to.deep.equal(['load 1', 'load 2']);
    expect(dialogs.length).to.equal(1);
  });

  it('after a lost connection tells what came, changed and went meanwhile', async () => {
    const { desk, told, user, say, list$ } = await withDialogs('<Dialogs/>');
    await say('POST', '/User/1001/Dialogs', list$(DIALOG('1', 'ACTIVE') + DIALOG('2')));
    told.splice(0);
    user.removeHandler('change');
    await desk.status('connected', 'disconnected', 'failing');
    await say('DELETE', '/User/1001/Dialogs', list$(DIALOG('1')));
    expect(told).to.be.empty;
    desk.answer('GET', '/User/1001/Dialogs', `<Dialogs>${DIALOG('2', 'ACTIVE')}${DIALOG('3')}</Dialogs>`);
    await desk.status('connected', 'recovered');
    expect(desk.lines()).to.deep.equal(['GET /User/1001/Dialogs', 'GET /User/1001']);
    expect(told).to.deep.equal(['delete 1 ACTIVE', 'change 2 ACTIVE', 'add 3 ALERTING', 'changed']);
  });
});
