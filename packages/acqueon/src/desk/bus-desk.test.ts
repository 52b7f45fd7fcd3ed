import { expect } from '@open-wc/testing';
import type { DesktopError, Link } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import { NEVER } from 'rxjs';
import type { BusMessage } from '../bus/message.js';
import { lcmReads } from '../catalogue/lcm-reads.js';
import { lcmWrites } from '../catalogue/lcm-writes.js';
import { salesforce } from '../catalogue/salesforce.js';
import { Workspace } from '../port/workspace.test.js';
import { BusDesk } from './bus-desk.js';

const CALL = { callid: 'k-1', AccountNumber: '5|3|1|0|0|44|9' };
const OUTCOMES = [{ OutComeID: '12', Description: 'Sale' }];

describe('BusDesk', () => {
  let workspace: Workspace;
  let runtime: VirtualRuntime;
  let desk: BusDesk;
  let links: Link[];
  let others: BusMessage[];

  beforeEach(() => {
    workspace = new Workspace();
    runtime = new VirtualRuntime();
    desk = new BusDesk({ transport: workspace, appName: 'widget', runtime }, ['LCM', 'Salesforce']);
    links = [];
    others = [];
    desk.link$.subscribe((link) => links.push(link));
    desk.messages$.subscribe((message) => others.push(message));
  });
  afterEach(() => desk.close());

  const answers = (subtopic: string, payload: object, topic = 'WebService') => workspace.says(topic, subtopic, payload, 'message', 'LCM');
  const fails = (errorMessage: string) =>
    workspace.says('Error', 'ApiError', { errorType: 'WS_Error', errorMessage, msg: 'Invalid Call ID.' }, 'data', 'LCM');
  const codeOf = (asked: Promise<unknown>): Promise<string> =>
    asked.then(
      () => 'resolved',
      (error: DesktopError) => error.code,
    );

  it('does nothing before it is connected, and registers once for its channels', async () => {
    expect(workspace.asked).to.deep.equal([]);
    expect(await codeOf(desk.ask(lcmReads.callOutcomes, { callid: 'k-1' }))).to.equal('link-down');
    desk.connect();
    desk.connect();
    expect(workspace.asked).to.deep.equal([['LCM', 'Salesforce']]);
    expect(links).to.deep.equal([{ state: 'idle' }, { state: 'connecting' }, { state: 'up' }]);
    desk.close();
    expect(workspace.registered).to.equal(0);
    expect(links.at(-1)).to.deep.equal({ state: 'closed' });
    expect(() => desk.connect())
      .to.throw()
      .with.property('code', 'closed');
    expect(await codeOf(desk.ask(lcmReads.callOutcomes, { callid: 'k-1' }))).to.equal('closed');
  });

  it('tells a Workspace that cannot be reached, and asks again', async () => {
    let asked = 0;
    const silent = { register: () => (asked++, NEVER) };
    const alone = new BusDesk({ transport: silent, appName: 'widget', runtime }, ['LCM']);
    alone.link$.subscribe((link) => links.push(link));
    alone.connect();
    await runtime.advance(20_000);
    alone.close();
    expect(asked).to.equal(3);
    expect(links.slice(1)).to.deep.equal([
      { state: 'idle' },
      { state: 'connecting' },
      { state: 'connecting', why: 'unreachable' },
      { state: 'closed' },
    ]);
    expect(runtime.timers).to.equal(0);
  });

  it('sends nothing that is not well formed, names the field, and repeats no value', async () => {
    desk.connect();
    const wrong: [Promise<unknown>, string][] = [
      [desk.ask(lcmReads.contactDetail, { ...CALL, callid: '' }), 'callid'],
      [desk.ask(lcmReads.contactDetail, { callid: 'CANARY' } as never), 'AccountNumber'],
      [desk.ask(lcmReads.contactDetail, undefined as never), 'data'],
      [desk.ask(lcmReads.contactDetail, { ...CALL, CANARY: 1 } as never), ''],
      [desk.ask(salesforce.checkTask, { workid: 7 as never }), 'workid'],
    ];
    for (const [asked, field] of wrong) {
      const error = (await asked.catch((thrown: unknown) => thrown)) as DesktopError;
      expect(error.code).to.equal('invalid-argument');
      expect(error.message).to.contain(field);
      if (field) expect(error.message).not.to.contain('CANARY');
    }
    expect(workspace.sent).to.deep.equal([]);
  });

  it('is typed by the row that it is asked with', () => {
    // Compiled, not run: each line is an error of the compiler's.
    const neverRun = async (): Promise<void> => {
      // @ts-expect-error No account number
      await desk.ask(lcmReads.contactDetail, { callid: 'k-1' });
      // @ts-expect-error A text for a number
      await desk.ask(lcmWrites.businessOutcome, { ...CALL, OutcomeId: '1', UserID: '7', AgentComments: '', LeadScore: 0, TargetAmount: 0 });
      // @ts-expect-error A field that there is not
      await desk.ask(lcmReads.callOutcomes, { callid: 'k-1', CallID: 'k-1' });
      // @ts-expect-error No answer to wait for
      await desk.ask(salesforce.openObject, { sfid: '1' });
      // @ts-expect-error An answer that would be missed
      desk.tell(salesforce.checkTask, { workid: '1' });
      // @ts-expect-error May be missing
      (await desk.ask(lcmReads.callOutcomes, { callid: 'k-1' }))[0]!.Description.trim();
    };
    expect(neverRun).to.be.a('function');
  });

  it('sends nothing on a channel that it is not registered for', async () => {
    const narrow = new BusDesk({ transport: workspace, appName: 'widget', runtime, channels: ['LCM'] }, ['LCM', 'Salesforce']);
    narrow.connect();
    expect(await codeOf(narrow.ask(salesforce.checkTask, { workid: '7' }))).to.equal('not-served');
    expect(workspace.sent).to.deep.equal([]);
    narrow.close();
  });

  it('is answered on its pair, in any case, about its call, and only then', async () => {
    desk.connect();
    const asked = desk.ask(lcmReads.businessOutcomes, CALL);
    answers('BusinessOutCome', { callid: 'k-2', response: [] });
    answers('businessoutcome', { callid: 'k-1', response: OUTCOMES }, 'Webservice');
    expect((await asked).map(({ OutComeID }) => OutComeID)).to.deep.equal(['12']);
    expect(others.map(({ payload }) => (payload as { callid: string }).callid)).to.deep.equal(['k-2']);
    expect(runtime.timers).to.equal(0);
  });

  it('writes as a site spells it, and is answered all the same', async () => {
    const spelling = { keys: { callid: 'callID' }, subtopics: { GetCallOutCome: 'GetCallOutcome' } };
    const other = new BusDesk({ transport: workspace, appName: 'widget', runtime, spelling }, ['LCM']);
    other.connect();
    const asked = other.ask(lcmReads.callOutcomes, { callid: 'k-1' });
    expect(workspace.last).to.deep.include({ subtopic: 'GetCallOutcome', data: { callID: 'k-1' } });
    answers('CallOutCome', { callID: 'k-2', response: [] });
    answers('CallOutCome', { callID: 'k-1', response: OUTCOMES });
    expect(await asked).to.have.length(1);
    other.close();
  });

  it('takes another name for an answer that is only inferred', async () => {
    desk.connect();
    const { doNotCall } = lcmWrites;
    const row = { ...doNotCall, answer: { ...doNotCall.answer, subtopic: 'DNCSet' } };
    const asked = desk.ask(row, { AccountNumber: '5|3', OutcomeID: '5', BusinessOutcome: 1, LeadScore: 0 });
    answers('DNCSet', { callid: '', response: { success: true } });
    expect(await asked).to.equal(undefined);
  });

  it('keeps questions about two calls apart, whichever is answered first', async () => {
    desk.connect();
    const first = desk.ask(lcmReads.callOutcomes, { callid: 'k-1' });
    const second = desk.ask(lcmReads.callOutcomes, { callid: 'k-2' });
    answers('CallOutCome', { callid: 'k-2', response: [{ OutComeID: 2, Description: 'Invalid' }] });
    answers('CallOutCome', { callid: 'k-1', response: [{ OutComeID: '0', Description: 'Success' }] });
    expect((await first)[0]?.OutComeID).to.equal('0');
    expect((await second)[0]?.OutComeID).to.equal('2');
  });

  it('asks no question twice at a time, nor two whose answers nobody could tell apart', async () => {
    desk.connect();
    const first = desk.ask(lcmReads.businessOutcomes, CALL);
    expect(await codeOf(desk.ask(lcmReads.businessOutcomes, CALL))).to.equal('busy');
    expect(await codeOf(desk.ask(lcmReads.outcomesOfGroup, { callid: 'k-1', type: 'MANUAL' }))).to.equal('busy');
    expect(workspace.sent.length).to.equal(1);
    answers('BusinessOutCome', { callid: 'k-1', response: OUTCOMES });
    await first;
    const again = desk.ask(lcmReads.businessOutcomes, CALL);
    answers('BusinessOutCome', { callid: 'k-1', response: [] });
    expect(await again).to.deep.equal([]);
  });

  it('is refused by an error, the question about the call that it names first', async () => {
    desk.connect();
    const first = codeOf(desk.ask(lcmReads.callOutcomes, { callid: 'k-1' }));
    const second = desk.ask(lcmReads.callOutcomes, { callid: 'k-2' });
    fails('Invalid Call ID:k-1');
    expect(await first).to.equal('not-found');
    fails('internal');
    const error = (await second.catch((thrown: unknown) => thrown)) as DesktopError;
    expect(error.code).to.equal('refused');
    expect(error.cause).to.deep.equal({ type: 'WS_Error', message: 'Invalid Call ID.', data: 'internal' });
  });

  it('takes no error for its own that the page does not list, and passes it on', async () => {
    desk.connect();
    const asked = desk.ask(lcmReads.callOutcomes, { callid: 'k-1' });
    workspace.says('Error', 'ApiError', { errorType: 'OTHER', msg: 'Something.' }, 'data', 'LCM');
    expect(others.map(({ subtopic }) => subtopic)).to.deep.equal(['ApiError']);
    answers('CallOutCome', { callid: 'k-1', response: [] });
    await asked;
  });

  it('gives up at the signal, before and after sending', async () => {
    desk.connect();
    const late = new AbortController();
    const asked = codeOf(desk.ask(lcmReads.callOutcomes, { callid: 'k-1' }, { signal: late.signal }));
    late.abort();
    expect(await asked).to.equal('aborted');
    expect(await codeOf(desk.ask(lcmReads.callOutcomes, { callid: 'k-1' }, { signal: AbortSignal.abort() }))).to.equal('aborted');
    expect(workspace.sent.length).to.equal(1);
    expect(runtime.timers).to.equal(0);
  });

  it('gives up at the deadline, and says where an answer was only inferred', async () => {
    desk.connect();
    const outcomes = desk.ask(lcmReads.callOutcomes, { callid: 'k-1' }).catch((error: unknown) => error);
    const blocked = desk
      .ask(lcmWrites.doNotCall, { AccountNumber: '5|3', OutcomeID: '5', BusinessOutcome: 1, LeadScore: 0 })
      .catch((error: unknown) => error);
    await runtime.advance(14_999);
    answers('CallOutCome', { callid: 'k-9', response: [] });
    await runtime.advance(1);
    expect(await outcomes)
      .to.have.property('message')
      .that.equals('timeout: No answer to GetCallOutCome');
    expect(await blocked)
      .to.have.property('message')
      .that.contains('inferred');
  });

  it('is lost with the bus, registers again, and keeps back till then what is asked meanwhile', async () => {
    desk.connect();
    const lost = codeOf(desk.ask(lcmReads.callOutcomes, { callid: 'k-1' }));
    workspace.lose();
    expect(await lost).to.equal('link-down');
    expect(links.at(-1)).to.deep.equal({ state: 'connecting', why: 'socket-lost' });
    const asked = desk.ask(lcmReads.callOutcomes, { callid: 'k-2' });
    expect(workspace.sent.length).to.equal(1);
    await runtime.advance(1_000);
    expect(links.at(-1)).to.deep.equal({ state: 'up' });
    expect(workspace.last?.data).to.deep.equal({ callid: 'k-2' });
    answers('CallOutCome', { callid: 'k-2', response: [] });
    await asked;
    expect(workspace.registered).to.equal(1);
  });

  it('does not send what was given up before there was a registration', async () => {
    desk.connect();
    workspace.lose();
    const given = new AbortController();
    const asked = codeOf(desk.ask(lcmReads.callOutcomes, { callid: 'k-1' }, { signal: given.signal }));
    given.abort();
    expect(await asked).to.equal('aborted');
    await runtime.advance(1_000);
    expect(links.at(-1)).to.deep.equal({ state: 'up' });
    expect(workspace.sent).to.deep.equal([]);
  });

  it('passes on what nobody asked for, and a word for what could not be read', () => {
    const ignored: string[] = [];
    desk.ignored$.subscribe((what) => ignored.push(what));
    desk.connect();
    workspace.says('Agent', 'SetAgentState', { state: 'READY' });
    answers('ContactDetail', { callid: 'k-1', response: [] });
    workspace.hears('CANARY');
    expect(others.map(({ channel, subtopic }) => `${channel} ${subtopic}`)).to.deep.equal(['LCM ContactDetail']);
    expect(ignored).to.deep.equal(['not-json']);
  });
});
