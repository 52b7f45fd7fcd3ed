import type { Decision } from './agent-requests.js';
import { isLocalTime } from './campaign-data.js';
import type { Call } from './call.js';
import type { Done } from './commands.js';
import type { ChangeContact, CreateContact, Dispose, OutreachCommand, ReserveContacts } from './outreach-commands.js';
import type { Disposition, PromisedCallback } from './outreach-model.js';
import type { Contact } from './outreach.js';
import { refuse, type Sim } from './sim.js';

const CHANGED: Done = { ok: true, outcome: 'changed' };
/** Longest comment that is kept. */
const MAX_COMMENTS = 4_000;

/** What comes of asking the list manager. It answers at once; nothing of it is refused later. */
export function decideOutreach(sim: Sim, command: OutreachCommand): Decision {
  if (!sim.agents.has(command.agentId)) return refuse('sync', 'unknown-agent', 'No such agent', { data: command.agentId });
  switch (command.type) {
    case 'dispose':
      return decideDispose(sim, command);
    case 'change-contact':
      return decideChange(sim, command);
    case 'create-contact':
      return decideCreate(sim, command);
    case 'reserve-contacts':
      return decideReserve(sim, command);
  }
}

const invalid = (data: string): Decision => refuse('sync', 'invalid-input', 'Not known, or not like that', { data });
const unknownContact = (key: string): Decision => refuse('sync', 'unknown-contact', 'Nobody on a list has this key', { data: key });

function decideDispose(sim: Sim, command: Dispose): Decision {
  const { world, outreach } = sim;
  const { callId, callOutcome, businessOutcome, callback, comments = '' } = command;
  const call = callId === undefined ? undefined : sim.calls.get(callId);
  if (callId !== undefined && !call && !sim.hasEnded(callId)) {
    return refuse('sync', 'unknown-call', 'There has been no such call', { data: callId });
  }
  const contact = command.contact === undefined ? outreach.aboutCall(callId ?? '') : outreach.contacts.get(command.contact);
  if (!contact && command.contact !== undefined) return unknownContact(command.contact);
  if (!contact && callId === undefined)
    return refuse('sync', 'parameter-missing', 'Neither a call nor a contact is named', { data: 'callId' });
  const outcome = world.outreach.callOutcomes.find(({ id }) => id === callOutcome);
  if (callOutcome !== undefined && !outcome) return invalid('callOutcome');
  if (businessOutcome !== undefined && !world.outreach.businessOutcomes.some(({ id }) => id === businessOutcome)) {
    return invalid('businessOutcome');
  }
  if (callback && !(isLocalTime(callback.start) && isLocalTime(callback.end) && callback.start <= callback.end)) return invalid('callback');
  if (callback && callback.mode !== '' && !world.outreach.modes.some(({ id }) => id === callback.mode)) return invalid('callback.mode');
  if (comments.length > MAX_COMMENTS) return invalid('comments');
  return () => {
    const said = note(sim, command, contact ?? null);
    if (contact) keep(sim, contact, said);
    const live = call && !call.reservation ? call : callAbout(sim, callId);
    if (live) tellPhones(sim, live, said, contact, outcome?.classification || null);
    return CHANGED;
  };
}

// What is said of the offer is said of the call that it led to.
function callAbout(sim: Sim, callId: string | undefined): Call | undefined {
  const attempt = callId === undefined ? undefined : sim.outreach.attemptOf(callId);
  return [...sim.calls.values()].find((call) => call.attemptId === attempt && !call.reservation);
}

function note(sim: Sim, command: Dispose, contact: Contact | null): Disposition {
  const { dispositions } = sim.outreach;
  const callId = command.callId === undefined ? '' : sim.outreach.attemptOf(command.callId);
  const id = callId || `contact ${contact?.key ?? ''}`;
  const before = dispositions.get(id);
  const { callback } = command;
  const promised: PromisedCallback | null = callback
    ? { start: callback.start, end: callback.end, mode: callback.mode, agentId: callback.personal ? command.agentId : null }
    : null;
  const said: Disposition = {
    callId,
    contact: contact?.key ?? null,
    agentId: command.agentId,
    at: sim.now(),
    callOutcome: command.callOutcome ?? before?.callOutcome ?? null,
    businessOutcome: command.businessOutcome ?? before?.businessOutcome ?? null,
    callback: promised ?? before?.callback ?? null,
    doNotCall: command.doNotCall ?? before?.doNotCall ?? false,
    comments: command.comments ?? before?.comments ?? '',
    leadScore: command.leadScore ?? before?.leadScore ?? null,
    targetAmount: command.targetAmount ?? before?.targetAmount ?? null,
  };
  dispositions.set(id, said);
  sim.emit({ type: 'disposition', disposition: said });
  return said;
}

function keep(sim: Sim, contact: Contact, said: Disposition): void {
  contact.callback = said.callback ?? contact.callback;
  contact.doNotCall ||= said.doNotCall;
  contact.reservedBy = null;
  sim.emit({ type: 'contact', contact: contact.view() });
}

// The telephone side hears of what it has words for.
function tellPhones(sim: Sim, call: Call, said: Disposition, contact: Contact | undefined, classification: Call['classification']): void {
  const number = contact?.phones.find(({ mode }) => mode === said.callback?.mode)?.number ?? null;
  if (classification) {
    call.classification = classification;
    call.variables.set({ BAResponse: classification });
  }
  if (said.callback) call.callback = { time: said.callback.start, number };
  if (classification || said.callback) sim.publish(call);
}

function decideChange(sim: Sim, { contact: key, fields = {}, phone }: ChangeContact): Decision {
  const contact = sim.outreach.contacts.get(key);
  if (!contact) return unknownContact(key);
  const wrong = Object.keys(fields).find((name) => !contact.fields.get(name)?.editable);
  if (wrong !== undefined) return invalid(wrong);
  if (phone && !(sim.world.outreach.modes.some(({ id }) => id === phone.mode) && isNumber(phone.number))) return invalid('phone');
  return () => {
    for (const [name, value] of Object.entries(fields)) {
      const field = contact.fields.get(name);
      if (field) contact.fields.set(name, { ...field, value });
    }
    if (phone) {
      const { mode, number, alone } = phone;
      contact.phones = [...(alone ? [] : contact.phones.filter((each) => each.mode !== mode)), { mode, number }];
    }
    sim.emit({ type: 'contact', contact: contact.view() });
    return CHANGED;
  };
}

function decideCreate(sim: Sim, { campaign, fields, phones }: CreateContact): Decision {
  if (!sim.world.campaigns.some(({ id }) => id === campaign)) {
    return refuse('sync', 'unknown-campaign', 'No such campaign', { data: campaign });
  }
  if (phones.length === 0 || !phones.every(({ number }) => isNumber(number))) return invalid('phones');
  return () => {
    const contact = sim.outreach.create(campaign, fields, phones);
    sim.emit({ type: 'contact', contact: contact.view() });
    return { ...CHANGED, contact: contact.key };
  };
}

function decideReserve(sim: Sim, { agentId, contacts, reserved }: ReserveContacts): Decision {
  const found = contacts.map((key) => sim.outreach.contacts.get(key));
  const missing = contacts.find((_key, index) => !found[index]);
  if (missing !== undefined) return unknownContact(missing);
  return () => {
    for (const contact of found) {
      if (!contact || (contact.reservedBy !== null && contact.reservedBy !== agentId)) continue;
      contact.reservedBy = reserved ? agentId : null;
      sim.emit({ type: 'contact', contact: contact.view() });
    }
    return CHANGED;
  };
}

function isNumber(text: string): boolean {
  return /^\+?[0-9]{3,24}$/.test(text);
}
