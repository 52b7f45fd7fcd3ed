import { ownParticipant, Secret, type Command, type DesktopClient, type Dialog } from '@cordboard/core';
import type { InPageSandbox } from '@cordboard/sandbox/page';
import { html, type nothing, type TemplateResult } from 'lit';
import { filter, firstValueFrom, map } from 'rxjs';

/** What a scene is set with. */
export interface Desk {
  readonly client: DesktopClient;
  readonly sandbox: InPageSandbox;
}

/** How a story comes about: by `play`, which settles with the call that it is about, if any, or by a scenario. */
export interface Scene {
  readonly world?: 'cce' | 'ccx';
  /** Finesse where nothing is said. */
  readonly platform?: 'genesys';
  readonly noClient?: boolean;
  /** Text of a scenario file; its first agent's desk is shown while it is played. */
  readonly scenario?: string;
  readonly play?: (desk: Desk) => Promise<string | void>;
}

/** What a story shows, told the call it is about. */
export type Show = (dialogId: string) => TemplateResult | typeof nothing;

/** A story as Storybook reads it. */
export interface Story {
  readonly name?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly render: (args: Readonly<Record<string, unknown>>) => TemplateResult;
}

/** A story of an element in a scene. */
export function story(
  scene: Scene,
  show: (dialogId: string, args: Readonly<Record<string, unknown>>) => TemplateResult,
  more: Partial<Story> = {},
): Story {
  return { ...more, render: (args) => html`<story-desk .scene=${scene} .show=${(id: string) => show(id, args)}></story-desk>` };
}

const ME = '1001001';
const COLLEAGUE = '1001002';
const CUSTOMER = '+12065550142';
const SECOND_CUSTOMER = '+441632960123';

const inState = async ({ client }: Desk, state: string, but = ''): Promise<string> => {
  const isIt = (dialog: Dialog): boolean => dialog.id !== but && ownParticipant(dialog)?.state === state;
  const found$ = client.dialogs$.pipe(
    map((dialogs) => dialogs.find(isIt)),
    filter((dialog) => dialog !== undefined),
  );
  return (await firstValueFrom(found$)).id;
};

const act = ({ client }: Desk, dialogId: string, action: Extract<Command, { type: 'dialog-action' }>['action']): Promise<void> =>
  client.run({ type: 'dialog-action', dialogId, action });

/** A customer has called the agent's own number. */
async function talkingDirectly(desk: Desk): Promise<string> {
  await signIn(desk);
  await desk.sandbox.control.call({ from: CUSTOMER, to: ME });
  const id = await inState(desk, 'alerting');
  await act(desk, id, 'answer');
  return id;
}

async function signIn({ client }: Desk, agentId: string = ME): Promise<void> {
  await client.run({ type: 'sign-in', agentId, extension: agentId, secret: new Secret('cordboard') });
}

async function ready(desk: Desk, agentId: string = ME): Promise<void> {
  await signIn(desk, agentId);
  await desk.client.run({ type: 'set-agent-state', state: 'ready' });
}

async function ringing(desk: Desk, variables: Readonly<Record<string, string>> = DATA): Promise<string> {
  await ready(desk);
  await desk.sandbox.control.call({ from: CUSTOMER, queue: '5120', variables });
  return inState(desk, 'alerting');
}

async function talking(desk: Desk, variables?: Readonly<Record<string, string>>): Promise<string> {
  const id = await ringing(desk, variables);
  await act(desk, id, 'answer');
  return inState(desk, 'active');
}

function changeData({ client }: Desk, dialogId: string): Promise<void> {
  return client.run({ type: 'update-call-data', dialogId, variables: [{ name: 'callVariable3', value: 'Silver' }] });
}

async function held(desk: Desk): Promise<string> {
  const id = await talking(desk);
  await act(desk, id, 'hold');
  return id;
}

async function heldAndRinging(desk: Desk): Promise<string> {
  const id = await held(desk);
  await desk.sandbox.control.call({ from: SECOND_CUSTOMER, to: ME });
  await inState(desk, 'alerting');
  return id;
}

// A colleague's telephone; they pick up by the control API, as nobody sits there.
async function consulting(desk: Desk, to: string = COLLEAGUE): Promise<string> {
  const id = await talking(desk);
  await desk.client.run({ type: 'consult', dialogId: id, to, intent: 'conference' });
  await answered(desk, to);
  return id;
}

async function answered({ sandbox }: Desk, address: string): Promise<void> {
  for (;;) {
    const { calls } = await sandbox.control.state();
    const call = calls.find(({ parties }) => parties.some((party) => party.address === address && party.actions.includes('answer')));
    if (call) return void (await sandbox.control.act(call.id, { address, action: 'answer' }));
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const hasParties = async ({ client }: Desk, count: number): Promise<string> => {
  const found$ = client.dialogs$.pipe(
    map((dialogs) => dialogs.find((dialog) => dialog.participants.filter(({ state }) => state !== 'dropped').length >= count)),
    filter((dialog) => dialog !== undefined),
  );
  return (await firstValueFrom(found$)).id;
};

async function conference(desk: Desk): Promise<string> {
  const id = await consulting(desk, '1001101');
  await desk.client.run({ type: 'conference', dialogId: id });
  return hasParties(desk, 3);
}

async function fourParties(desk: Desk): Promise<string> {
  const id = await conference(desk);
  await desk.client.run({ type: 'consult', dialogId: id, to: '1001102', intent: 'conference' });
  await answered(desk, '1001102');
  await desk.client.run({ type: 'conference', dialogId: id });
  return hasParties(desk, 4);
}

async function twoHeld(desk: Desk): Promise<string> {
  const id = await held(desk);
  await desk.sandbox.control.call({ from: SECOND_CUSTOMER, to: ME });
  const second = await inState(desk, 'alerting');
  await act(desk, second, 'answer');
  await act(desk, second, 'hold');
  await desk.client.run({ type: 'make-call', to: '1001101' });
  await answered(desk, '1001101');
  await inState(desk, 'active');
  return id;
}

// An agent whose team has after-call work; the customer hangs up first.
async function wrappingUp(desk: Desk, agentId = '1001003'): Promise<string> {
  await ready(desk, agentId);
  const { id: call } = await desk.sandbox.control.call({ from: CUSTOMER, queue: '5120', variables: DATA });
  const id = await inState(desk, 'alerting');
  await act(desk, id, 'answer');
  await desk.sandbox.control.act(call, { address: CUSTOMER, action: 'drop' });
  return inState(desk, 'wrap-up');
}

async function preview(desk: Desk): Promise<string> {
  await ready(desk);
  await desk.sandbox.control.call({ from: 'Renewals preview', to: ME, variables: CONTACT });
  await firstValueFrom(desk.client.dialogs$.pipe(filter((dialogs) => dialogs.length > 0)));
  return (await firstValueFrom(desk.client.dialogIds$))[0] ?? '';
}

async function offeredDirectly(desk: Desk): Promise<string> {
  await ready(desk);
  await desk.sandbox.control.call({ from: CUSTOMER, to: ME, callType: 'OUTBOUND_DIRECT_PREVIEW', variables: CONTACT });
  return inState(desk, 'alerting');
}

async function campaignCall(desk: Desk): Promise<string> {
  await act(desk, await preview(desk), 'accept');
  return inState(desk, 'active');
}

async function recording(desk: Desk): Promise<string> {
  const id = await talking(desk);
  await desk.client.run({ type: 'record', dialogId: id });
  return id;
}

const fault = (
  { sandbox }: Desk,
  target: string,
  toxic: Parameters<InPageSandbox['control']['startFault']>[0]['toxic'],
  args = {},
): Promise<unknown> => sandbox.control.startFault({ target, toxic, args });

/** What a list of contacts would have held. */
const CONTACT = {
  callVariable1: 'Renewal due in May',
  callVariable2: 'Family plan',
  BABuddyName: 'Sato,Hana',
  BAAccountNumber: 'ACC-7781',
};
/** What a routing script would have collected. */
const DATA = {
  callVariable1: 'ACC-7781',
  callVariable2: 'Family plan',
  callVariable3: 'Gold',
  callVariable4: '',
  'user.Segment': 'renewal',
};
const HARD_DATA = {
  callVariable1: 'A very long account name that somebody typed in by hand without ever pressing the return key once',
  callVariable2: 'نادية الحسيني',
  callVariable3: 'Wiederherstellungsgenehmigungsverfahrensverzeichnisnummer',
  callVariable4: 'https://crm.example/records/5f2c9a7e-88a1-4c7b-9f10-3f7c1d1b2a90?tab=history&from=desktop',
};

/** The scenes that stories are set in, each played on the sandbox by the real port. */
export const scenes = {
  noClient: { noClient: true },
  signedOut: {},
  refusedSignIn: {
    play: async (desk) => {
      await desk.client.run({ type: 'sign-in', agentId: ME, extension: ME, secret: new Secret('wrong') }).catch(() => {});
    },
  },
  refusedMobile: {
    play: async (desk) => {
      const mobile = { mode: 'nailed', number: '+12065550190' } as const;
      await desk.client.run({ type: 'sign-in', agentId: ME, extension: ME, secret: new Secret('cordboard'), mobile }).catch(() => {});
    },
  },
  notReady: { play: (desk) => signIn(desk) },
  ready: { play: (desk) => ready(desk) },
  longName: { play: (desk) => ready(desk, '1001007') },
  statePending: {
    play: async (desk) => {
      await ready(desk);
      await fault(desk, ME, 'accept_and_forget');
      desk.client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: '12' }).catch(() => {});
    },
  },
  stateAfterCall: {
    play: async (desk) => {
      await talking(desk);
      await desk.client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: '12' });
    },
  },
  ringing: { play: (desk) => ringing(desk) },
  talking: { play: (desk) => talking(desk) },
  talkingOnCcx: { world: 'ccx', play: (desk) => talking(desk) },
  hardData: { play: (desk) => talking(desk, HARD_DATA) },
  noData: { play: (desk) => talking(desk, {}) },
  dataPending: {
    play: async (desk) => {
      const id = await talking(desk);
      await fault(desk, ME, 'accept_and_forget');
      changeData(desk, id).catch(() => {});
      return id;
    },
  },
  // Nobody routed it: the platform protects its data.
  dataRefused: {
    play: async (desk) => {
      await ready(desk);
      await desk.sandbox.control.call({ from: CUSTOMER, to: ME, variables: DATA });
      const id = await inState(desk, 'alerting');
      await act(desk, id, 'answer');
      await changeData(desk, id).catch(() => {});
      return id;
    },
  },
  held: { play: (desk) => held(desk) },
  heldAndRinging: { play: (desk) => heldAndRinging(desk) },
  dialling: {
    play: async (desk) => {
      await signIn(desk);
      await desk.client.run({ type: 'make-call', to: '+12065550153' });
      return hasParties(desk, 1);
    },
  },
  wrongNumber: {
    play: async (desk) => {
      await signIn(desk);
      await desk.client.run({ type: 'make-call', to: '+12065550152' }).catch(() => {});
    },
  },
  callPending: {
    play: async (desk) => {
      const id = await talking(desk);
      await fault(desk, ME, 'accept_and_forget');
      act(desk, id, 'hold').catch(() => {});
      return id;
    },
  },
  consulting: { play: (desk) => consulting(desk) },
  conference: { play: (desk) => conference(desk) },
  fourParties: { play: (desk) => fourParties(desk) },
  twoHeld: { play: (desk) => twoHeld(desk) },
  // About the call that the agent talks in, where one or several wait.
  consultCall: {
    play: async (desk) => {
      await consulting(desk);
      return inState(desk, 'active');
    },
  },
  severalToJoin: {
    play: async (desk) => {
      await twoHeld(desk);
      return inState(desk, 'active');
    },
  },
  wrappingUp: { play: (desk) => wrappingUp(desk) },
  // An agent who has to give a reason.
  reasonNeeded: { play: (desk) => wrappingUp(desk, '1001004') },
  reasonSet: {
    play: async (desk) => {
      const id = await wrappingUp(desk, '1001004');
      await desk.client.run({ type: 'set-wrap-up', dialogId: id, reasons: ['Refund issued'] });
      return id;
    },
  },
  reasonsSet: {
    world: 'ccx',
    play: async (desk) => {
      const id = await talking(desk);
      await desk.client.run({ type: 'set-wrap-up', dialogId: id, reasons: ['Refund issued', 'Escalated to second line'] });
      return id;
    },
  },
  reasonPending: {
    play: async (desk) => {
      const id = await talking(desk);
      await fault(desk, ME, 'accept_and_forget');
      desk.client.run({ type: 'set-wrap-up', dialogId: id, reasons: ['Refund issued'] }).catch(() => {});
      return id;
    },
  },
  reasonRefused: {
    play: async (desk) => {
      const id = await talking(desk);
      await desk.client
        .run({ type: 'set-wrap-up', dialogId: id, reasons: ['A label that is longer than the platform takes'] })
        .catch(() => {});
      return id;
    },
  },
  preview: { play: (desk) => preview(desk) },
  directPreview: { world: 'ccx', play: (desk) => offeredDirectly(desk) },
  previewPending: {
    play: async (desk) => {
      const id = await preview(desk);
      await fault(desk, ME, 'accept_and_forget');
      act(desk, id, 'accept').catch(() => {});
      return id;
    },
  },
  // Until the customer answers.
  previewAccepted: {
    play: async (desk) => {
      const id = await preview(desk);
      await act(desk, id, 'accept');
      return id;
    },
  },
  campaignCall: { play: (desk) => campaignCall(desk) },
  callbackPromised: {
    play: async (desk) => {
      const id = await campaignCall(desk);
      await desk.client.run({ type: 'schedule-callback', dialogId: id, time: '2026-12-07T14:30', number: CUSTOMER });
      await desk.client.run({ type: 'reclassify', dialogId: id, classification: 'answering-machine' });
      return id;
    },
  },
  callbackRefused: {
    play: async (desk) => {
      const id = await campaignCall(desk);
      await desk.client.run({ type: 'schedule-callback', dialogId: id, number: '*99' }).catch(() => {});
      return id;
    },
  },
  recording: { world: 'ccx', play: (desk) => recording(desk) },
  linkDown: {
    play: async (desk) => {
      const id = await talking(desk);
      await fault(desk, 'rest', 'down');
      await fault(desk, 'xmpp', 'down');
      await fault(desk, `xmpp:${ME}`, 'reset_peer');
      await firstValueFrom(desk.client.link$.pipe(filter(({ state }) => state !== 'up')));
      return id;
    },
  },
  outOfService: {
    play: async (desk) => {
      const id = await talking(desk);
      await fault(desk, 'system', 'out_of_service', { reason: 'CTI server lost' });
      await firstValueFrom(desk.client.link$.pipe(filter(({ state }) => state === 'out-of-service')));
      return id;
    },
  },
  takenOver: {
    play: async (desk) => {
      const id = await talking(desk);
      await fault(desk, `xmpp:${ME}`, 'conflict');
      await firstValueFrom(desk.client.link$.pipe(filter(({ state }) => state === 'superseded')));
      return id;
    },
  },
  // A platform that mutes, knows what a consult is for, and lets calls be marked done.
  talkingWithMore: { platform: 'genesys', play: (desk) => talkingDirectly(desk) },
  muted: {
    platform: 'genesys',
    play: async (desk) => {
      const id = await talkingDirectly(desk);
      await act(desk, id, 'mute');
      return id;
    },
  },
  toBeMarkedDone: {
    platform: 'genesys',
    play: async (desk) => {
      const id = await talkingDirectly(desk);
      await act(desk, id, 'drop');
      return id;
    },
  },
} as const satisfies Readonly<Record<string, Scene>>;
