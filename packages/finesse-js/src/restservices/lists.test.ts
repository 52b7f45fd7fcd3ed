import { expect } from '@open-wc/testing';
import { TestDesk, update } from '../testing-desk.js';
import { type RestBase } from './rest-base.js';

const USER =
  '<User><extension>61001</extension><roles><role>Agent</role></roles><state>READY</state><uri>/finesse/api/User/1001</uri></User>';

async function setUp(answers: Readonly<Record<string, string>> = {}) {
  const desk = new TestDesk().begin().answer('GET', '/User/1001', USER);
  for (const [path, xml] of Object.entries(answers)) desk.answer('GET', path, xml);
  const user = new desk.finesse.restservices.User({ id: '1001' });
  await desk.settle();
  desk.take();
  const nodes = (): unknown[] =>
    (desk.page.hub.on('finesse.info.requests') as { type: string; data: { node: string } }[])
      .filter(({ type }) => type.endsWith('NodeReq'))
      .map(({ type, data }) => `${type} ${data.node}`);
  return { desk, user, nodes, rest: desk.finesse.restservices };
}

describe('Queues', () => {
  const QUEUE = (id: string, waiting: string): string =>
    `<Queue><name>Queue ${id}</name><statistics><callsInQueue>${waiting}</callsInQueue></statistics><uri>/finesse/api/Queue/${id}</uri></Queue>`;

  it('hear their own nodes, each of them, and let go of those that leave', async () => {
    const { desk, user, nodes } = await setUp({ '/User/1001/Queues': `<Queues>${QUEUE('5', '1')}</Queues>` });
    const told: string[] = [];
    const queues = user.getQueues({
      onLoad: (about) => told.push(`load ${about.length}`),
      onCollectionAdd: (queue) => told.push(`add ${queue.getName()}`),
      onCollectionDelete: (queue) => told.push(`delete ${queue.getName()}`),
    });
    await desk.settle();
    expect(nodes()).to.deep.equal(['SubscribeNodeReq /finesse/api/User/1001/Queues', 'SubscribeNodeReq /finesse/api/Queue/5']);
    const queue = queues.getCollection()['5']!;
    queue.addHandler('change', () => told.push(`waiting ${JSON.stringify(queue.getStatistics())}`));
    await desk.notify('/Queue/5', update('PUT', '/Queue/5', QUEUE('5', '2').replace('<Queue>', '<queue>').replace('</Queue>', '</queue>')));
    await desk.notify('/User/1001/Queues', update('POST', '/User/1001/Queues', `<queues>${QUEUE('6', '0')}</queues>`));
    await desk.notify('/User/1001/Queues', update('DELETE', '/User/1001/Queues', `<queues>${QUEUE('5', '0')}</queues>`));
    expect(told).to.deep.equal(['load 1', 'waiting {"callsInQueue":"2"}', 'add Queue 6', 'delete Queue 5']);
    expect(nodes().slice(2)).to.deep.equal(['SubscribeNodeReq /finesse/api/Queue/6', 'UnsubscribeNodeReq /finesse/api/Queue/5']);
    expect(desk.page.hub.listened).to.include('finesse.api.Queue.6');
    expect(desk.page.hub.listened).to.not.include('finesse.api.Queue.5');
    expect(desk.lines()).to.deep.equal(['GET /User/1001/Queues']);
  });
});

describe('Team', () => {
  const MEMBER = (id: string, state: string, root = 'User'): string =>
    `<${root}><loginId>${id}</loginId><state>${state}</state><uri>/finesse/api/User/${id}</uri></${root}>`;
  const TEAM = `<Team><id>7</id><name>East</name><uri>/finesse/api/Team/7</uri><users>${MEMBER('1001', 'READY')}${MEMBER('1002', 'LOGOUT')}</users></Team>`;

  it('is read once, and its users with it, who are heard at one node', async () => {
    const { desk, rest, nodes } = await setUp({ '/Team/7': TEAM });
    const told: string[] = [];
    const team = new rest.Team({ id: '7', onLoad: (about) => told.push(`team ${about.getName()}`) });
    await desk.settle();
    const users = team.getUsers({
      onLoad: (about) => told.push(`users ${Object.keys(about.getCollection()).join()}`),
      onCollectionAdd: (user) => told.push(`add ${user.getId()}`),
    });
    await desk.settle();
    users.getCollection()['1002']!.addHandler('change', (user: { getState(): string }) => told.push(user.getState()));
    await desk.notify('/Team/7/Users', update('PUT', '/User/1002', MEMBER('1002', 'NOT_READY', 'user')));
    await desk.notify('/Team/7/Users', update('PUT', '/User/1003', MEMBER('1003', 'NOT_READY', 'user')));
    expect(told).to.deep.equal(['team East', 'users 1001,1002', 'NOT_READY', 'add 1003']);
    expect(nodes()).to.deep.equal(['SubscribeNodeReq /finesse/api/Team/7/Users']);
    expect(desk.lines()).to.deep.equal(['GET /Team/7', 'GET /Team/7']);
    expect(desk.page.hub.listened.filter((topic) => topic.includes('.User.'))).to.deep.equal(['finesse.api.User.1001']);
    expect(team.getUsers() === users).to.be.true;
  });

  it('has lists for administrators', async () => {
    const { desk, rest } = await setUp({ '/Team/7': TEAM });
    const team = new rest.Team({ id: '7' });
    await desk.settle();
    desk.take();
    team.getTeamNotReadyReasonCodes();
    team.getTeamSignOutReasonCodes();
    team.getTeamWrapUpReasons();
    team.getTeamPhoneBooks();
    team.getTeamWorkflows();
    team.getTeamLayoutConfig();
    new rest.Teams({});
    new rest.Users({});
    new rest.ReasonCodes({});
    new rest.WorkflowActions({});
    new rest.MediaPropertiesLayouts({});
    new rest.LayoutConfig({ id: '' });
    await desk.settle();
    expect(desk.lines()).to.deep.equal(
      [
        '/Team/7/ReasonCodes?category=NOT_READY',
        '/Team/7/ReasonCodes?category=LOGOUT',
        '/Team/7/WrapUpReasons',
        '/Team/7/PhoneBooks',
        '/Team/7/Workflows',
        '/Team/7/LayoutConfig',
        '/Teams',
        '/Users',
        '/ReasonCodes',
        '/WorkflowActions',
        '/MediaPropertiesLayouts',
        '/LayoutConfig/default',
      ].map((path) => `GET ${path}`),
    );
  });
});

describe('Lists of a user', () => {
  it('wrap-up reasons', async () => {
    const { desk, user } = await setUp({
      '/User/1001/WrapUpReasons':
        '<WrapUpReasons><WrapUpReason><label>Refund</label><uri>/finesse/api/User/1001/WrapUpReason/3</uri></WrapUpReason></WrapUpReasons>',
    });
    const reasons = user.getWrapUpReasons();
    await desk.settle();
    expect(reasons.getCollection()['3']?.getLabel()).to.equal('Refund');
    expect(reasons.getCollection()['3']?.getUri()).to.equal('/finesse/api/User/1001/WrapUpReason/3');
  });

  it('phone books, with contacts that came with them or are read', async () => {
    const contact = (id: string): string =>
      `<Contact><firstName>F${id}</firstName><lastName>L</lastName><phoneNumber>${id}</phoneNumber><description/><uri>/finesse/api/PhoneBook/2/Contact/${id}</uri></Contact>`;
    const { desk, user } = await setUp({
      '/User/1001/PhoneBooks': `<PhoneBooks>
        <PhoneBook><name>All</name><type>GLOBAL</type><contacts>/finesse/api/PhoneBook/1/Contacts</contacts><uri>/finesse/api/PhoneBook/1</uri></PhoneBook>
        <PhoneBook><name>Team</name><type>TEAM</type><contacts>${contact('8')}</contacts><uri>/finesse/api/PhoneBook/2</uri></PhoneBook>
        <PhoneBook><name>Two</name><type>TEAM</type><contacts>${contact('8')}${contact('9')}</contacts><uri>/finesse/api/PhoneBook/3</uri></PhoneBook></PhoneBooks>`,
      '/PhoneBook/1/Contacts': `<Contacts>${contact('5')}</Contacts>`,
    });
    const books = user.getPhoneBooks();
    await desk.settle();
    const [one, two, three] = ['1', '2', '3'].map((id) => books.getCollection()[id]!);
    expect([one!.getName(), one!.getType(), one!.getEmbeddedContacts()]).to.deep.equal(['All', 'GLOBAL', null]);
    expect(two!.getEmbeddedContacts()).to.include({ phoneNumber: '8' });
    expect(three!.getEmbeddedContacts()).to.have.length(2);
    const contacts = one!.getContacts();
    await desk.settle();
    const found = contacts.getCollection()['5']!;
    expect([found.getFirstName(), found.getLastName(), found.getPhoneNumber(), found.getDescription()]).to.deep.equal(['F5', 'L', '5', '']);
    const [list, inside] = desk.take();
    expect([list?.path, inside?.path]).to.deep.equal(['/User/1001/PhoneBooks', '/PhoneBook/1/Contacts']);
    expect([list?.headers, inside?.headers].every((headers) => headers?.['Range'] === 'objects=1-1500')).to.be.true;
  });

  it('workflows', async () => {
    const { desk, user } = await setUp({
      '/User/1001/Workflows': `<Workflows><Workflow><name>Pop</name><description>d</description><media/><TriggerSet><type>SYSTEM</type></TriggerSet><ConditionSet/>
        <workflowActions><WorkflowAction><name>Open</name></WorkflowAction></workflowActions><uri>/finesse/api/Workflow/1</uri></Workflow></Workflows>`,
    });
    const workflows = user.loadWorkflows();
    await desk.settle();
    const flow = workflows.getCollection()['1']!;
    expect([flow.getName(), flow.getDescription(), flow.getMedia()]).to.deep.equal(['Pop', 'd', '']);
    expect([flow.getTriggerSet(), flow.getConditionSet(), flow.getWorkflowActions()]).to.deep.equal([
      { type: 'SYSTEM' },
      null,
      [{ name: 'Open' }],
    ]);
  });

  it('workflow actions', async () => {
    const { desk, rest } = await setUp({
      '/WorkflowActions': `<WorkflowActions><WorkflowAction><name>Open</name><type>BROWSER_POP</type><handledBy>OTHER</handledBy>
        <params><Param><name>path</name><value>x</value></Param></params>
        <actionVariables><ActionVariable><name>callVariable1</name></ActionVariable></actionVariables><uri>/finesse/api/WorkflowAction/4</uri></WorkflowAction></WorkflowActions>`,
    });
    const actions = new rest.WorkflowActions({});
    await desk.settle();
    const action = actions.getCollection()['4']!;
    expect([action.getName(), action.getType(), action.getHandledBy()]).to.deep.equal(['Open', 'BROWSER_POP', 'OTHER']);
    expect([action.getParams(), action.getParamByName('path'), action.getParamByName('none')]).to.deep.equal([
      [{ name: 'path', value: 'x' }],
      { name: 'path', value: 'x' },
      undefined,
    ]);
    expect(action.getActionVariables()).to.deep.equal([{ name: 'callVariable1' }]);
  });

  it('the layout of call data', async () => {
    const entry = (name: string): string => `<entry><displayName>${name}</displayName><mediaProperty>callVariable1</mediaProperty></entry>`;
    const { desk, user } = await setUp({
      '/User/1001/MediaPropertiesLayout': `<MediaPropertiesLayout><name>Default</name><type>DEFAULT</type><header>${entry('Head')}</header>
        <column>${entry('A')}${entry('B')}</column><column>${entry('C')}</column></MediaPropertiesLayout>`,
    });
    const layout = user.getMediaPropertiesLayout();
    await desk.settle();
    const { header, columns } = layout.getData();
    const names = columns.map((column) => column.map(({ displayName }) => displayName));
    expect([header?.['displayName'], names, layout.getName(), layout.getType()]).to.deep.equal([
      'Head',
      [['A', 'B'], ['C']],
      'Default',
      'DEFAULT',
    ]);
  });
});

describe('MediaPropertiesLayout.getData', () => {
  for (const [what, inside, columns] of [
    ['no column', '', [0, 0]],
    ['one empty column', '<column/>', [0, 0]],
    ['one field', '<column><entry><displayName>A</displayName></entry></column>', [1, 0]],
  ] as const) {
    it(`has two columns for ${what}`, async () => {
      const { desk, user } = await setUp({
        '/User/1001/MediaPropertiesLayout': `<MediaPropertiesLayout><name>N</name>${inside}</MediaPropertiesLayout>`,
      });
      const layout = user.getMediaPropertiesLayout();
      await desk.settle();
      expect(layout.getData().columns.map((column) => column.length)).to.deep.equal([...columns]);
      expect(layout.getData().header).to.equal(undefined);
    });
  }
});

describe('Objects of administrators', () => {
  it('are made, changed and deleted at their own paths', async () => {
    const { desk, rest } = await setUp({
      '/ReasonCode/1':
        '<ReasonCode><label>A</label><code>1</code><category>LOGOUT</category><uri>/finesse/api/ReasonCode/1</uri></ReasonCode>',
    });
    const code = new rest.ReasonCode({ id: '1' });
    await desk.settle();
    expect([code.getLabel(), code.getCode(), code.getCategory()]).to.deep.equal(['A', '1', 'LOGOUT']);
    desk.take();
    code.add({ label: 'B' });
    code.update({ label: 'C & D' });
    code.delete();
    expect(desk.lines()).to.deep.equal([
      'POST /ReasonCode <ReasonCode><label>B</label></ReasonCode>',
      'PUT /ReasonCode/1 <ReasonCode><label>C &amp; D</label></ReasonCode>',
      'DELETE /ReasonCode/1',
    ]);
  });

  it('layouts are changed whole', async () => {
    const { desk, rest } = await setUp({
      '/LayoutConfig/default': '<LayoutConfig><layoutxml>&lt;finesseLayout/&gt;</layoutxml><type>current</type></LayoutConfig>',
    });
    const layout = new rest.LayoutConfig({ id: 'default' });
    await desk.settle();
    expect([layout.getLayoutxml(), layout.getType()]).to.deep.equal(['<finesseLayout/>', 'current']);
    desk.take();
    layout.update('<finesseLayout/>');
    expect(desk.lines()).to.deep.equal([
      'PUT /LayoutConfig/default <LayoutConfig><layoutxml>&lt;finesseLayout/&gt;</layoutxml></LayoutConfig>',
    ]);
  });
});

describe('SystemInfo', () => {
  const INFO = (
    second: string,
  ): string => `<SystemInfo><status>IN_SERVICE</status><xmppDomain>x</xmppDomain><xmppPubSubDomain>p.x</xmppPubSubDomain><deploymentType>UCCE</deploymentType>
    <currentTimestamp>2025-03-04T09:00:00.000Z</currentTimestamp><primaryNode><host>fin-a.lab.example</host></primaryNode>${second}</SystemInfo>`;

  it('takes an id and handlers, as gadgets of old give them, and hears nothing', async () => {
    const { desk, rest } = await setUp({ '/SystemInfo': INFO('<secondaryNode><host>fin-b.lab.example</host></secondaryNode>') });
    const loads: RestBase[] = [];
    const info = new rest.SystemInfo('', { onLoad: (about) => loads.push(about) });
    await desk.settle();
    expect(loads.length === 1 && loads[0] === info).to.be.true;
    expect([
      info.getStatus(),
      info.getXmppDomain(),
      info.getXmppPubSubDomain(),
      info.getDeploymentType(),
      info.getCurrentTimestamp(),
    ]).to.deep.equal(['IN_SERVICE', 'x', 'p.x', 'UCCE', '2025-03-04T09:00:00.000Z']);
    expect([info.isSingleNode(), info.getThisHost(), info.getAlternateHost()]).to.deep.equal([
      false,
      'fin-a.lab.example',
      'fin-b.lab.example',
    ]);
    expect(desk.page.hub.listened).to.not.include('finesse.api.SystemInfo');
  });

  it('knows which node it is on, and that there is one', async () => {
    const here = await setUp({
      '/SystemInfo': INFO('')
        .replace('fin-a', 'fin-b')
        .replace('</primaryNode>', '</primaryNode><secondaryNode><host>FIN-A.lab.example</host></secondaryNode>'),
    });
    const info = new here.rest.SystemInfo({ id: '' });
    const alone = await setUp({ '/SystemInfo': INFO('') });
    const single = new alone.rest.SystemInfo({ id: '' });
    await here.desk.settle();
    await alone.desk.settle();
    expect([info.getThisHost(), info.getAlternateHost()]).to.deep.equal(['FIN-A.lab.example', 'fin-b.lab.example']);
    expect([single.isSingleNode(), single.getThisHost(), single.getAlternateHost()]).to.deep.equal([true, 'fin-a.lab.example', '']);
  });
});

describe('ClientLog', () => {
  it('is loaded when its node is granted, and sends logs', async () => {
    const { desk, user, nodes } = await setUp();
    const told: string[] = [];
    const log = user.getClientLog({ onLoad: () => told.push('load') });
    await desk.settle();
    expect(told).to.deep.equal(['load']);
    expect(nodes()).to.deep.equal(['SubscribeNodeReq /finesse/api/User/1001/ClientLog']);
    log.sendLogs('a < b');
    log.sendLogs({ ClientLog: { logData: 'c' } });
    expect(desk.lines()).to.deep.equal([
      'POST /User/1001/ClientLog <ClientLog><logData>a &lt; b</logData></ClientLog>',
      'POST /User/1001/ClientLog <ClientLog><logData>c</logData></ClientLog>',
    ]);
  });
});
