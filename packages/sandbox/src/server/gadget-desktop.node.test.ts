import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { DesktopModel } from '../gadgets/desktop-model.js';
import type { RunningSandbox } from './index.js';
import { control, raw, until } from './raw-client.js';
import { gadgetFile, gadgetStage, SPEC, type GadgetStage } from './raw-gadgets.js';

const MAYA = '1001001';
const SUPERVISOR = '1001090';

let stage: GadgetStage;
let running: RunningSandbox;

before(async () => {
  stage = await gadgetStage();
  ({ running } = stage);
});
after(() => stage.close());

const modelOf = async (sandbox: RunningSandbox, query = ''): Promise<DesktopModel> =>
  JSON.parse((await raw(sandbox, 'GET', `/desktop/box/desktop.json${query}`)).text) as DesktopModel;

describe('the model of the desktop', () => {
  it('puts gadgets side by side where there is no layout', async () => {
    const model = await modelOf(running);
    assert.deepEqual(model.tabs, [{ id: 'home', label: 'Home', icon: 'home', columns: [[0]] }]);
    assert.deepEqual(model.gadgets, [
      {
        mid: 0,
        url: SPEC,
        title: 'Desk',
        views: ['default', 'canvas'],
        features: ['pubsub-2', 'setprefs', 'loadingindicator', 'collapsible'],
        loading: { manualDismiss: true, timeoutS: 10 },
        collapsible: true,
        hidden: false,
        scrolling: false,
        attributes: {},
      },
    ]);
    assert.deepEqual(model.problems, []);
    const french = await modelOf(running, '?lang=fr');
    assert.deepEqual(
      french.problems.map(({ severity, where }) => [severity, where]),
      [['warning', 'Desk.xml:4']],
    );
  });

  it('takes a gadget twice, and with a query that its frame keeps', async () => {
    const file = stage.write('twice/Twice.xml', gadgetFile('Twice', 'x'));
    const other = await stage.start({ files: [file, `${file}?a=1&gadgetHeight=80`] });
    const { gadgets, tabs } = await modelOf(other);
    assert.deepEqual(tabs[0]?.columns, [[0], [1]]);
    assert.deepEqual(
      gadgets.map(({ url, fixedHeight, unavailable }) => [url.replace(/.*files/, ''), fixedHeight, unavailable]),
      [
        ['/twice/Twice.xml', undefined, undefined],
        ['/twice/Twice.xml?a=1&gadgetHeight=80', 80, undefined],
      ],
    );
  });

  it('follows a layout for the agent’s role, numbers gadgets in document order, and is read anew', async () => {
    stage.write('team/Team.xml', gadgetFile('Team', 'x'));
    const layout = stage.write('layout.xml', '');
    const laidOut = (label: string): string => `<finesseLayout>
<configs><config key="title" value="Ours"/></configs>
<header><rightAlignedColumns><headercolumn width="9px"><gadget>/3rdpartygadget/files/team/Team.xml</gadget></headercolumn></rightAlignedColumns></header>
<layout><role>Agent</role><page><gadget hidden="true">/desktop/scripts/js/callcontrol.js</gadget></page><tabs>
  <tab><id>home</id><label>${label}</label><columns><column><gadgets><gadget id="t">/3rdpartygadget/files/team/Team.xml?gadgetHeight=99</gadget></gadgets></column><column/></columns></tab></tabs></layout>
<layout><role>Supervisor</role><tabs><tab><id>team</id><label>Team</label></tab></tabs></layout></finesseLayout>`;
    writeFileSync(layout, laidOut('One'));
    const other = await stage.start({ layout, files: [path.join(stage.folder, 'team/Team.xml')] });
    const model = await modelOf(other, `?agent=${MAYA}`);
    assert.deepEqual([model.title, model.header.right, model.page], ['Ours', [{ width: '9px', gadget: 0 }], [1]]);
    assert.deepEqual(model.tabs, [{ id: 'home', label: 'One', columns: [[2], []] }]);
    assert.deepEqual(
      model.gadgets.map(({ mid, title, id, hidden, fixedHeight }) => [mid, title, id, hidden, fixedHeight]),
      [
        [0, 'Team', undefined, false, undefined],
        [1, '', undefined, true, undefined],
        [2, 'Team', 't', false, 99],
      ],
    );
    assert.match(model.gadgets[1]?.unavailable ?? '', /vendor’s own/);
    assert.deepEqual((await modelOf(other, `?agent=${SUPERVISOR}`)).tabs[0]?.id, 'team');
    assert.deepEqual((await modelOf(other, `?agent=${SUPERVISOR}&role=Agent`)).tabs[0]?.id, 'home');
    const admin = await modelOf(other, '?role=Admin');
    assert.deepEqual([admin.tabs[0]?.id, admin.problems[0]?.message], ['home', 'There is no layout for Admin; that of Agent is shown']);

    writeFileSync(layout, laidOut('Two'));
    assert.equal((await modelOf(other)).tabs[0]?.label, 'Two');
    writeFileSync(layout, '<finesseLayout>\n<layout>');
    const broken = await modelOf(other);
    assert.deepEqual([broken.tabs, broken.problems[0]?.severity, broken.problems[0]?.where], [[], 'error', 'layout.xml:2']);
    rmSync(layout);
    assert.deepEqual((await modelOf(other)).problems[0], { severity: 'error', where: 'layout', message: 'The layout cannot be read' });
  });
});

describe('messages for the desktop’s hub', () => {
  it('reach every page that listens, with or without data, and the log', async () => {
    const ends = [new AbortController(), new AbortController()];
    const heard = await Promise.all(
      ends.map(async ({ signal }) => {
        const reply = await fetch(new URL('/desktop/box/events', running.url), { signal });
        assert.match(reply.headers.get('content-type') ?? '', /^text\/event-stream/);
        let text = '';
        void (async () => {
          const decoder = new TextDecoder();
          for await (const piece of reply.body as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(piece, { stream: true });
        })().catch(() => undefined);
        await until(() => text === ': open\n\n');
        return () => text;
      }),
    );
    const first = await control(running, 'POST', '/desktop/publish', {
      topic: 'finesse.info.connection',
      data: { status: 'failing', token: 'canary' },
    });
    assert.deepEqual(first.json, { topic: 'finesse.info.connection', pages: 2 });
    await control(running, 'POST', '/desktop/publish', { topic: 'a.b' });
    const all =
      ': open\n\nevent: publish\ndata: {"topic":"finesse.info.connection","data":{"status":"failing","token":"canary"}}\n\nevent: publish\ndata: {"topic":"a.b"}\n\n';
    for (const text of heard) await until(() => text() === all);
    assert.ok(!(await raw(running, 'GET', '/sandbox/log')).text.includes('canary'));

    for (const each of ends) each.abort();
    let pages = 2;
    for (let tries = 0; pages > 0 && tries < 200; tries++) {
      pages = (await control(running, 'POST', '/desktop/publish', { topic: 'a.b' })).json['pages'] as number;
    }
    assert.equal(pages, 0);
  });

  it('are those that the schema takes', async () => {
    const file = new URL('../../../../docs/desktop-publish.schema.json', import.meta.url);
    const schema = JSON.parse(readFileSync(file, 'utf8')) as {
      properties: Record<string, { pattern?: string }>;
      required: readonly string[];
    };
    assert.deepEqual([Object.keys(schema.properties), schema.required], [['topic', 'data'], ['topic']]);
    const pattern = new RegExp(schema.properties['topic']?.pattern ?? '$^');
    for (const topic of ['a', 'a.b', 'finesse.api.User.1001001', '', '.', 'a.', '.a', 'a..b', '*', 'a.*', 'a.**', 'a*']) {
      const { status } = await control(running, 'POST', '/desktop/publish', { topic });
      assert.equal(status === 200, pattern.test(topic), topic);
    }
  });

  it('are listened to by GET only, and by our own pages', async () => {
    assert.equal((await raw(running, 'POST', '/desktop/box/events')).status, 405);
    assert.equal((await raw(running, 'GET', '/desktop/box/events', { headers: { Origin: 'https://evil.example' } })).status, 403);
  });
});
