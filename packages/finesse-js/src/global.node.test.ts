// What an author of a gadget in TypeScript has of the package's types: a gadget is compiled against them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/', import.meta.url));

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'NodeNext',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: ['@cordboard/finesse-js/global'],
    customConditions: ['source'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    experimentalDecorators: true,
    noEmit: true,
  },
  files: ['gadget.ts'],
};

/** A gadget as a module. Lines marked `@ts-expect-error` are mistakes: one that compiles fails the test. */
const GADGET = `
export {};
gadgets.HubSettings.onConnect = () => {
  const { ClientServices } = finesse.clientservices;
  ClientServices.init(finesse.gadget.Config);
  ClientServices.registerOnConnectHandler(() => gadgets.window.adjustHeight(200));

  const user = new finesse.restservices.User({
    id: finesse.gadget.Config.id ?? '',
    onLoad: (loaded) => console.log(loaded.getState() === finesse.restservices.User.States.READY, loaded.getExtension()),
    onChange: () => undefined,
  });
  user.setState('NOT_READY', { id: '5' }, { success: (response) => console.log(response.status), error: () => undefined });
  // @ts-expect-error No such method.
  user.goHome();

  const cs = finesse.containerservices.ContainerServices.init();
  cs.addHandler(cs.Topics.ACTIVE_TAB, () => gadgets.window.adjustHeight());
  cs.addHandler(cs.Topics.WORKFLOW_ACTION_EVENT, (event) => {
    const name: string = event.getName();
    const path: string | undefined = event.getParams()['path']?.expandedValue;
    console.log(name, path);
    // @ts-expect-error Of another event.
    event.getView();
  });
  cs.addHandler(cs.Topics.GADGET_VIEW_CHANGED_EVENT, (event) => {
    if (event.getGadgetId() === cs.getMyGadgetId()) console.log(event.getView(), event.getMaxAvailableHeight());
  });
  cs.addHandler('acme.things', (data) => {
    if (typeof data === 'object' && data !== null && 'id' in data) console.log(data.id);
    // @ts-expect-error It came over the hub: nobody has checked it.
    console.log(data.id);
  });
  cs.showDialog({ title: false, message: 'Sure?', close: () => undefined, isBlocking: true });
  if (typeof cs.showMyGadgetNotification === 'function') cs.showMyGadgetNotification({ message: 'New', timeout: 5000, more: 1 });
  // @ts-expect-error A tab has an id, which is a text.
  cs.activateTab(3);

  const { PopoverService, FinesseToaster, TaskActivityNotification, NotificationPopoverService } = finesse.containerservices;
  const id = PopoverService.init(cs).showPopover(
    { content: [{ name: 'From', value: '5551' }] },
    { displayTimeoutInSecs: 30, counterType: PopoverService.COUNTER_TYPE.COUNT_DOWN },
    { dismissible: true, buttons: [{ id: 'yes', label: 'Yes', type: 'Affirm' }] },
    ({ source }) => console.log(source === 'yes'),
  );
  PopoverService.dismissPopover(id);
  // @ts-expect-error There are two types of buttons.
  PopoverService.showPopover({}, {}, { buttons: [{ id: 'x', label: 'X', type: 'Maybe' }] });
  FinesseToaster.showToaster('A call', { autoClose: 5000, icon: FinesseToaster.INCOMING_CALL_ICON })?.close();
  TaskActivityNotification.init(cs).notifyTaskSelection('me', { taskId: '1', active: true, mediaType: 'voice' });
  // @ts-expect-error Without a task there is nothing to tell.
  TaskActivityNotification.notifyTaskSelection('me', { active: true, mediaType: 'voice' });
  NotificationPopoverService.init(cs).showNotification('me', 'Hello', true, 0);

  const channels = finesse.digital.ChannelService.init(cs);
  channels.addChannel(
    'chat',
    {
      menuConfig: { label: 'Chat', menuItems: [{ id: 'r', label: 'Ready', iconColor: channels.STATE_STATUS.AVAILABLE }] },
      channelConfig: { actionTimeoutInSec: 5, icons: [{ type: channels.ICON_TYPE.COLLAB_ICON, value: 'chat' }] },
      channelState: { label: 'Chat', currentState: 'Ready', iconBadge: channels.ICON_BADGE_TYPE.NONE },
    },
    (channelId, menuId, onSuccess) => onSuccess({ channelId, status: menuId === 'ALL_READY' ? channels.STATUS.SUCCESS : channels.STATUS.FAILURE }),
    (result) => console.log(result.error?.errorDesc),
  );
  channels.updateChannel('chat', { channelState: { currentState: 'Not ready' } });
  finesse.shortcutkey.ShortcutKeyService.init().registerShortcutKey([{ id: 'a', key: 'k', modifierKeys: ['Ctrl'], handler: () => undefined }]);

  const { DesktopCache, I18n, MessageDisplay, Utilities } = finesse.utilities;
  DesktopCache.setGroup('me').fetchData('a', (error, data) => console.log(error?.message, data));
  MessageDisplay.showBannerError(I18n.getString('no.luck', 1));
  console.log(Utilities.generateUUID().length, window.finesse === finesse);

  const hub: string = gadgets.Hub.subscribe('acme.*', (topic, data) => console.log(topic, data));
  gadgets.Hub.unsubscribe(hub);
  gadgets.io.makeRequest('/x', ({ rc, headers }) => console.log(rc, headers?.['requestid']?.[0]), { METHOD: 'GET', REFRESH_INTERVAL: 0 });
  // @ts-expect-error Of this method nobody has heard.
  gadgets.io.makeRequest('/x', () => undefined, { METHOD: 'FETCH' });
};
`;

describe('the globals of a gadget', () => {
  it('carry a gadget in TypeScript, and tell its mistakes', async () => {
    await mkdir(CACHE, { recursive: true });
    const folder = await mkdtemp(path.join(CACHE, 'gadget-'));
    try {
      await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
      await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
      await writeFile(path.join(folder, 'gadget.ts'), GADGET);
      assert.equal(await compile(folder), '');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function compile(folder: string): Promise<string> {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], (error, stdout) => resolve(stdout || (error?.message ?? '')));
  });
}
