import { Secret, type DesktopErrorCode } from '@cordboard/core';
import { signOutReason } from './asking.js';
import { oneOf, same, type ContractCase, type Desk } from './desk.js';
import { until } from './until.js';

/** Signing in and out: ways in, and what is turned away. */
export const SIGN_IN_CASES: readonly ContractCase[] = [
  {
    id: 'session.mobile-call-by-call',
    title: 'signs a mobile agent in whose phone is called for each call',
    run: (desk) => signInMobile(desk, 'call-by-call'),
  },
  {
    id: 'session.mobile-nailed',
    title: 'signs a mobile agent in whose phone stays connected',
    run: (desk) => signInMobile(desk, 'nailed'),
  },
  {
    id: 'session.mobile-not-allowed',
    title: 'refuses mobile sign-in to an agent who may not, in either mode',
    async run(desk) {
      await desk.reach();
      for (const mode of ['call-by-call', 'nailed'] as const) {
        const { id, extension, secret } = desk.world.agent;
        const mobile = { mode, number: desk.world.staff.mobile.number };
        same(await desk.refused({ type: 'sign-in', agentId: id, extension, secret, mobile }), 'mode-not-allowed', mode);
      }
      same((await desk.world.truth()).signedIn, false, 'signed in, on the platform');
    },
  },
  {
    id: 'session.mobile-without-number',
    title: 'sends no mobile sign-in without the number of the phone',
    async run(desk) {
      await desk.reach();
      const { id, extension, secret } = desk.world.agent;
      const mobile = { mode: 'nailed', number: ' ' } as const;
      same(await desk.refused({ type: 'sign-in', agentId: id, extension, secret, mobile }), 'invalid-argument', 'code');
    },
  },
  {
    id: 'session.no-extension',
    title: 'sends no sign-in without an extension',
    async run(desk) {
      await desk.reach();
      const { id, secret } = desk.world.agent;
      const command = { type: 'sign-in', agentId: id, extension: '', secret } as const;
      same(await desk.refused(command), 'invalid-argument', 'code before sending');
      same(await desk.refusedByPlatform(command), 'invalid-argument', 'code of the port');
    },
  },
  {
    id: 'session.unknown-agent',
    title: 'refuses somebody whom the platform does not know, without saying that it does not',
    async run(desk) {
      await desk.reach();
      const { extension, secret } = desk.world.agent;
      same(await desk.refused({ type: 'sign-in', agentId: '4711', extension, secret }), 'unauthorized', 'code');
    },
  },
  {
    id: 'session.locked-out',
    title: 'says that an account is locked after five wrong passwords, when the right one comes',
    async run(desk) {
      await desk.reach();
      const { id, extension, secret } = desk.world.agent;
      const attempt = (secret: Secret) => desk.refused({ type: 'sign-in', agentId: id, extension, secret });
      const codes: DesktopErrorCode[] = [];
      for (let i = 1; i <= 5; i++) codes.push(await attempt(new Secret(`wrong-${i}`)));
      same(codes[0], 'unauthorized', 'the first wrong one');
      same(await attempt(secret), 'locked-out', 'the right one');
      same((await desk.linkIs('sign-in-needed')).why, 'locked-out', 'reason of the link');
    },
  },
  {
    id: 'session.dead-device',
    title: 'refuses an extension whose phone is out of service',
    async run(desk) {
      await desk.reach();
      const { id, secret } = desk.world.agent;
      same(await desk.refused({ type: 'sign-in', agentId: id, extension: desk.world.deadExtension, secret }), 'device-invalid', 'code');
    },
  },
  {
    id: 'session.other-device',
    title: 'sits down elsewhere: taken there, or refused with nothing changed; never both',
    async run(desk) {
      await desk.signIn();
      const again = desk.open(desk.world.port());
      again.connect();
      await until(again.link$, 'a link that takes credentials', ({ state }) => state === 'sign-in-needed');
      const { id, extension, secret } = desk.world.agent;
      const verdict = await again.run({ type: 'sign-in', agentId: id, extension: desk.world.spareExtension, secret }).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
      oneOf(verdict, ['taken', 'device-busy', 'device-invalid', 'invalid-state', 'refused'], 'verdict');
      const agent = await desk.client.query({ type: 'agent' });
      same(agent.picture.extension, verdict === 'taken' ? desk.world.spareExtension : extension, 'extension');
    },
  },
  {
    id: 'session.sign-out-reason-required',
    title: 'says that signing out needs a reason, and the platform refuses without one',
    async run(desk) {
      await desk.signIn();
      same(desk.agent?.next.find(({ state }) => state === 'signed-out')?.reason, 'required', 'rule shown');
      same(await desk.refused({ type: 'sign-out' }), 'reason-required', 'code before sending');
      same(await desk.refusedByPlatform({ type: 'sign-out' }), 'reason-required', 'code of the platform');
      same((await desk.world.truth()).signedIn, true, 'signed in, on the platform');
    },
  },
  {
    id: 'session.sign-out-reason-unknown',
    title: 'is refused by the platform with a reason for signing out that does not exist',
    async run(desk) {
      await desk.signIn();
      oneOf(await desk.refused({ type: 'sign-out', reasonId: '987654' }), ['refused', 'invalid-argument', 'not-found'], 'code');
      same((await desk.world.truth()).signedIn, true, 'signed in, on the platform');
      await desk.agentIs('not-ready');
    },
  },
  {
    id: 'session.sign-out-from-ready',
    title: 'signs out from ready where the platform lets one, and is told to go not ready first where not',
    async run(desk) {
      await desk.goReady();
      const reasonId = await signOutReason(desk);
      const command = { type: 'sign-out', reasonId } as const;
      if (desk.world.rules.signOutFromReady === 'now') {
        await desk.client.run(command);
        same((await desk.world.truth()).signedIn, false, 'signed in, on the platform');
        return;
      }
      await desk.barred(command, { why: 'not-ready-first', before: 'invalid-state', platform: ['invalid-state'] });
      await desk.agentIs('ready');
    },
  },
  {
    id: 'session.sign-out-on-call',
    title: 'does not sign out of a call, nor while it is on hold',
    async run(desk) {
      const call = await desk.talk();
      const command = { type: 'sign-out', reasonId: await signOutReason(desk) } as const;
      const onCall = { why: 'on-a-call', before: 'invalid-state', platform: ['invalid-state'] } as const;
      await desk.barred(command, onCall);
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
      await desk.agentIs(desk.world.rules.showsHold ? 'hold' : 'talking');
      await desk.barred(command, onCall);
      same((await desk.world.truth()).signedIn, true, 'signed in, on the platform');
    },
  },
  {
    id: 'session.sign-out-wrapping-up',
    title: 'does not sign out of wrap-up',
    async run(desk) {
      const wrapper = desk.of(desk.world.staff.wrapsUp);
      const call = await wrapper.talk();
      const reasonId = await signOutReason(wrapper);
      await wrapper.act(call, 'drop');
      await wrapper.agentIs(desk.world.rules.wrapUpFromReady);
      await wrapper.barred({ type: 'sign-out', reasonId }, { why: 'wrapping-up', platform: ['invalid-state'] });
    },
  },
  {
    id: 'session.signed-out',
    title: 'takes nothing but signing in from who is signed out',
    async run(desk) {
      await desk.signIn();
      await desk.client.run({ type: 'sign-out', reasonId: await signOutReason(desk) });
      await desk.linkIs('sign-in-needed');
      same(await desk.refused({ type: 'set-agent-state', state: 'ready' }), 'invalid-state', 'a state');
      same(await desk.refused({ type: 'make-call', to: desk.world.outsideNumber }), 'invalid-state', 'a call');
      same(await desk.refused({ type: 'sign-out' }), 'invalid-state', 'signing out again');
      await desk.signIn();
    },
  },
];

async function signInMobile(desk: Desk, mode: 'call-by-call' | 'nailed'): Promise<void> {
  const { mobile } = desk.world.staff;
  const { client } = desk.of(mobile);
  client.connect();
  await until(client.link$, 'a link that takes credentials', ({ state }) => state === 'sign-in-needed');
  const { id, extension, secret, number } = mobile;
  await client.run({ type: 'sign-in', agentId: id, extension, secret, mobile: { mode, number } });
  const agent = await until(client.agent$, 'signed in', (now) => now?.state === 'not-ready');
  same(agent?.mobile, { mode, number }, 'the phone shown');
}
