import { expect } from '@open-wc/testing';
import type { DesktopError } from '@cordboard/core';
import type { MemberState } from '../cisco/team-requests.js';
import { CiscoDesk } from './cisco-desk.test.js';

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: DesktopError) => error.code,
  );

describe('a supervisor on the channel Cisco', () => {
  let desk: CiscoDesk;

  beforeEach(() => (desk = new CiscoDesk()));
  afterEach(() => desk.close());

  const ask = (member: MemberState, signal = new AbortController().signal) => codeOf(desk.port.setMemberState(member, signal));

  it('asks for the state of an agent of theirs, which is done when nothing is said against it', async () => {
    desk.agent('NOT_READY');
    for (const [member, subtopic, data] of [
      [{ id: '70113', state: 'ready' }, 'SetTeamAgentReadyState', { Username: '70113', State: 'Ready' }],
      [{ id: '70113', state: 'not-ready' }, 'SetTeamAgentNotReadyState', { Username: '70113', State: 'NotReady', ReasonCodeId: '-1' }],
      [
        { id: '70113', state: 'not-ready', reasonId: '31' },
        'SetTeamAgentNotReadyState',
        { Username: '70113', State: 'NotReady', ReasonCodeId: '31' },
      ],
      [{ id: '70113', state: 'signed-out' }, 'SetTeamAgentLogout', { Username: '70113', State: 'Logout' }],
    ] as const) {
      const asked = ask(member);
      expect(desk.workspace.last).to.deep.equal({ channel: 'Cisco', topic: 'Team', subtopic, source: 'widget', data });
      await desk.runtime.advance(300);
      expect(await asked).to.equal('done');
    }
  });

  it('is told what the platform refuses', async () => {
    desk.agent('NOT_READY');
    const asked = ask({ id: '70113', state: 'ready' });
    desk.refuse('Invalid State', 'READY refused for a supervisor');
    expect(await asked).to.equal('invalid-state');
  });

  it('sends nothing that is no request: without an agent, with a reason that has no place, without a connection', async () => {
    desk.agent('NOT_READY');
    const before = desk.workspace.sent.length;
    expect(await ask({ id: ' ', state: 'ready' })).to.equal('invalid-argument');
    expect(await ask({ id: '70113', state: 'signed-out', reasonId: '31' })).to.equal('reason-forbidden');
    expect(await ask({ id: '70113', state: 'talking' as 'ready' })).to.equal('invalid-argument');
    expect(desk.workspace.sent.length).to.equal(before);
    desk.client.close();
    expect(await ask({ id: '70113', state: 'ready' })).to.equal('link-down');
  });

  it('lets go when its signal aborts', async () => {
    desk.agent('NOT_READY');
    const controller = new AbortController();
    const asked = ask({ id: '70113', state: 'ready' }, controller.signal);
    controller.abort();
    expect(await asked).to.equal('aborted');
  });
});
