import { expect } from '@open-wc/testing';
import { TestDesk, update } from '../testing-desk.js';

const USER = '<User><extension>61001</extension><state>READY</state><uri>/finesse/api/User/1001</uri></User>';
const MEDIA = (id: string, state = 'LOGOUT', root = 'Media'): string =>
  `<${root}><id>${id}</id><name>Chat ${id}</name><description>d</description><state>${state}</state><stateChangeTime>T</stateChangeTime><maxDialogLimit>3</maxDialogLimit>
  <interruptAction>ACCEPT</interruptAction><dialogLogoutAction>CLOSE</dialogLogoutAction><interruptible>true</interruptible><routable>true</routable>
  <reasonCodeId>-1</reasonCodeId><uri>/finesse/api/User/1001/Media/${id}</uri></${root}>`;
const TASK = (id: string, mrd: string, state = 'OFFERED', root = 'Dialog'): string =>
  `<${root}><id>${id}</id><mediaProperties><mediaId>${mrd}</mediaId></mediaProperties><state>${state}</state>
  <participants><Participant><mediaAddress>1001</mediaAddress></Participant></participants><uri>/finesse/api/Dialog/${id}</uri></${root}>`;

async function setUp() {
  const desk = new TestDesk()
    .begin()
    .answer('GET', '/User/1001', USER)
    .answer('GET', '/User/1001/Media', `<MediaList>${MEDIA('5000')}${MEDIA('5001')}</MediaList>`)
    .answer('GET', '/User/1001/Media/5000', MEDIA('5000'))
    .answer('GET', '/User/1001/Media/5001', MEDIA('5001', 'READY'))
    .answer('GET', '/User/1001/Dialogs/Media', `<Dialogs>${TASK('1_1_1', '5000', 'ACTIVE')}${TASK('2_2_2', '5001')}</Dialogs>`);
  const user = new desk.finesse.restservices.User({ id: '1001' });
  await desk.settle();
  const list = user.getMediaList();
  await desk.settle();
  desk.take();
  return { desk, list };
}

describe('Media', () => {
  it('are in a list, which hears nothing, and each is taken from it', async () => {
    const { desk, list } = await setUp();
    expect(Object.values(list.getCollection()).map((each) => each.getName())).to.deep.equal(['Chat 5000', 'Chat 5001']);
    expect(desk.page.hub.listened).to.not.include('finesse.api.User.1001.Media.5000');
    expect(() => list.getMedia({ id: '7' })).to.throw(Error, '7');

    const told: string[] = [];
    const media = list.getMedia({
      id: '5000',
      onLoad: (about) => told.push(`load ${about.getState()}`),
      onChange: (about) => told.push(about.getState()),
    });
    await desk.settle();
    expect(desk.lines()).to.deep.equal(['GET /User/1001/Media/5000']);
    expect(media.isLoggedIn()).to.be.false;
    await desk.notify('/User/1001/Media/5000', update('PUT', '/User/1001/Media/5000', MEDIA('5000', 'READY', 'media')));
    expect(told).to.deep.equal(['load LOGOUT', 'READY']);
    expect([media.isLoggedIn(), media.getRoutable(), media.getInterruptible(), media.getMaxDialogLimit()]).to.deep.equal([
      true,
      true,
      true,
      3,
    ]);
    expect([media.getMediaId(), media.getDescription(), media.getInterruptAction(), media.getDialogLogoutAction()]).to.deep.equal([
      '5000',
      'd',
      'ACCEPT',
      'CLOSE',
    ]);
    expect([media.getStateChangeTime(), media.getReasonCodeId(), media.getReasonCodeLabel()]).to.deep.equal(['T', '-1', '']);
  });

  it('are one for each id, with the handlers of all who took it', async () => {
    const { desk, list } = await setUp();
    const told: string[] = [];
    const media = list.getMedia({ id: '5000', onLoad: () => told.push('one') });
    await desk.settle();
    expect(list.getMedia({ id: '5000', onLoad: () => told.push('two'), onChange: () => told.push('changed') }) === media).to.be.true;
    await desk.notify('/User/1001/Media/5000', update('PUT', '/User/1001/Media/5000', MEDIA('5000', 'READY', 'media')));
    expect(told).to.deep.equal(['one', 'two', 'changed']);
  });

  it('are signed in to, out of, and set', async () => {
    const { desk, list } = await setUp();
    const told: number[] = [];
    const handlers = { success: ({ status }: { status: number }) => told.push(status) };
    const media = list.getMedia({
      id: '5000',
      mediaOptions: { maxDialogLimit: 3, interruptAction: 'ACCEPT', dialogLogoutAction: 'CLOSE' },
    });
    await desk.settle();
    desk.take();
    media.login({ handlers });
    media.login({ maxDialogLimit: 5, interruptAction: 'IGNORE', dialogLogoutAction: 'TRANSFER', handlers });
    media.logout({ id: '9' }, { handlers });
    media.logout(null, { handlers });
    media.setState('NOT_READY', { id: '4' });
    media.setState('READY');
    media.setRoutable({ routable: false, handlers });
    await desk.settle();
    const put = (inside: string): string => `PUT /User/1001/Media/5000 <Media>${inside}</Media>`;
    expect(desk.lines()).to.deep.equal([
      put(
        '<state>LOGIN</state><maxDialogLimit>3</maxDialogLimit><interruptAction>ACCEPT</interruptAction><dialogLogoutAction>CLOSE</dialogLogoutAction>',
      ),
      put(
        '<state>LOGIN</state><maxDialogLimit>5</maxDialogLimit><interruptAction>IGNORE</interruptAction><dialogLogoutAction>TRANSFER</dialogLogoutAction>',
      ),
      put('<state>LOGOUT</state><reasonCodeId>9</reasonCodeId>'),
      put('<state>LOGOUT</state>'),
      put('<state>NOT_READY</state><reasonCodeId>4</reasonCodeId>'),
      put('<state>READY</state>'),
      put('<routable>false</routable>'),
    ]);
    expect(told).to.deep.equal([202, 202, 202, 202, 202]);
  });
});

describe('Tasks', () => {
  it('are told apart by medium, though all come on one topic', async () => {
    const { desk, list } = await setUp();
    const told: string[] = [];
    for (const id of ['5000', '5001']) {
      list.getMedia({ id }).getMediaDialogs({
        onLoad: (about) => told.push(`${id} load ${Object.keys(about.getCollection()).join()}`),
        onError: () => told.push(`${id} error`),
        onCollectionAdd: (task) => told.push(`${id} add ${task.getId()} ${task.getState()}`),
        onCollectionDelete: (task) => told.push(`${id} delete ${task.getId()}`),
      });
    }
    await desk.settle();
    const say = async (event: string, source: string, data: string): Promise<void> =>
      desk.notify('/User/1001/Dialogs/Media', update(event, source, data));
    await say('POST', '/User/1001/Media/5001/Dialogs', `<dialogs>${TASK('3_3_3', '5001')}</dialogs>`);
    await say('POST', '/User/1001/Media/5000/Dialogs', `<dialogs>${TASK('4_4_4', '5000', 'ACTIVE')}</dialogs>`);
    await say('PUT', '/Dialog/6_6_6', TASK('6_6_6', '5000', 'ACTIVE', 'dialog'));
    await say('DELETE', '/User/1001/Media/5001/Dialogs', `<dialogs>${TASK('3_3_3', '5001')}</dialogs>`);
    await desk.status('failing');
    await say('POST', '/User/1001/Media/5001/Dialogs', `<dialogs>${TASK('5_5_5', '5001')}</dialogs>`);
    expect(told).to.deep.equal([
      '5000 load 1_1_1',
      '5001 load 2_2_2',
      '5001 add 3_3_3 OFFERED',
      '5000 add 4_4_4 ACTIVE',
      '5001 delete 3_3_3',
    ]);
  });

  it('are acted on by the agent they are of', async () => {
    const { desk, list } = await setUp();
    const tasks = list.getMedia({ id: '5000' }).getMediaDialogs();
    await desk.settle();
    desk.take();
    const task = tasks.getCollection()['1_1_1']!;
    task.setTaskState('PAUSE');
    task.transfer('5900');
    expect(desk.lines()).to.deep.equal([
      'PUT /Dialog/1_1_1 <Dialog><requestedAction>PAUSE</requestedAction><targetMediaAddress>1001</targetMediaAddress></Dialog>',
      'PUT /Dialog/1_1_1 <Dialog><requestedAction>TRANSFER</requestedAction><toAddress>5900</toAddress><targetMediaAddress>1001</targetMediaAddress></Dialog>',
    ]);
  });
});
