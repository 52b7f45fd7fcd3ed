import { Secret } from '@cordboard/core';
import { same, must, oneOf, type ContractCase } from './desk.js';
import { until } from './until.js';

/** Signing in and out, and the agent's own state. */
export const SESSION_CASES: readonly ContractCase[] = [
  {
    id: 'session.link-first',
    title: 'reports a link before anything else, and waits for credentials',
    async run(desk) {
      const types: string[] = [];
      const subscription = desk.port.events$.subscribe((event) => types.push(event.type));
      subscription.unsubscribe();
      same(types.slice(0, 1), ['link'], 'first event');
      desk.client.connect();
      await desk.linkIs('sign-in-needed');
      same(desk.agent, undefined, 'agent before signing in');
    },
  },
  {
    id: 'session.sign-in',
    title: 'signs in on a device and shows who the agent is',
    async run(desk) {
      await desk.signIn();
      const agent = must(desk.agent, 'agent');
      same([agent.id, agent.extension], [desk.world.agent.id, desk.world.agent.extension], 'identity');
      same(agent.state, 'not-ready', 'state after signing in');
      same((await desk.world.truth()).signedIn, true, 'signed in, on the platform');
    },
  },
  {
    id: 'session.wrong-secret',
    title: 'refuses a wrong password as unauthorized, and takes the right one after it',
    async run(desk) {
      desk.client.connect();
      await desk.linkIs('sign-in-needed');
      const { id, extension } = desk.world.agent;
      const code = await desk.refused({ type: 'sign-in', agentId: id, extension, secret: new Secret('not-it') });
      same(code, 'unauthorized', 'code');
      same(await desk.linkIs('sign-in-needed').then((link) => link.why), 'bad-credentials', 'reason of the link');
      await desk.signIn();
    },
  },
  {
    id: 'session.wrong-device',
    title: 'refuses an extension that does not exist',
    async run(desk) {
      desk.client.connect();
      await desk.linkIs('sign-in-needed');
      const { id, secret } = desk.world.agent;
      oneOf(await desk.refused({ type: 'sign-in', agentId: id, extension: '99', secret }), ['device-invalid'], 'code');
      same((await desk.world.truth()).signedIn, false, 'signed in, on the platform');
    },
  },
  {
    id: 'session.busy-device',
    title: 'refuses an extension that a colleague uses',
    async run(desk) {
      const { agent, colleague } = desk.world;
      await desk.signIn({ client: desk.open(desk.world.colleaguePort()), as: colleague });
      desk.client.connect();
      await desk.linkIs('sign-in-needed');
      const code = await desk.refused({ type: 'sign-in', agentId: agent.id, extension: colleague.extension, secret: agent.secret });
      oneOf(code, ['device-busy', 'device-invalid'], 'code');
    },
  },
  {
    id: 'session.keeps-state',
    title: 'finds the agent as they were when a second desktop of theirs signs in',
    async run(desk) {
      await desk.goReady();
      const again = desk.open(desk.world.port());
      await desk.signIn({ client: again });
      same(again.state.agent?.state, 'ready', 'state seen by the second desktop');
      await desk.agentIs('ready');
    },
  },
  {
    id: 'session.close-is-not-sign-out',
    title: 'leaves the agent signed in when the desktop closes',
    async run(desk) {
      await desk.goReady();
      desk.client.close();
      same((await desk.world.truth()).signedIn, true, 'signed in, on the platform');
    },
  },
  {
    id: 'session.sign-out',
    title: 'signs out, with a reason where one is asked for, and can sign in again',
    async run(desk) {
      await desk.signIn();
      const option = must(
        desk.agent?.next.find(({ state }) => state === 'signed-out'),
        'sign out offered',
      );
      const reasons = option.reason === 'required' ? await desk.client.query({ type: 'reason-codes', category: 'sign-out' }) : [];
      const reasonId = reasons[0]?.id;
      await desk.client.run({ type: 'sign-out', ...(reasonId === undefined ? {} : { reasonId }) });
      await until(desk.client.agent$, 'agent signed out or unknown', (agent) => agent === undefined || agent.state === 'signed-out');
      same((await desk.world.truth()).signedIn, false, 'signed in, on the platform');
      await desk.signIn();
      await desk.agentIs('not-ready');
    },
  },
  {
    id: 'state.ready',
    title: 'goes ready and reports when',
    async run(desk) {
      await desk.goReady();
      const since = must(desk.agent?.since, 'time of the change');
      if (Math.abs(desk.client.now() - since) > 60_000) throw new Error('The change is more than a minute from the server time');
    },
  },
  {
    id: 'state.reasons',
    title: 'lists reasons without those of the system, and takes one after another',
    async run(desk) {
      await desk.signIn();
      const codes = await desk.client.query({ type: 'reason-codes', category: 'not-ready' });
      if (codes.length === 0 || codes.some((code) => code.system)) throw new Error('Expected reasons, none of the system');
      for (const reasonId of desk.world.reasonIds) {
        await desk.client.run({ type: 'set-agent-state', state: 'not-ready', reasonId });
        await until(desk.client.agent$, `reason ${reasonId}`, (agent) => agent?.state === 'not-ready' && agent.reason?.id === reasonId);
      }
    },
  },
  {
    id: 'state.reason-required',
    title: 'says that a reason is required, and the platform refuses without one',
    async run(desk) {
      await desk.signIn();
      same(desk.agent?.next.find(({ state }) => state === 'not-ready')?.reason, 'required', 'rule shown');
      same(await desk.refused({ type: 'set-agent-state', state: 'not-ready' }), 'reason-required', 'code before sending');
      same(await desk.refusedByPlatform({ type: 'set-agent-state', state: 'not-ready' }), 'reason-required', 'code of the platform');
    },
  },
  {
    id: 'state.reason-forbidden',
    title: 'says that ready takes no reason, and the platform refuses one',
    async run(desk) {
      await desk.signIn();
      const command = { type: 'set-agent-state', state: 'ready', reasonId: desk.world.reasonIds[0] } as const;
      same(await desk.refused(command), 'reason-forbidden', 'code before sending');
      same(await desk.refusedByPlatform(command), 'reason-forbidden', 'code of the platform');
    },
  },
  {
    id: 'state.only-what-may-be-asked',
    title: 'offers each state at most once, and none that only the system sets',
    async run(desk) {
      const seen: string[][] = [];
      desk.client.agent$.subscribe((agent) => {
        if (agent) seen.push(agent.next.map((option) => option.state));
      });
      const call = await desk.talk();
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
      for (const states of seen) {
        for (const state of states) oneOf(state, ['ready', 'not-ready', 'work', 'signed-out'], 'state offered');
        same(new Set(states).size, states.length, 'each offered once');
      }
    },
  },
  {
    id: 'state.supervisor',
    title: 'shows a change that a supervisor made',
    async run(desk) {
      await desk.goReady();
      await desk.world.supervisorSets('not-ready');
      const agent = await desk.agentIs('not-ready');
      same(agent?.reason?.system, true, 'a reason of the system');
    },
  },
  {
    id: 'state.abort',
    title: 'lets go of a command whose signal aborts',
    async run(desk) {
      await desk.signIn();
      await desk.world.swallowCommands();
      const controller = new AbortController();
      const sent = desk.port
        .send({ type: 'set-agent-state', state: 'ready' }, controller.signal)
        .catch((error: { code?: string }) => error.code);
      controller.abort();
      same(await sent, 'aborted', 'code');
    },
  },
];
