import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { TestDesk, update } from '../testing-desk.js';
import { type Dialog } from './dialogs.js';
import { type RestResponse } from './response.js';
import { type User } from './user.js';

const USER = (more = '<state>NOT_READY</state>', id = '1001'): string =>
  `<User><extension>61001</extension>${more}<roles><role>Agent</role></roles><uri>/finesse/api/User/${id}</uri></User>`;
const lower = (xml: string): string => xml.replace('<User>', '<user>').replace('</User>', '</user>');
const DIALOG = (id: string, state = 'ALERTING'): string =>
  `<Dialog><id>${id}</id><state>${state}</state><uri>/finesse/api/Dialog/${id}</uri></Dialog>`;
const dialog = (id: string, state: string): string => DIALOG(id, state).replace('<Dialog>', '<dialog>').replace('</Dialog>', '</dialog>');
const ERROR =
  '<apiErrors><apiError><errorData>34</errorData><errorMessage>CF_BUSY</errorMessage><errorType>Call Operation Failure</errorType></apiError></apiErrors>';

/** A desk whose user is loaded, with all the user's handlers written down. */
async function withUser(desk = new TestDesk().begin()) {
  desk.answer('GET', '/User/1001', USER());
  const told: string[] = [];
  const user = new desk.finesse.restservices.User({
    id: '1001',
    onLoad: (about) => told.push(`load ${about.getState()}`),
    onChange: (about) => told.push(`change ${about.getState()}`),
    onAdd: () => told.push('add'),
    onDelete: () => told.push('delete'),
    onError: (why) => told.push(`error ${(why as RestResponse | undefined)?.status}`),
  });
  await desk.settle();
  desk.take();
  return { desk, user, told, hub: desk.page.hub };
}

describe('An object', () => {
  it('takes its topic, then is read, then loaded', async () => {
    const desk = new TestDesk().begin().answer('GET', '/User/1001', USER());
    const loads: User[] = [];
    const user = new desk.finesse.restservices.User({ id: '1001', onLoad: (about) => loads.push(about) });
    expect(desk.page.hub.listened.at(-1)).to.equal('finesse.api.User.1001');
    expect(user.isLoaded()).to.be.false;
    expect(() => user.getState()).to.throw(Error, 'loaded');
    await desk.settle();
    expect(loads.length === 1 && loads[0] === user).to.be.true;
    expect(user.getState()).to.equal('NOT_READY');
    const [request] = desk.take();
    expect(request?.url).to.match(/^http:\/\/localhost:8082\/finesse\/api\/User\/1001\?nocache=\d+$/);
    expect(request?.headers).to.not.have.property('requestId');
  });

  it('changes with its notifications, by object or by content alone', async () => {
    const { desk, user, told } = await withUser();
    const xml = update('PUT', '/User/1001', lower(USER('<state>READY</state>')));
    await desk.notify('/User/1001', xml);
    for (const content of [xml.replace('READY', 'TALKING'), `/finesse/api/User/1001${xml.replace('READY', 'HOLD')}`])
      await desk.publish('finesse.api.User.1001', { content });
    await desk.publish('finesse.api.User.1001', {
      content: JSON.stringify({ Update: { data: { User: { state: 'WORK' } }, event: 'PUT', source: '/finesse/api/User/1001' } }),
    });
    expect(told).to.deep.equal(['load NOT_READY', 'change READY', 'change TALKING', 'change HOLD', 'change WORK']);
    expect(user.isWrapUp()).to.be.true;
  });

  it('changes without a word for an event in another case', async () => {
    const { desk, user, told } = await withUser();
    await desk.notify('/User/1001', update('put', '/User/1001', lower(USER('<state>READY</state>'))));
    expect(user.getState()).to.equal('READY');
    expect(told).to.deep.equal(['load NOT_READY']);
  });

  it('is told of additions and deletions, the one without data too', async () => {
    const { desk, told } = await withUser();
    await desk.notify('/User/1001', update('POST', '/User/1001', USER()));
    await desk.notify('/User/1001', update('DELETE', '/User/1001', '<queue/>'));
    expect(told).to.deep.equal(['load NOT_READY', 'add']);
    await desk.notify('/User/1001', update('DELETE', '/User/1001', ''));
    expect(told).to.deep.equal(['load NOT_READY', 'add', 'delete']);
  });

  it('keeps what a short picture leaves out, and drops what has gone', async () => {
    const { desk, user } = await withUser();
    await desk.notify(
      '/User/1001',
      update('PUT', '/User/1001', lower(USER('<state>NOT_READY</state><reasonCode><label>Lunch</label></reasonCode>'))),
    );
    expect(user.getReasonCodeLabel()).to.equal('Lunch');
    await desk.notify('/User/1001', update('PUT', '/User/1001', '<user><state>RESERVED</state><uri>/finesse/api/User/1001</uri></user>'));
    expect(user.hasAgentRole()).to.be.true;
    expect(user.getReasonCodeLabel()).to.equal('');
  });

  it('cannot be there twice in a frame, but can be read once more', async () => {
    const { desk } = await withUser();
    const told: unknown[] = [];
    const handlers = { onLoad: () => told.push('load'), onError: (why: unknown) => told.push(why) };
    new desk.finesse.restservices.User({ id: '1001', ...handlers });
    await desk.settle();
    expect(told).to.deep.equal([undefined]);
    expect(desk.lines()).to.be.empty;
    new desk.finesse.restservices.User({ id: '1001', autoSubscribe: false, ...handlers });
    await desk.settle();
    expect(told).to.deep.equal([undefined, 'load']);
  });

  it('cannot be read by an id that is no text', () => {
    const desk = new TestDesk().begin();
    const listened = desk.page.hub.listened;
    expect(() => new desk.finesse.restservices.User({ id: 7 as unknown as string })).to.throw(Error, 'string');
    expect(desk.page.hub.listened).to.deep.equal(listened);
  });

  it('tells why it could not be read', async () => {
    const desk = new TestDesk().begin();
    const errors: RestResponse[] = [];
    const { Team } = desk.finesse.restservices;
    const refused =
      '<ApiErrors><ApiError><ErrorType>Authorization Failure</ErrorType><ErrorMessage>U</ErrorMessage><ErrorData>x</ErrorData></ApiError></ApiErrors>';
    desk.answer('GET', '/Team/1', { rc: 401, text: refused }).answer('GET', '/Team/2', { rc: 502, text: '<html><p>Bad gateway' });
    const onError = (why: unknown) => errors.push(why as RestResponse);
    new Team({ id: '1', onError });
    new Team({ id: '2', onError });
    new Team({ id: '3', onError });
    await desk.settle();
    const { Utilities } = desk.finesse.utilities;
    expect(errors.map((why) => why.status)).to.deep.equal([401, 502, 404]);
    expect(errors[0]).to.deep.include({
      content: refused,
      object: { ApiErrors: { ApiError: { ErrorType: 'Authorization Failure', ErrorMessage: 'U', ErrorData: 'x' } } },
    });
    expect(errors[1]).to.deep.include({ object: {}, content: '<html><p>Bad gateway' });
    expect(errors[1]?.error?.errorType).to.equal('parseError');
    expect(errors[2]).to.deep.equal({ status: 404, content: '', object: {} });
    expect(errors.map((why) => Utilities.getErrCode(why))).to.deep.equal(['Authorization Failure', 'HTTP 502', 'HTTP 404']);
    expect(Utilities.getErrData(errors[0]!)).to.equal('x');
  });

  it('gives itself where it reads something else', async () => {
    const desk = new TestDesk().begin().answer('GET', '/Team/1', '<Error/>');
    const errors: unknown[] = [];
    const team = new desk.finesse.restservices.Team({ id: '1', onError: (why) => errors.push(why) });
    await desk.settle();
    expect(errors.length === 1 && errors[0] === team).to.be.true;
    expect(team.isLoaded()).to.be.false;
  });

  it('takes handlers once each, late ones, with a scope, and lets go of them', async () => {
    const { desk, user } = await withUser();
    const told: string[] = [];
    const onChange = (about: User): void => void told.push(about.getState());
    const scope = { name: 'scope' };
    function scoped(this: typeof scope): void {
      told.push(this.name);
    }
    user.addHandler('change', onChange);
    user.addHandler('change', onChange);
    user.addHandler('change', scoped, scope);
    user.addHandler('load', () => told.push('late'));
    const change = async (state: string): Promise<void> =>
      desk.notify('/User/1001', update('PUT', '/User/1001', USER(`<state>${state}</state>`)));
    await change('READY');
    user.removeHandler('change', onChange);
    await change('TALKING');
    user.removeHandler('change');
    await change('HOLD');
    expect(told).to.deep.equal(['late', 'READY', 'scope', 'scope']);
    expect(() => user.addHandler('change', 'x' as unknown as () => void)).to.throw(Error);
  });

  // `addHandler('change', show(dialog))`, with what a call returned, is in published gadgets.
  it('takes no handler for none', async () => {
    const { desk, user } = await withUser();
    const told: string[] = [];
    user.addHandler('load', undefined);
    user.addHandler('change', undefined);
    user.addHandler('change', (changed: User) => told.push(changed.getState()));
    await desk.notify('/User/1001', update('PUT', '/User/1001', USER('<state>READY</state>')));
    expect(told).to.deep.equal(['READY']);
    expect(desk.page.errors).to.be.empty;
  });

  it('calls a handler for loading that came before it was loaded once', async () => {
    const desk = new TestDesk().begin().answer('GET', '/User/1001', USER());
    const user = new desk.finesse.restservices.User({ id: '1001' });
    const told: string[] = [];
    user.addHandler('load', () => told.push('load'));
    expect(told).to.be.empty;
    await desk.settle();
    expect(told).to.deep.equal(['load']);
  });

  it('goes on for all handlers when one throws', async () => {
    const { desk, user } = await withUser();
    const told: string[] = [];
    user.addHandler('change', () => {
      throw new Error('mine');
    });
    user.addHandler('change', () => told.push('next'));
    await desk.notify('/User/1001', update('PUT', '/User/1001', USER()));
    expect(told).to.deep.equal(['next']);
    expect(desk.page.errors.map(String)).to.deep.equal(['Error: mine']);
  });

  it('misses nothing that happens while it is read', async () => {
    const desk = new TestDesk().begin().answer('GET', '/User/1001', null);
    const told: string[] = [];
    const user = new desk.finesse.restservices.User({ id: '1001', onLoad: () => told.push('load'), onChange: () => told.push('change') });
    await desk.settle();
    await desk.notify('/User/1001', update('PUT', '/User/1001', USER('<state>READY</state>')));
    expect(told).to.be.empty;
    desk.page.io.requests[0]!.answer({ rc: 200, text: USER() });
    expect(told).to.deep.equal(['load', 'change']);
    expect(user.getState()).to.equal('READY');
  });

  it('drops what is no notification, whatever it is, and throws nothing at the hub', async () => {
    const { desk, user, told, hub } = await withUser();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ content: fc.jsonValue(), object: fc.jsonValue() }),
          fc.record({ object: fc.record({ Update: fc.jsonValue() }) }),
        ),
        async (payload) => {
          await desk.publish('finesse.api.User.1001', payload);
        },
      ),
      { numRuns: 300 },
    );
    expect(user.getState()).to.equal('NOT_READY');
    expect(told).to.deep.equal(['load NOT_READY']);
    expect(hub.swallowed).to.be.empty;
    expect(desk.page.errors).to.be.empty;
  });
});

describe('A request', () => {
  async function ready() {
    const made = await withUser();
    const told: unknown[] = [];
    const handlers = { success: (rsp: RestResponse) => told.push(`success ${rsp.status}`), error: (rsp: RestResponse) => told.push(rsp) };
    return { ...made, told, handlers };
  }

  it('carries an id, and succeeds when it is taken', async () => {
    const { desk, user, told, handlers } = await ready();
    user.setState('READY', null, handlers);
    await desk.settle();
    const [request] = desk.take();
    expect(request).to.deep.include({ method: 'PUT', path: '/User/1001', body: '<User><state>READY</state></User>' });
    expect(request?.headers['requestId']).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(request?.headers['Content-Type']).to.equal('application/xml');
    expect(request?.params['GET_FULL_HEADERS']).to.be.true;
    expect(told).to.deep.equal(['success 202']);
  });

  it('may be refused after it succeeded: an error of status 400, once', async () => {
    const { desk, user, told, handlers } = await ready();
    user.setState('READY', null, handlers);
    await desk.settle();
    const id = desk.take()[0]!.headers['requestId'];
    const xml = update('PUT', '/User/1001', ERROR, id);
    await desk.notify('/User/1001', xml);
    await desk.notify('/User/1001', xml);
    expect(told).to.have.length(2);
    expect(told[1]).to.deep.equal({
      status: 400,
      content: xml,
      object: { ApiErrors: { ApiError: { ErrorData: '34', ErrorMessage: 'CF_BUSY', ErrorType: 'Call Operation Failure' } } },
    });
    expect(user.getState()).to.equal('NOT_READY');
  });

  it('is over with the event that confirms it', async () => {
    const { desk, user, told, handlers } = await ready();
    user.setState('READY', null, handlers);
    await desk.settle();
    const id = desk.take()[0]!.headers['requestId'];
    await desk.notify('/User/1001', update('PUT', '/User/1001', lower(USER('<state>READY</state>')), id));
    await desk.notify('/User/1001', update('PUT', '/User/1001', ERROR, id));
    expect(told).to.deep.equal(['success 202']);
    expect(user.getState()).to.equal('READY');
  });

  it('hears of a refusal that comes before the answer, and by way of any object of the frame', async () => {
    const { desk, user, told, handlers } = await ready();
    user.getDialogs();
    await desk.settle();
    desk.take();
    desk.answer('POST', '/User/1001/Dialogs', null);
    user.makeCall('1002', handlers);
    await desk.settle();
    const [request] = desk.take();
    await desk.notify('/User/1001/Dialogs', update('POST', '/User/1001/Dialogs', ERROR, request?.headers['requestId']));
    desk.page.io.requests.at(-1)!.answer({ rc: 202, text: '' });
    expect((told[0] as RestResponse).status).to.equal(400);
    expect(told[1]).to.equal('success 202');
  });

  it('fails at once for all but 2xx, and then hears no more', async () => {
    const { desk, user, told, handlers } = await ready();
    desk.answer('PUT', '/User/1001', { rc: 400, text: '<ApiErrors/>', headers: { requestid: ['x'] } });
    user.setState('READY', null, handlers);
    await desk.settle();
    const id = desk.take()[0]!.headers['requestId'];
    await desk.notify('/User/1001', update('PUT', '/User/1001', ERROR, id));
    expect(told).to.deep.equal([{ status: 400, content: '<ApiErrors/>', object: { ApiErrors: null } }]);
  });

  for (const [status, outcome] of [
    [200, 'success'],
    [299, 'success'],
    [301, 'error'],
    [199, 'error'],
    [0, 'error'],
  ] as const) {
    it(`answered ${status} is a${outcome === 'error' ? 'n' : ''} ${outcome}`, async () => {
      const { desk, user } = await ready();
      desk.answer('PUT', '/User/1001', { rc: status, text: '' });
      const told: string[] = [];
      user.setState('READY', null, { success: () => told.push('success'), error: () => told.push('error') });
      await desk.settle();
      expect(told).to.deep.equal([outcome]);
    });
  }

  it('does without handlers, and refuses what is none', async () => {
    const { desk, user } = await ready();
    user.setState('READY');
    await desk.settle();
    const id = desk.take()[0]!.headers['requestId'];
    await desk.notify('/User/1001', update('PUT', '/User/1001', ERROR, id));
    expect(desk.page.errors).to.be.empty;
    expect(() => user.setState('READY', null, { success: 'x' as unknown as () => void })).to.throw(Error);
  });

  it('is sound XML whether the gadget escapes or not, and as given where the page says so', async () => {
    const { desk, user } = await ready();
    user.makeCall('<1&2>');
    user.makeCall('&lt;1&amp;2&gt;');
    desk.finesse.cordboard.requestText = 'raw';
    user.makeCall('<1&2>');
    const [plain, escaped, raw] = desk.take().map(({ body }) => /<toAddress>(.*)<\/toAddress>/.exec(body!)?.[1]);
    expect([plain, escaped, raw]).to.deep.equal(['&lt;1&amp;2&gt;', '&lt;1&amp;2&gt;', '<1&2>']);
  });
});

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

describe('After a lost connection', () => {
  it('a single object is read up to ten times more, ten seconds apart; a collection once', async () => {
    const { desk, user, told } = await withUser();
    user.getDialogs();
    await desk.settle();
    desk.take();
    desk.answer('GET', '/User/1001', { rc: 503, text: '' }).answer('GET', '/User/1001/Dialogs', { rc: 503, text: '' });
    await desk.status('failing', 'recovered');
    expect(desk.lines()).to.deep.equal(['GET /User/1001/Dialogs', 'GET /User/1001']);
    for (let i = 0; i < 10; i++) {
      await desk.pass(9_999);
      expect(desk.lines()).to.be.empty;
      await desk.pass(1);
      expect(desk.lines()).to.deep.equal(['GET /User/1001']);
    }
    await desk.pass(60_000);
    expect(desk.lines()).to.be.empty;
    expect(told).to.deep.equal(['load NOT_READY', 'error 503']);
  });

  it('explicit nodes are asked for again before they are read', async () => {
    const desk = new TestDesk().begin().answer('GET', '/Queue/9', '<Queue><uri>/finesse/api/Queue/9</uri></Queue>');
    new desk.finesse.restservices.Queue('9', {});
    await desk.settle();
    expect(desk.lines()).to.deep.equal(['GET /Queue/9']);
    desk.answering = false;
    await desk.status('failing', 'recovered');
    expect(desk.lines()).to.be.empty;
    const asked = desk.page.hub.on('finesse.info.requests') as { type: string; data: object; invokeID: string }[];
    expect(asked.filter(({ type }) => type === 'SubscribeNodeReq').map(({ data }) => data)).to.deep.equal([
      { node: '/finesse/api/Queue/9' },
      { node: '/finesse/api/Queue/9' },
    ]);
    await desk.publish(`finesse.info.responses.${asked.at(-1)!.invokeID}`);
    expect(desk.lines()).to.deep.equal(['GET /Queue/9']);
  });

  it('what does not want to be refreshed is not', async () => {
    const desk = new TestDesk().begin().answer('GET', '/User/1001', USER());
    new desk.finesse.restservices.User({ id: '1001', doNotRefresh: true });
    await desk.settle();
    desk.take();
    await desk.status('failing', 'recovered');
    expect(desk.lines()).to.be.empty;
  });
});

describe('An explicit node', () => {
  it('that is not granted is an error, and nothing is read', async () => {
    const desk = new TestDesk().begin();
    const why = { error: { errorType: 'Not connected', errorMessage: 'x' } };
    desk.nodeAnswer = why;
    const errors: unknown[] = [];
    new desk.finesse.restservices.Queue({ id: '9', onError: (error) => errors.push(error) });
    await desk.settle();
    expect(errors).to.deep.equal([why]);
    expect(desk.lines()).to.be.empty;
  });
});
