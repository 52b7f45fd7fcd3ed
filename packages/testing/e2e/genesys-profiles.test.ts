import { DesktopClient, ownParticipant, Secret, type Dialog, type ParticipantState } from '@cordboard/core';
import '@cordboard/elements/dialog-controls/define';
import { BridgeWire, GenesysPort, WebWire, type AisWire } from '@cordboard/genesys';
import { startInPage, type InPageSandbox } from '@cordboard/sandbox/page';
import { until } from '@cordboard/testing';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';

// The same buttons on telephone systems that differ, on either wire: which may be used goes by what each system lists and by nothing else.
// Typed by hand.

type Profiles = Parameters<InPageSandbox['control']['setSwitch']>[0];
type Buttons = Readonly<Record<string, string>>;

const ME = '1001001';
const COLLEAGUE = '1001002';
const CUSTOMER = '+12065550142';
/** May be used. */
const READY = '';

const NOT_OFFERED = 'The platform does not offer it now';
const ANSWER_FIRST = 'Answer the call first';
const NOT_ANSWERED = 'The other side has not answered yet';
const ANSWERED = 'Already answered';
const NEEDS_TWO = 'Needs a second call';
const NOT_OVER = 'The call is not over yet';
const ON_HOLD = 'The call is on hold';
const OVER = 'The call has ended';

const RINGING: Buttons = {
  Answer: READY,
  End: ANSWER_FIRST,
  Hold: ANSWER_FIRST,
  Consult: ANSWER_FIRST,
  Conference: ANSWER_FIRST,
  Transfer: ANSWER_FIRST,
  'Transfer now': ANSWER_FIRST,
  Mute: ANSWER_FIRST,
  'Mark done': NOT_OVER,
};
const DIALLING: Buttons = {
  Answer: NOT_ANSWERED,
  End: READY,
  Hold: READY,
  Consult: NOT_ANSWERED,
  Conference: NOT_ANSWERED,
  Transfer: NOT_ANSWERED,
  'Transfer now': NOT_ANSWERED,
  Mute: NOT_ANSWERED,
  'Mark done': NOT_OVER,
};
const TALKING: Buttons = {
  Answer: ANSWERED,
  End: READY,
  Hold: READY,
  Consult: READY,
  Conference: NEEDS_TWO,
  Transfer: NEEDS_TWO,
  'Transfer now': READY,
  Mute: READY,
  'Mark done': NOT_OVER,
};
const CONSULTING: Buttons = {
  Answer: ANSWERED,
  End: NOT_OFFERED,
  Swap: READY,
  Consult: ON_HOLD,
  // The consult was begun for a transfer.
  Conference: NOT_OFFERED,
  Transfer: READY,
  'Transfer now': ON_HOLD,
  Mute: ON_HOLD,
  'Mark done': NOT_OVER,
};
const ENDED: Buttons = {
  ...Object.fromEntries(['Answer', 'End', 'Hold', 'Consult', 'Conference', 'Transfer', 'Transfer now', 'Mute'].map((name) => [name, OVER])),
  'Mark done': READY,
};

const without = (buttons: Buttons, ...names: readonly string[]): Buttons =>
  Object.fromEntries(Object.entries(buttons).filter(([name]) => !names.includes(name)));

type Situation = 'ringing' | 'dialling' | 'talking' | 'consulting' | 'consult rings' | 'ended';

interface Row {
  readonly profiles: Profiles;
  readonly situation: Situation;
  readonly buttons: Buttons;
  /** What is otherwise on Web Services, besides the keypad that they have; `undefined` for what is not there. */
  readonly web?: Readonly<Record<string, string | undefined>>;
}

/** Tones are an operation of the Web Services, listed while the agent talks. */
const KEYPAD: Readonly<Record<Situation, string>> = {
  ringing: ANSWER_FIRST,
  dialling: NOT_ANSWERED,
  talking: READY,
  consulting: ON_HOLD,
  'consult rings': ON_HOLD,
  ended: OVER,
};

const ROWS: readonly Row[] = [
  { profiles: ['full'], situation: 'ringing', buttons: RINGING },
  { profiles: ['full'], situation: 'dialling', buttons: DIALLING },
  { profiles: ['full'], situation: 'talking', buttons: TALKING },
  { profiles: ['full'], situation: 'consulting', buttons: CONSULTING },
  { profiles: ['full'], situation: 'ended', buttons: ENDED },
  { profiles: ['noCtiAnswer'], situation: 'ringing', buttons: { ...RINGING, Answer: NOT_OFFERED } },
  { profiles: ['canReject'], situation: 'ringing', buttons: { ...RINGING, End: READY } },
  { profiles: ['outgoingRinging'], situation: 'dialling', buttons: { ...DIALLING, Hold: NOT_ANSWERED } },
  { profiles: ['noHoldWhileDialing'], situation: 'dialling', buttons: { ...DIALLING, Hold: NOT_ANSWERED } },
  {
    profiles: ['noHold'],
    situation: 'talking',
    buttons: { ...without(TALKING, 'Consult'), Hold: NOT_OFFERED, 'Conference now': READY },
  },
  {
    profiles: ['noSingleStep'],
    situation: 'talking',
    buttons: { ...without(TALKING, 'Transfer now'), 'Mute transfer': READY },
    web: { 'Mute transfer': undefined, 'Transfer now': NOT_OFFERED },
  },
  {
    profiles: ['muteOnlyTransfer', 'noConference'],
    situation: 'talking',
    buttons: { ...without(TALKING, 'Transfer now'), Consult: NOT_OFFERED, 'Mute transfer': READY },
    web: { 'Mute transfer': undefined, 'Transfer now': NOT_OFFERED },
  },
  { profiles: ['completeEither'], situation: 'consulting', buttons: { ...CONSULTING, Conference: READY } },
  {
    profiles: ['blindComplete'],
    situation: 'consult rings',
    buttons: { ...without(CONSULTING, 'Swap'), Conference: NOT_ANSWERED, Retrieve: NOT_OFFERED },
  },
];

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

type Connect = (played: InPageSandbox, id: string) => AisWire;

const WIRES: Readonly<Record<'the bridge' | 'Web Services', Connect>> = {
  'the bridge': (played) =>
    new BridgeWire({ url: `${played.url}ais`, environment: { fetch: (url, init) => played.environment.fetch(url, init) } }),
  // A sandbox in the page sets no cookies: it knows who asks by the credentials.
  'Web Services': (played, id) =>
    new WebWire({
      url: `${played.url}api/v2`,
      environment: {
        fetch(url, init) {
          const headers = new Headers(init.headers);
          headers.set('Authorization', `Basic ${btoa(`${id}:cordboard`)}`);
          return played.environment.fetch(url, { ...init, headers });
        },
      },
    }),
};

async function agent(played: InPageSandbox, id: string, connect: Connect): Promise<DesktopClient> {
  const wire = connect(played, id);
  const client = new DesktopClient(new GenesysPort({ wire, limits: { spreadMs: 1, baseMs: 1, capMs: 1 } }));
  open.push(() => client.close());
  client.connect();
  await until(client.link$, 'credentials wanted', ({ state }) => state === 'sign-in-needed');
  await client.run({ type: 'sign-in', agentId: id, extension: id, secret: new Secret('cordboard') });
  return client;
}

/** The one call whose own leg is so. */
async function callOf(client: DesktopClient, state: ParticipantState, kind: Dialog['kind'] = 'call'): Promise<string> {
  const fits = (dialog: Dialog): boolean => dialog.kind === kind && ownParticipant(dialog)?.state === state;
  return (await until(client.dialogs$, `a ${kind} ${state}`, (all) => all.some(fits))).find(fits)!.id;
}

/** Brings the agent into the situation; the call that it is about. */
async function bring(played: InPageSandbox, client: DesktopClient, situation: Situation, connect: Connect): Promise<string> {
  const colleague = situation === 'ringing' || situation === 'talking' ? undefined : await agent(played, COLLEAGUE, connect);
  if (situation === 'dialling') {
    await client.run({ type: 'make-call', to: COLLEAGUE });
    await callOf(colleague!, 'alerting');
    return callOf(client, 'initiated');
  }
  played.engine.execute({ type: 'place-call', from: CUSTOMER, to: ME });
  const id = await callOf(client, 'alerting');
  if (situation === 'ringing') return id;
  // Where the desktop may not answer, it is done at the phone.
  played.engine.execute({ type: 'call-action', callId: played.engine.calls()[0]!.id, address: ME, action: 'answer' });
  await callOf(client, 'active');
  if (situation === 'talking') return id;
  if (situation === 'ended') {
    await client.run({ type: 'dialog-action', dialogId: id, action: 'drop' });
    return id;
  }
  await client.run({ type: 'consult', dialogId: id, to: COLLEAGUE, intent: 'transfer' });
  const there = await callOf(colleague!, 'alerting');
  if (situation === 'consult rings') return id;
  await colleague!.run({ type: 'dialog-action', dialogId: there, action: 'answer' });
  await callOf(client, 'active', 'consult');
  return id;
}

function shown(root: ShadowRoot): Buttons {
  const told = (button: Element): string => {
    if (button.getAttribute('aria-disabled') !== 'true') return READY;
    return root.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent?.trim() ?? 'no reason';
  };
  return Object.fromEntries([...root.querySelectorAll('button[data-place]')].map((button) => [button.textContent?.trim(), told(button)]));
}

for (const [name, connect] of Object.entries(WIRES)) {
  describe(`the same buttons on telephone systems that differ, by way of ${name}`, () => {
    for (const { profiles, situation, ...row } of ROWS) {
      const buttons = connect === WIRES['the bridge'] ? row.buttons : onWeb(row, situation);
      it(`${profiles.join(', ')}: ${situation}`, async () => {
        const played = startInPage({ globals: false });
        open.push(() => played.close());
        await played.control.setSwitch(profiles);
        const client = await agent(played, ME, connect);
        const id = await bring(played, client, situation, connect);
        const el = await fixture(html`<dialog-controls dialog-id=${id} .client=${client}></dialog-controls>`);
        const now = (): string => JSON.stringify(sorted(shown(el.shadowRoot!)));
        await waitUntil(() => now() === JSON.stringify(sorted(buttons)), '', { timeout: 4_000 }).catch(() => undefined);
        expect(sorted(shown(el.shadowRoot!))).to.deep.equal(sorted(buttons));
      });
    }

    it('change while a call goes on, with the next word of the system, and not before', async () => {
      const played = startInPage({ globals: false });
      open.push(() => played.close());
      const client = await agent(played, ME, connect);
      const id = await bring(played, client, 'talking', connect);
      const el = await fixture(html`<dialog-controls dialog-id=${id} .client=${client}></dialog-controls>`);
      await waitUntil(() => shown(el.shadowRoot!)['Hold'] === READY);
      await played.control.setSwitch(['noHold']);
      await client.run({ type: 'dialog-action', dialogId: id, action: 'mute' });
      await waitUntil(() => shown(el.shadowRoot!)['Hold'] === NOT_OFFERED);
      expect(shown(el.shadowRoot!)['Unmute']).to.equal(READY);
    });
  });
}

function onWeb({ buttons, web = {} }: Pick<Row, 'buttons' | 'web'>, situation: Situation): Buttons {
  const all = { ...buttons, Keypad: KEYPAD[situation], ...web };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function sorted(buttons: Buttons): readonly string[] {
  return Object.entries(buttons)
    .map(([name, why]) => `${name}: ${why || 'ready'}`)
    .sort();
}
