import {
  AmazonPort,
  FrameTransport,
  LcmDesk,
  lcmReads,
  lcmWrites,
  manualDial,
  manualDialEvents,
  salesforce,
  SalesforceDesk,
  SharedTransport,
} from '@cordboard/acqueon';
import { DesktopClient, ownParticipant, Secret, type DesktopError, type Dialog } from '@cordboard/core';
import { AS_DOCUMENTED, type BusQuirks } from '@cordboard/sandbox';
import { busInPage, startInPage, type InPageSandbox } from '@cordboard/sandbox/page';
import { until } from '@cordboard/testing';
import { expect } from '@open-wc/testing';
import { firstValueFrom } from 'rxjs';

// A widget with a port and two desks on one registration, against the Workspace of the sandbox, which was written without knowing them.

const WORKSPACE = 'https://workspace.sandbox.example';
const ME = '1001001';
const CUSTOMER = '+12065550142';
const TAIL = { UserID: ME, AgentComments: 'Call after lunch', LeadScore: 5, TargetAmount: 0 };

for (const [how, quirks] of [
  ['clean', {}],
  ['as the samples are spelt', AS_DOCUMENTED],
  ['bare', { bare: true }],
  ['with everything under data', { payloadInData: true }],
] as const satisfies readonly (readonly [string, Partial<BusQuirks>])[]) {
  describe(`campaigns and a CRM beside the calls of a Workspace, ${how}`, function () {
    this.timeout(20_000);
    let played: InPageSandbox;
    let client: DesktopClient;
    let campaigns: LcmDesk;
    let crm: SalesforceDesk;
    let dialog: Dialog;
    let registrations: number;
    const open: { close(): void }[] = [];

    beforeEach(async () => {
      played = startInPage({ globals: false });
      await played.control.moveClock({ rate: 10 });
      const workspace = played.sandbox.openWorkspace({ ...quirks, agentId: ME });
      const bus = busInPage(workspace, WORKSPACE);
      registrations = 0;
      const post = bus.peer.postMessage.bind(bus.peer);
      bus.peer.postMessage = (packet, origin) => {
        if (JSON.stringify(packet).includes('"Register"')) registrations++;
        post(packet, origin);
      };
      const frames = new FrameTransport({ workspaceOrigin: WORKSPACE, appName: 'widget', peer: bus.peer, receiver: bus.receiver });
      const transport = new SharedTransport(frames, ['Amazon', 'LCM', 'Salesforce', 'UI']);
      client = new DesktopClient(new AmazonPort({ transport, appName: 'widget' }));
      campaigns = new LcmDesk({ transport, appName: 'widget', channels: ['LCM', 'Amazon', 'UI'] });
      crm = new SalesforceDesk({ transport, appName: 'widget' });
      open.push(played, workspace, bus, client, campaigns, crm);
      for (const each of [client, campaigns, crm]) each.connect();
      await until(client.link$, 'registered', ({ state }) => state === 'sign-in-needed' || state === 'up');
      await client.run({ type: 'sign-in', agentId: ME, extension: ME, secret: new Secret('not asked for') });
      await until(client.link$, 'up', ({ state }) => state === 'up');
      await client.run({ type: 'set-agent-state', state: 'ready' });
    });
    afterEach(() => {
      for (const each of open.splice(0).reverse()) each.close();
    });

    /** A campaign's customer is on the line. */
    async function talking(): Promise<{ readonly callid: string; readonly AccountNumber: string }> {
      played.engine.execute({ type: 'offer-contact', campaign: '31', customer: CUSTOMER, target: ME });
      const offers = await until(client.dialogs$, 'an offer', (all) => all.some(({ kind }) => kind === 'reservation'));
      await client.run({ type: 'dialog-action', dialogId: offers[0]!.id, action: 'accept' });
      const calls = await until(client.dialogs$, 'a call', (all) => all.some((each) => ownParticipant(each)?.state === 'active'));
      dialog = calls.find((each) => ownParticipant(each)?.state === 'active')!;
      const AccountNumber = dialog.variables.find(({ name }) => /accountnumber$/i.test(name))?.value ?? '';
      expect(AccountNumber).not.to.equal('');
      return { callid: dialog.id, AccountNumber };
    }

    it('registers once', async () => {
      await firstValueFrom(campaigns.link$);
      expect(registrations).to.equal(1);
    });

    it('reads who is on the line, and what may become of it', async () => {
      const call = await talking();
      const [fields, pop, outcomes, business, modes, contactModes, information, blocks] = await Promise.all([
        campaigns.ask(lcmReads.contactDetail, call),
        campaigns.ask(lcmReads.screenPop, call),
        campaigns.ask(lcmReads.callOutcomes, { callid: call.callid }),
        campaigns.ask(lcmReads.businessOutcomes, call),
        campaigns.ask(lcmReads.callbackModes, call),
        campaigns.ask(lcmReads.contactModes, call),
        campaigns.ask(lcmReads.modeInformation, call),
        campaigns.ask(lcmReads.doNotCallFields, call),
      ]);
      expect(fields.length).to.be.greaterThan(0);
      for (const { FieldName, Value } of fields) expect(pop[FieldName]).to.equal(Value);
      expect(blocks).to.deep.equal(fields.map(({ FieldName }) => FieldName));
      expect(outcomes.map(({ OutComeID }) => OutComeID)).to.include.members(['0', '3', '4', '5']);
      expect(business.find(({ OutComeID }) => OutComeID === '101')).to.deep.include({ Description: 'Renewed', LeadScore: 10 });
      const children = await campaigns.ask(lcmReads.businessOutcomesOf, { ...call, ParentBusinessOutcomeId: '101' });
      expect(children.map(({ ParentID }) => ParentID)).to.deep.equal(['101']);
      const byHand = await campaigns.ask(lcmReads.outcomesOfGroup, { callid: '', type: 'MANUAL' });
      expect(byHand.map(({ OutComeID }) => OutComeID)).to.deep.equal(['201', '202']);
      expect(modes[0]).to.deep.include({ MinLength: 7, MaxLength: 15 });
      expect(contactModes.map(({ CValue }) => CValue)).to.include(CUSTOMER);
      expect(information).to.deep.include({ CampaignId: '31', ContactNumber: CUSTOMER });
      expect(information.DispositionRequired).to.be.a('boolean');
    });

    it('says what became of the call, and promises another', async () => {
      const call = await talking();
      await campaigns.ask(lcmWrites.businessOutcome, { ...call, OutcomeId: 101, ...TAIL });
      const when = { StartDate: '04/03/2031', EndDate: '04/03/2031', StartTime: '13:00', EndTime: '13:30' };
      const [mode] = await campaigns.ask(lcmReads.callbackModes, call);
      await campaigns.ask(lcmWrites.personalCallback, { ...call, ...when, CallbackModeID: Number(mode?.ModeID), ...TAIL });
      const overlap = (time: string, until: string) =>
        campaigns.ask(lcmReads.callbackOverlap, {
          ...call,
          StartFromDate: '04/03/2031',
          StartToDate: '04/03/2031',
          StartFromTime: time,
          StartToTime: until,
          UserID: ME,
        });
      expect((await overlap('13:15', '13:45')).IsOverlap).to.equal(true);
      expect((await overlap('15:00', '15:30')).IsOverlap).to.equal(false);
      const contact = played.engine.contact(call.AccountNumber);
      expect(contact?.callback).to.deep.include({ agentId: ME, start: '2031-03-04T13:00' });
    });

    it('is refused for a call that there is not, and for an outcome that there is not', async () => {
      const call = await talking();
      const codeOf = (asked: Promise<unknown>) =>
        asked.then(
          () => 'done',
          ({ code }: DesktopError) => code,
        );
      expect(await codeOf(campaigns.ask(lcmReads.callOutcomes, { callid: '1' }))).to.equal('not-found');
      expect(await codeOf(campaigns.ask(lcmWrites.businessOutcome, { ...call, OutcomeId: 999_999, ...TAIL }))).to.equal('refused');
    });

    it('blocks a customer, where the answer is inferred by both sides', async () => {
      const { AccountNumber } = await talking();
      await campaigns.ask(lcmWrites.doNotCall, { AccountNumber, OutcomeID: '5', BusinessOutcome: 103, LeadScore: 0 });
      expect(played.engine.contact(AccountNumber)?.doNotCall).to.equal(true);
    });

    it('dials by hand: the softphone beside it hears the number', async () => {
      const contacts = await campaigns.ask(lcmReads.reservedContacts, {
        AgentID: ME,
        NumberOfContactsRequired: 2,
        Consent: true,
        ReservedContacts: false,
      });
      expect(contacts.length).to.be.within(1, 2);
      const heard = firstValueFrom(campaigns.on(manualDialEvents.dial));
      campaigns.tell(manualDial.dial, { PhoneNumber: contacts[0]!.PhoneNumber });
      expect((await heard).PhoneNumber).to.equal(contacts[0]!.PhoneNumber);
    });

    it('dials the number that was clicked in the CRM', async () => {
      crm.clickToDial$.subscribe(({ number }) => void client.run({ type: 'make-call', to: number }));
      played.sandbox.crm.click(CUSTOMER);
      const isCustomer = ({ address }: { readonly address?: string }) => address === CUSTOMER;
      await until(client.dialogs$, 'the customer', (all) => all.some(({ participants }) => participants.some(isCustomer)));
    });

    it('hears of the record of a call, changes it, and looks whether it is closed', async () => {
      const made = firstValueFrom(crm.objectCreated$);
      await talking();
      const { callId = '', Name = '', OId = '', sfid = '' } = await made;
      const updated = await crm.ask(salesforce.updateObject, { callId, Name, OId, sfid, params: { Status: 'Completed' } });
      expect(updated.raw['Status']).to.equal('Completed');
      expect((await crm.ask(salesforce.checkTask, { workid: sfid })).isClosed).to.equal(true);
      const wrong = crm.ask(salesforce.updateObject, { callId, Name, OId, sfid, params: { Nonsense: '1' } });
      expect(await wrong.catch((error: unknown) => error)).to.deep.include({
        code: 'refused',
        cause: { message: 'A field is not mapped in the rules.' },
      });
      crm.tell(salesforce.openObject, { sfid });
    });
  });
}
