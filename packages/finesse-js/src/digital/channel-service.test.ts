import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createFinesse } from '../create-finesse.js';
import { testPage } from '../testing-page.js';
import { type Channel, type ChannelMenuHandler, type ChannelResult } from './channel-service.js';

const REQUESTS = 'cordboard.channel.requests';
const EVENTS = 'cordboard.channel.events';

const CHAT: Channel = {
  menuConfig: { label: 'Chat', menuItems: [{ id: 'ready', label: 'Ready', iconColor: 'available' }] },
  channelConfig: { actionTimeoutInSec: 5, icons: [{ type: 'collab-icon', value: 'chat' }] },
  channelState: {
    label: 'Chat',
    currentState: 'Ready',
    iconColor: 'available',
    enable: true,
    logoutDisabled: false,
    iconBadge: 'none',
    hoverText: 'Chat',
  },
};

interface Sent {
  readonly type: string;
  readonly gadgetId: string;
  readonly invokeID: string;
  readonly data: Readonly<Record<string, unknown>>;
}

function start() {
  const page = testPage();
  const { digital, containerservices } = createFinesse(page.frame);
  const service = digital.ChannelService.init(containerservices.ContainerServices);
  const done: [string, ChannelResult][] = [];
  return {
    ...page,
    cs: containerservices.ContainerServices,
    service,
    done,
    ok: (result: ChannelResult) => done.push(['ok', result]),
    fail: (result: ChannelResult) => done.push(['fail', result]),
    sent: () => page.hub.on(REQUESTS) as Sent[],
    /** Answers the last request as the page. */
    answer: (data: unknown, error?: unknown) => {
      const { type, invokeID } = (page.hub.on(REQUESTS) as Sent[]).at(-1)!;
      return page.hub.say(EVENTS, { type, gadgetId: '3', invokeID, data, error });
    },
    choose: (channelId: string, menuId: string, invokeID = 'm1') =>
      page.hub.say(EVENTS, { type: 'MenuActionReq', gadgetId: '3', invokeID, data: { channelId, menuId } }),
  };
}

async function withChat(handler: ChannelMenuHandler) {
  const desk = start();
  desk.service.addChannel('chat', CHAT, handler, desk.ok, desk.fail);
  await desk.answer({ channelId: 'chat', status: 'SUCCESS' });
  return desk;
}

describe('ChannelService', () => {
  it('adds, changes and removes a channel, and tells how it went', async () => {
    const { service, ok, fail, done, sent, answer } = start();
    service.addChannel('chat', CHAT, () => undefined, ok, fail);
    expect(sent().at(-1)).to.deep.include({ type: 'AddChannelReq', gadgetId: '3', data: { channelId: 'chat', ...CHAT } });
    await answer({ channelId: 'chat', status: 'SUCCESS' });
    service.updateChannel('chat', { channelState: { currentState: 'Not ready' } }, ok, fail);
    expect(sent().at(-1)).to.deep.include({
      type: 'UpdateChannelReq',
      data: { channelId: 'chat', channelState: { currentState: 'Not ready' } },
    });
    await answer({ channelId: 'chat', status: 'SUCCESS' });
    service.removeChannel('chat', ok, fail);
    expect(sent().at(-1)).to.deep.include({ type: 'RemoveChannelReq', data: { channelId: 'chat' } });
    await answer(undefined, { errorCode: 'GONE', errorDesc: 'No such channel' });
    const success = { channelId: 'chat', status: service.STATUS.SUCCESS };
    expect(done).to.deep.equal([
      ['ok', success],
      ['ok', success],
      ['fail', { channelId: 'chat', status: service.STATUS.FAILURE, error: { errorCode: 'GONE', errorDesc: 'No such channel' } }],
    ]);
  });

  it('hears nothing that is for others', async () => {
    const { service, ok, fail, done, hub, sent } = start();
    service.addChannel('chat', CHAT, () => undefined, ok, fail);
    await hub.say(EVENTS, { ...sent()[0], gadgetId: '4', data: { status: 'SUCCESS' } });
    expect(done).to.deep.equal([]);
  });

  it('tells an answer once, and needs nobody to tell', async () => {
    const { service, ok, done, hub, sent } = start();
    service.addChannel('chat', CHAT, () => undefined, ok);
    service.addChannel('mail', CHAT, () => undefined);
    for (const { type, invokeID } of [...sent(), ...sent()]) {
      await hub.say(EVENTS, { type, gadgetId: '3', invokeID, data: { status: 'SUCCESS' } });
    }
    expect(done).to.deep.equal([['ok', { channelId: 'chat', status: 'success' }]]);
  });

  it('answers the page with what the gadget made of a menu entry', async () => {
    const seen: [string, string][] = [];
    const { choose, sent } = await withChat((channelId, menuId, onSuccess, onError) => {
      seen.push([channelId, menuId]);
      if (menuId === 'ready') onSuccess({ channelId, status: 'SUCCESS' });
      else onError({ channelId, status: 'FAILURE', error: { errorCode: '42', errorDesc: 'Busy' } });
    });
    await choose('chat', 'ready', 'm1');
    await choose('chat', 'ALL_NOT_READY', 'm2');
    expect(seen).to.deep.equal([
      ['chat', 'ready'],
      ['chat', 'ALL_NOT_READY'],
    ]);
    expect(sent().slice(1)).to.deep.equal([
      { type: 'MenuActionRes', gadgetId: '3', invokeID: 'm1', data: { channelId: 'chat', status: 'SUCCESS' } },
      {
        type: 'MenuActionRes',
        gadgetId: '3',
        invokeID: 'm2',
        data: { channelId: 'chat', status: 'FAILURE', error: { errorCode: '42', errorDesc: 'Busy' } },
      },
    ]);
  });

  it('is begun once', async () => {
    const { service, choose, sent, cs } = await withChat((channelId, _menuId, onSuccess) => onSuccess({ channelId, status: 'SUCCESS' }));
    expect(service.init(cs) === service).to.be.true;
    await choose('chat', 'ready');
    expect(sent()).to.have.length(2);
  });

  it('answers once, whatever the gadget calls', async () => {
    const { choose, sent } = await withChat((channelId, _menuId, onSuccess, onError) => {
      onSuccess({ channelId, status: 'SUCCESS' });
      onError({ channelId, status: 'FAILURE' });
      throw new Error('and that');
    });
    await choose('chat', 'ready');
    expect(
      sent()
        .slice(1)
        .map(({ data }) => data),
    ).to.deep.equal([{ channelId: 'chat', status: 'SUCCESS' }]);
  });

  it('answers with a failure for a handler that throws', async () => {
    const { choose, sent, errors } = await withChat(() => {
      throw new Error('mine');
    });
    await choose('chat', 'ready');
    expect(sent().at(-1)!.data).to.deep.include({ channelId: 'chat', status: 'FAILURE' });
    expect(errors.map(String)).to.deep.equal(['Error: mine']);
  });

  it('keeps the menu of a channel whose id is refused to another', async () => {
    const seen: string[] = [];
    const { service, choose, answer, fail } = await withChat((channelId) => seen.push(channelId));
    service.addChannel('chat', CHAT, () => seen.push('the other'), undefined, fail);
    await answer(undefined, { errorCode: 'DUPLICATE', errorDesc: '' });
    await choose('chat', 'ready');
    expect(seen).to.deep.equal(['chat']);
  });

  it('has no menu once it is removed, nor for channels of others', async () => {
    const seen: string[] = [];
    const { service, choose, answer, sent } = await withChat((channelId) => seen.push(channelId));
    await choose('mail', 'ready');
    service.removeChannel('chat');
    await answer({ status: 'SUCCESS' });
    await choose('chat', 'ready');
    expect(seen).to.deep.equal([]);
    expect(sent().filter(({ type }) => type === 'MenuActionRes')).to.deep.equal([]);
  });

  it('refuses what is no channel, and names it', () => {
    const { service, hub } = start();
    const none = () => undefined;
    expect(() => service.addChannel('', CHAT, none)).to.throw(TypeError, 'channelId must not be empty');
    expect(() => service.addChannel('chat', null as never, none)).to.throw(TypeError, 'channel must be an object');
    expect(() => service.addChannel('chat', { ...CHAT, channelState: undefined } as never, none)).to.throw(
      TypeError,
      'channel.channelState is missing',
    );
    expect(() => service.updateChannel('chat', { menuConfig: { menuItems: [{ label: 'x' }] } } as never)).to.throw(
      TypeError,
      'channel.menuConfig.menuItems[0].id is missing',
    );
    expect(hub.on(REQUESTS)).to.deep.equal([]);
  });

  it('survives whatever is published as an event', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('AddChannelReq', 'MenuActionReq', 'x'),
        fc.jsonValue(),
        fc.jsonValue(),
        async (type, data, error) => {
          const { hub, errors, sent, done } = await withChat((_channelId, _menuId, onSuccess) => onSuccess(undefined as never));
          await hub.say(EVENTS, data);
          await hub.say(EVENTS, { type, gadgetId: '3', invokeID: sent()[0]!.invokeID, data, error });
          expect([...errors, ...hub.swallowed]).to.deep.equal([]);
          expect(done).to.have.length(1);
          expect(sent()).to.have.length(1);
        },
      ),
      { numRuns: 100 },
    );
  });
});
