import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { TestDesk, update } from '../testing-desk.js';
import { lower, USER, withUser } from '../testing-user.js';
import { type RestResponse } from './response.js';
import { type User } from './user.js';

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
