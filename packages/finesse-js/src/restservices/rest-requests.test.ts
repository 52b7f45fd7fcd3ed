import { expect } from '@open-wc/testing';
import { update } from '../testing-desk.js';
import { ERROR, lower, USER, withUser } from '../testing-user.js';
import { type RestResponse } from './response.js';

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
