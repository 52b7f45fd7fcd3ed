import type { ContactView, WorldBusinessOutcome, WorldContactPhone } from '../../engine/index.js';
import { word } from '../messages.js';
import type { LcmOperation, LcmOperations, LcmRequest } from './operation.js';
import { localTime } from './times.js';

const needed = (answer: string, run: LcmOperation['run']): LcmOperation => ({ answer, call: 'needed', run });

/** Telephone numbers' lengths: those of E.164. */
const MIN_LENGTH = 7;
const MAX_LENGTH = 15;

/** What is only looked up (the pages are named by their slugs in the handbook of the channel). */
export const READS: LcmOperations = new Map<string, LcmOperation>([
  ['getcontactdetail', needed('ContactDetail', ({ contact }) => (contact?.fields ?? []).map(detailOf))],
  ['getscreenpopdata', needed('ScreenPopData', ({ contact }) => screenPop(contact))],
  ['getcalloutcome', needed('CallOutCome', callOutcomes)],
  // A getter in spite of its name; it comes without a call (set-call-outcome-offline).
  ['setcalloutcomeoffline', { answer: 'SetCallOutComeOfflineResponse', call: 'none', run: callOutcomes }],
  ['getbusinessoutcome', needed('BusinessOutCome', (request) => businessOutcomes(request, ({ group }) => group === ''))],
  ['getbusinessoutcomeparent', needed('BusinessOutcomeParent', childrenOf)],
  ['getoutcomebyoutcomegroup', { answer: 'BusinessOutCome', call: 'any', run: outcomesOfGroup }],
  ['getcallbackmodes', needed('CallBackModes', callbackModes)],
  ['getcontactmodes', { answer: 'SetContactModes', call: 'any', run: (request) => ({ Contactmodes: contactModes(request) }) }],
  ['getmodeinformation', needed('GetModeInformationResult', modeInformation)],
  ['getdncbussfield', needed('DNCBussField', ({ contact }) => (contact?.fields ?? []).map(({ name }) => name))],
  ['scheduledcallbackoverlap', { answer: 'ScheduledCallBackOverlapResult', call: 'needed', run: overlap, flat: true }],
  ['getcampaignsformcdrequest', { answer: 'SetCampaignsForMCDResponse', call: 'none', run: campaignsFor }],
  ['getagentcallcount', { answer: 'AgentCallCount', call: 'none', run: callCount }],
]);

function detailOf({ name, value, type, format, editable }: ContactView['fields'][number]): object {
  return { FieldName: name, Value: value, DataType: type, Format: format, Editable: editable };
}

function screenPop(contact: ContactView | undefined): object {
  return Object.fromEntries((contact?.fields ?? []).map(({ name, value }) => [name, value]));
}

function callOutcomes({ engine }: LcmRequest): readonly object[] {
  return engine.world.outreach.callOutcomes.map(({ id, description }) => ({ OutComeID: id, Description: description }));
}

// Texts throughout, as printed; a parent may be null.
function businessOutcomes({ engine, contact }: LcmRequest, wanted: (outcome: WorldBusinessOutcome) => boolean): readonly object[] {
  const here = contact?.campaign;
  return engine.world.outreach.businessOutcomes
    .filter((outcome) => wanted(outcome) && (outcome.campaign === '' || here === undefined || outcome.campaign === here))
    .map(({ id, description, campaign, leadScore, parent }) => ({
      OutComeID: id,
      Description: description,
      CampaignID: campaign || (here ?? ''),
      LeadScore: String(leadScore),
      ParentID: parent || null,
    }));
}

function childrenOf(request: LcmRequest): readonly object[] {
  const parent = word(request.data, 'ParentBusinessOutcomeId');
  return businessOutcomes(request, (outcome) => parent !== '' && outcome.parent === parent);
}

function outcomesOfGroup(request: LcmRequest): readonly object[] {
  const group = word(request.data, 'type').toUpperCase();
  return businessOutcomes(request, (outcome) => group !== '' && outcome.group.toUpperCase() === group);
}

function callbackModes({ engine, contact }: LcmRequest): readonly object[] {
  return engine.world.outreach.modes.map(({ id, description }) => ({
    ModeID: id,
    Description: description,
    ChannelType: 'Voice',
    MinLength: MIN_LENGTH,
    MaxLength: MAX_LENGTH,
    Cvalue: contact?.phones.find(({ mode }) => mode === id)?.number ?? '',
    PEWC: contact?.consent === false,
    CampaignPEWC: false,
  }));
}

function contactModes({ engine, contact }: LcmRequest): readonly object[] {
  return (contact?.phones ?? []).map(({ mode, number }) => ({
    ModeID: mode,
    ModeDesc: modeName(engine, mode),
    CampaignID: contact?.campaign ?? '',
    CValue: number,
    ModeDialingStartTime: '08:00',
    ModeDialingEndTime: '20:00',
    TimeZone: 'UTC',
    TimeZone1: '',
    TimeZone2: '',
    TimeZone3: '',
    PEWC: contact?.consent === false,
    AreaCode: '',
    ZipCode: '',
  }));
}

function modeInformation({ engine, contact, callId }: LcmRequest): object {
  const first = contact?.phones[0];
  const campaign = engine.world.campaigns.find(({ id }) => id === contact?.campaign);
  return {
    CampaignId: campaign?.id ?? '',
    ModeName: first ? modeName(engine, first.mode) : '',
    ContactID: contactId(contact),
    Timezone: 'UTC',
    ContactNumber: first?.number ?? '',
    CampaignCategoryName: campaign?.name ?? '',
    CallId: callId,
    GMTDeviation: '0',
    DispositionRequired: campaign !== undefined && engine.world.outreach.dispositionRequired.includes(campaign.id),
    DNCPeriodType: 'Days',
    DNCDays: '30',
    DNCEOD: false,
    CustomerDNCTZEnabled: false,
  };
}

// Another promise of the same agent's in the same time.
function overlap({ engine, agentId, data }: LcmRequest): object {
  const start = localTime(word(data, 'StartFromDate'), word(data, 'StartFromTime'));
  const end = localTime(word(data, 'StartToDate') || word(data, 'StartFromDate'), word(data, 'StartToTime'));
  if (start === undefined || end === undefined) return { RequestResult: false, IsOverlap: false };
  const whose = word(data, 'UserID') || agentId;
  const promised = engine.contacts().flatMap(({ callback }) => (callback?.agentId === whose ? [callback] : []));
  return { RequestResult: true, IsOverlap: promised.some((each) => each.start < end && start < each.end) };
}

function campaignsFor({ engine, agentId, data }: LcmRequest): readonly object[] {
  const [number, key] = [word(data, 'ANI'), word(data, 'LCMKey')];
  const CallType = word(data, 'CallType') || 'INBOUND';
  return engine
    .contacts()
    .filter((contact) => (key === '' ? contact.phones.some((phone) => isSame(phone, number)) : contact.key === key))
    .map((contact) => ({
      CampaignId: contact.campaign,
      CampaignName: engine.world.campaigns.find(({ id }) => id === contact.campaign)?.name ?? '',
      ContactID: contactId(contact),
      CallType,
      AgentID: agentId,
      Mode: contact.phones[0]?.mode ?? '',
      PhoneNo: number || (contact.phones[0]?.number ?? ''),
      AccountNumber: contact.key,
    }));
}

function callCount({ engine, agentId, data }: LcmRequest): object {
  const whose = word(data, 'UserID') || agentId;
  const contacts = engine.contacts();
  const personal = contacts.filter(({ callback }) => callback?.agentId === whose).length;
  const regular = contacts.filter(({ callback, reservedBy, doNotCall }) => !callback && reservedBy === null && !doNotCall).length;
  const reserved = contacts.some(({ reservedBy }) => reservedBy === whose);
  return { PCBCount: String(personal), RegularCount: String(regular), IsAgentReserved: String(reserved) };
}

/** The number by which the list manager knows a contact: the sixth part of the key, which is told as it is. */
export function contactId(contact: ContactView | undefined): string {
  return contact?.key.split('|')[5] ?? '';
}

function modeName(engine: LcmRequest['engine'], mode: string): string {
  return engine.world.outreach.modes.find(({ id }) => id === mode)?.description ?? '';
}

function isSame(phone: WorldContactPhone, number: string): boolean {
  return number !== '' && phone.number.replace(/^\+/, '') === number.replace(/^\+/, '');
}
