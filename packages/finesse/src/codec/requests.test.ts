import { expect } from '@open-wc/testing';
import { agentShows, DesktopError, type AgentPicture, type Command, type DialogPicture, type Query } from '@cordboard/core';
import fc from 'fast-check';
import { dialogMeets } from './expectations.js';
import { listRequestOf } from './list-requests.js';
import { paths, type Session } from './request-parts.js';
import { requestOf } from './requests.js';

const ME: Session = { agentId: '40017', extension: '61017' };

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'taken';
  } catch (error) {
    if (error instanceof DesktopError) return error.code;
    throw error;
  }
}

describe('requestOf', () => {
  const user = '/finesse/api/User/40017';
  const requests: readonly (readonly [string, Command, string, string, string])[] = [
    [
      'sign-in',
      { type: 'sign-in', agentId: '40017', extension: '61017' },
      'PUT',
      user,
      '<User><extension>61017</extension><state>LOGIN</state></User>',
    ],
    [
      'mobile sign-in',
      { type: 'sign-in', agentId: '40017', extension: '61017', mobile: { mode: 'nailed', number: '914085550101' } },
      'PUT',
      user,
      '<User><extension>61017</extension><mobileAgent><mode>NAILED_CONNECTION</mode><dialNumber>914085550101</dialNumber></mobileAgent><state>LOGIN</state></User>',
    ],
    ['sign-out', { type: 'sign-out' }, 'PUT', user, '<User><state>LOGOUT</state></User>'],
    [
      'sign-out with a reason',
      { type: 'sign-out', reasonId: '9' },
      'PUT',
      user,
      '<User><reasonCodeId>9</reasonCodeId><state>LOGOUT</state></User>',
    ],
    ['ready', { type: 'set-agent-state', state: 'ready' }, 'PUT', user, '<User><state>READY</state></User>'],
    [
      'not ready',
      { type: 'set-agent-state', state: 'not-ready', reasonId: '14' },
      'PUT',
      user,
      '<User><reasonCodeId>14</reasonCodeId><state>NOT_READY</state></User>',
    ],
    ['wrap-up', { type: 'set-agent-state', state: 'work' }, 'PUT', user, '<User><state>WORK</state></User>'],
    [
      'a call with data on it',
      { type: 'make-call', to: '2065550142', variables: [{ name: 'callVariable1', value: 'ACC & 7' }] },
      'POST',
      `${user}/Dialogs`,
      '<Dialog><fromAddress>61017</fromAddress><requestedAction>MAKE_CALL</requestedAction><toAddress>2065550142</toAddress>' +
        '<mediaProperties><callvariables><CallVariable><name>callVariable1</name><value>ACC &amp; 7</value></CallVariable></callvariables></mediaProperties></Dialog>',
    ],
    [
      'a call',
      { type: 'make-call', to: '+1 <206>&' },
      'POST',
      `${user}/Dialogs`,
      '<Dialog><fromAddress>61017</fromAddress><requestedAction>MAKE_CALL</requestedAction><toAddress>+1 &lt;206&gt;&amp;</toAddress></Dialog>',
    ],
    ...(['answer', 'hold', 'retrieve', 'drop'] as const).map(
      (action) =>
        [
          action,
          { type: 'dialog-action', dialogId: '33870011', action },
          'PUT',
          '/finesse/api/Dialog/33870011',
          `<Dialog><requestedAction>${action.toUpperCase()}</requestedAction><targetMediaAddress>61017</targetMediaAddress></Dialog>`,
        ] as const,
    ),
  ];
  for (const [title, command, method, path, body] of requests) {
    it(`writes ${title}`, () => {
      expect(requestOf(command, ME)).to.deep.include({ method, path, body });
    });
  }

  const refused: readonly (readonly [string, Command, Session, string])[] = [
    ['a call before signing in', { type: 'make-call', to: '1' }, { agentId: '40017' }, 'invalid-argument'],
    ['a call to nobody', { type: 'make-call', to: '  ' }, ME, 'invalid-argument'],
    ['a number no XML can carry', { type: 'make-call', to: '1\u0000' }, ME, 'invalid-argument'],
    ['a sign-in without an extension', { type: 'sign-in', agentId: '1', extension: '' }, ME, 'invalid-argument'],
    [
      'a mobile sign-in without a number',
      { type: 'sign-in', agentId: '1', extension: '1', mobile: { mode: 'nailed', number: '' } },
      ME,
      'invalid-argument',
    ],
    ['a reason that is no id', { type: 'set-agent-state', state: 'not-ready', reasonId: '14<' }, ME, 'invalid-argument'],
    ['a reason with ready', { type: 'set-agent-state', state: 'ready', reasonId: '14' }, ME, 'reason-forbidden'],
    ['a command of another platform', { type: 'sing' } as unknown as Command, ME, 'not-supported'],
    ['a dialog without an id', { type: 'dialog-action', dialogId: '', action: 'hold' }, ME, 'invalid-argument'],
  ];
  for (const [title, command, session, code] of refused) {
    it(`refuses ${title}`, () => {
      expect(codeOf(() => requestOf(command, session))).to.equal(code);
    });
  }

  it('lets no id out of its segment', () => {
    for (const id of ['..', '.', 'a/b', '../SystemInfo', 'a?b', 'a#b', 'a b', 'a\nb', '\\', '\u0000', '\ud800', 'x'.repeat(129)]) {
      expect(
        codeOf(() => paths.dialog(id)),
        JSON.stringify(id),
      ).to.equal('invalid-argument');
      expect(
        codeOf(() => paths.user(id)),
        JSON.stringify(id),
      ).to.equal('invalid-argument');
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), (id) => {
        let path;
        try {
          path = paths.dialog(id);
        } catch (error) {
          expect(error).to.be.instanceOf(DesktopError);
          return;
        }
        const url = new URL(path, 'https://fin-a.lab.example:8445');
        expect(url.pathname).to.equal(path);
        expect(decodeURIComponent(url.pathname.slice('/finesse/api/Dialog/'.length))).to.equal(id);
        expect(url.search + url.hash).to.equal('');
      }),
    );
  });
});

describe('listRequestOf', () => {
  const queries: readonly (readonly [Query, string])[] = [
    [{ type: 'wrap-up-reasons' }, '/finesse/api/User/40017/WrapUpReasons'],
    [{ type: 'contacts' }, '/finesse/api/User/40017/PhoneBooks'],
    [{ type: 'queues' }, '/finesse/api/User/40017/Queues'],
    [{ type: 'team', teamId: '5071' }, '/finesse/api/Team/5071?includeLoggedOutAgents=true'],
  ];
  for (const [query, path] of queries) {
    it(`asks for ${path}`, () => {
      expect(listRequestOf(query, ME)).to.deep.include({ method: 'GET', path }).and.not.have.property('body');
    });
  }

  it('asks for what every session reads', () => {
    expect(paths.user('40017')).to.equal('/finesse/api/User/40017');
    expect(paths.dialog('007')).to.equal('/finesse/api/Dialog/007');
    expect(paths.dialogs('40017')).to.equal('/finesse/api/User/40017/Dialogs');
    expect(paths.reasonCodes('40017', 'not-ready')).to.equal('/finesse/api/User/40017/ReasonCodes?category=NOT_READY');
    expect(paths.reasonCodes('40017', 'sign-out')).to.equal('/finesse/api/User/40017/ReasonCodes?category=LOGOUT');
  });

  it('asks for whole phone books', () => {
    expect(listRequestOf({ type: 'contacts' }, ME).headers).to.deep.equal({ Range: 'objects=1-6000' });
  });
});

describe('what was expected', () => {
  const agent = (state: AgentPicture['state'], more: Partial<AgentPicture> = {}): AgentPicture => ({
    id: '40017',
    state,
    next: [],
    settings: {},
    roles: [],
    supervises: [],
    ...more,
  });
  const agents: readonly (readonly [string, Command, AgentPicture, boolean])[] = [
    ['signed in', { type: 'sign-in', agentId: '40017', extension: '61017' }, agent('not-ready'), true],
    ['signed in, in the middle of a call', { type: 'sign-in', agentId: '40017', extension: '61017' }, agent('talking'), true],
    ['still signed out', { type: 'sign-in', agentId: '40017', extension: '61017' }, agent('signed-out'), false],
    ['signed out', { type: 'sign-out' }, agent('signed-out'), true],
    ['not yet signed out', { type: 'sign-out' }, agent('not-ready'), false],
    ['ready', { type: 'set-agent-state', state: 'ready' }, agent('ready'), true],
    ['ready to come', { type: 'set-agent-state', state: 'ready' }, agent('talking', { pending: { state: 'ready' } }), true],
    [
      'not ready to come instead',
      { type: 'set-agent-state', state: 'ready' },
      agent('talking', { pending: { state: 'not-ready' } }),
      false,
    ],
    [
      'not ready, for any reason',
      { type: 'set-agent-state', state: 'not-ready' },
      agent('not-ready', { reason: { id: '3', system: false } }),
      true,
    ],
    [
      'not ready, for that reason',
      { type: 'set-agent-state', state: 'not-ready', reasonId: '3' },
      agent('not-ready', { reason: { id: '3', system: false } }),
      true,
    ],
    [
      'not ready, still for another',
      { type: 'set-agent-state', state: 'not-ready', reasonId: '3' },
      agent('not-ready', { reason: { id: '4', system: false } }),
      false,
    ],
    ['wrap-up to come', { type: 'set-agent-state', state: 'work' }, agent('talking', { pending: { state: 'work-ready' } }), true],
    ['no wrap-up', { type: 'set-agent-state', state: 'work' }, agent('talking'), false],
  ];
  for (const [title, command, picture, met] of agents) {
    it(`${met ? 'is' : 'is not'} met: ${title}`, () => {
      expect(agentShows(command, picture)).to.equal(met);
      expect(dialogMeets(command, '61017', { id: '1' } as DialogPicture)).to.equal(false);
    });
  }

  const call = (own: DialogPicture['participants'][number]['state'], more: Partial<DialogPicture> = {}): DialogPicture => ({
    id: '7',
    media: 'voice',
    direction: 'inbound',
    kind: 'call',
    state: 'active',
    participants: [
      { address: '61017', kind: 'agent', role: 'called', own: true, controller: 'unknown', state: own, actions: [], otherActions: [] },
      {
        address: '2065550142',
        kind: 'outside',
        role: 'caller',
        own: false,
        controller: 'unknown',
        state: 'active',
        actions: [],
        otherActions: [],
      },
    ],
    variables: [],
    ...more,
  });

  it('is met by the own leg', () => {
    const met = (action: 'answer' | 'hold' | 'retrieve' | 'drop', picture: DialogPicture): boolean =>
      dialogMeets({ type: 'dialog-action', dialogId: '7', action }, '61017', picture);
    expect(met('answer', call('alerting'))).to.equal(false);
    expect(met('answer', call('active'))).to.equal(true);
    expect(met('hold', call('held'))).to.equal(true);
    expect(met('hold', call('active'))).to.equal(false);
    expect(met('retrieve', call('active'))).to.equal(true);
    expect(met('retrieve', call('held'))).to.equal(false);
    expect(met('drop', call('dropped'))).to.equal(true);
    expect(met('drop', call('wrap-up'))).to.equal(true);
    expect(met('drop', call('active', { state: 'dropped' }))).to.equal(true);
    expect(met('drop', call('active'))).to.equal(false);
    expect(met('hold', call('held', { id: '8' }))).to.equal(false);
    expect(agentShows({ type: 'dialog-action', dialogId: '7', action: 'hold' }, agent('hold'))).to.equal(false);
  });

  it('is met by a call that appears', () => {
    const made = (picture: DialogPicture): boolean => dialogMeets({ type: 'make-call', to: '2065550142' }, '61017', picture);
    expect(made(call('initiating', { state: 'initiating', from: '61017' }))).to.equal(true);
    expect(made(call('initiated', { state: 'initiated', from: '61017', to: '2065550142' }))).to.equal(true);
    expect(made(call('failed', { state: 'failed', from: '61017', to: '912065550142', dialed: '2065550142' }))).to.equal(true);
    expect(made(call('initiated', { state: 'initiated', from: '61017', to: '5' }))).to.equal(false);
    expect(made(call('alerting', { state: 'alerting', from: '2065550142', to: '61017' }))).to.equal(false);
    expect(made(call('active', { from: '61017', to: '2065550142' }))).to.equal(false);
  });
});
