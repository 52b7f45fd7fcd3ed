import { list, oneOf, optional, record, text, truth, whole, type Fields } from './read-json.js';
import type { Classification } from './model.js';

/** What became of an attempt to reach somebody, in the words of the list manager. */
export interface WorldCallOutcome {
  readonly id: string;
  readonly description: string;
  /** What the telephone side knows it as; empty when it has no word for it. */
  readonly classification: Classification | '';
}

/** What a conversation came to. */
export interface WorldBusinessOutcome {
  readonly id: string;
  readonly description: string;
  /** Id of the campaign that it belongs to; empty: all. */
  readonly campaign: string;
  /** Id of the outcome that it is a kind of; empty: none. */
  readonly parent: string;
  /** Name of the group for calls that no campaign made, such as `MANUAL`; empty: none. */
  readonly group: string;
  readonly leadScore: number;
}

/** A way in which a contact can be reached: which of their numbers. */
export interface WorldContactMode {
  readonly id: string;
  readonly description: string;
}

/** One field of what is known about a contact. */
export interface WorldContactField {
  readonly name: string;
  readonly value: string;
  readonly type: 'String' | 'Number' | 'Date';
  /** How the value is written, such as `DD/MM/YYYY`; may be empty. */
  readonly format: string;
  readonly editable: boolean;
}

/** One of a contact's numbers. */
export interface WorldContactPhone {
  /** Id of the mode. */
  readonly mode: string;
  readonly number: string;
}

/** Somebody on a campaign's list. */
export interface WorldCampaignContact {
  /** The list manager's key; opaque. */
  readonly key: string;
  /** Id of the campaign. */
  readonly campaign: string;
  readonly fields: readonly WorldContactField[];
  /** The first is the one that the campaign calls. */
  readonly phones: readonly WorldContactPhone[];
  /** Whether they may be dialled by a machine. */
  readonly consent: boolean;
}

/** What the list manager of the campaigns knows. */
export interface WorldOutreach {
  readonly callOutcomes: readonly WorldCallOutcome[];
  readonly businessOutcomes: readonly WorldBusinessOutcome[];
  readonly modes: readonly WorldContactMode[];
  readonly contacts: readonly WorldCampaignContact[];
  /** Ids of the campaigns whose calls need an outcome before the agent is free. */
  readonly dispositionRequired: readonly string[];
}

const id = text({ max: 64 });
const none = text({ min: 0, max: 64 });

const CALL_OUTCOME: Fields<WorldCallOutcome> = {
  id,
  description: text({ max: 64 }),
  classification: optional(oneOf(['', 'VOICE', 'FAX', 'ANS_MACHINE', 'INVALID', 'BUSY', 'DO_NOT_CALL']), ''),
};
const BUSINESS_OUTCOME: Fields<WorldBusinessOutcome> = {
  id,
  description: text({ max: 64 }),
  campaign: optional(none, ''),
  parent: optional(none, ''),
  group: optional(none, ''),
  leadScore: optional(whole(0, 1_000), 0),
};
const MODE: Fields<WorldContactMode> = { id, description: text({ max: 64 }) };
const FIELD: Fields<WorldContactField> = {
  name: text({ max: 64 }),
  value: optional(text({ min: 0, max: 255 }), ''),
  type: optional(oneOf(['String', 'Number', 'Date']), 'String'),
  format: optional(none, ''),
  editable: optional(truth(), false),
};
const PHONE: Fields<WorldContactPhone> = { mode: id, number: text({ pattern: /^\+?[0-9]{1,24}$/, what: 'a telephone number' }) };
const CONTACT: Fields<WorldCampaignContact> = {
  key: text({ max: 128 }),
  campaign: id,
  fields: optional(list(record(FIELD), 100), []),
  phones: list(record(PHONE), 10),
  consent: optional(truth('Whether they may be dialled by a machine'), true),
};

/** The outcomes that the list manager's own documentation shows; one and the same everywhere unless a world says otherwise. */
const CALL_OUTCOMES: readonly WorldCallOutcome[] = [
  { id: '0', description: 'Success', classification: 'VOICE' },
  { id: '1', description: 'Abandoned', classification: '' },
  { id: '2', description: 'Invalid', classification: 'INVALID' },
  { id: '3', description: 'Busy', classification: 'BUSY' },
  { id: '4', description: 'CallBack', classification: '' },
  { id: '5', description: 'DNC', classification: 'DO_NOT_CALL' },
  { id: '6', description: 'Fax', classification: 'FAX' },
  { id: '7', description: 'Answering Machine', classification: 'ANS_MACHINE' },
  { id: '8', description: 'No Answer', classification: '' },
  { id: '9', description: 'Reject', classification: '' },
];

/** How a world file tells of the list manager. */
export const OUTREACH: Fields<WorldOutreach> = {
  callOutcomes: optional(list(record(CALL_OUTCOME), 1_000), CALL_OUTCOMES),
  businessOutcomes: optional(list(record(BUSINESS_OUTCOME), 10_000), []),
  modes: optional(list(record(MODE), 100), [
    { id: '1', description: 'Mobile' },
    { id: '2', description: 'Home' },
    { id: '3', description: 'Office' },
  ]),
  contacts: optional(list(record(CONTACT)), []),
  dispositionRequired: optional(list(id, 1_000), []),
};

/** The outreach of both built-in worlds. Invented. */
export const BUILT_IN_OUTREACH: object = {
  businessOutcomes: [
    { id: '101', description: 'Renewed', leadScore: 10 },
    { id: '102', description: 'Renewed for two years', parent: '101', leadScore: 15 },
    { id: '103', description: 'Not interested' },
    { id: '104', description: 'Already with another company', parent: '103' },
    { id: '105', description: 'Wants to think it over', leadScore: 3 },
    { id: '106', description: 'Paid at once', campaign: '33', leadScore: 5 },
    { id: '201', description: 'Question answered', group: 'MANUAL' },
    { id: '202', description: 'Passed on', group: 'MANUAL' },
  ],
  contacts: [
    contact('31|1|1|0|0|801|', '31', 'Dana Whitfield', 'A-7781', '+12065550142', '+12065550143'),
    contact('31|2|1|0|0|802|', '31', 'Osei Boateng', 'A-7782', '+12065550143'),
    contact('31|3|1|0|0|803|', '31', 'Imogen Fairclough', 'A-7783', '+441632960123'),
    contact('33|1|1|0|0|811|', '33', 'Aurélie Caron', 'B-1204', '+33199001234'),
    { ...contact('34|1|1|0|0|821|', '34', 'Jürgen Weiß', 'C-0031', '+493023125042'), consent: false },
    { ...contact('34|2|1|0|0|822|', '34', 'Nguyễn Thị Hương', 'C-0032', '+61255501234'), consent: false },
  ],
  dispositionRequired: ['34'],
};

function contact(key: string, campaign: string, name: string, account: string, ...numbers: readonly string[]): object {
  return {
    key,
    campaign,
    fields: [
      { name: 'CustomerName', value: name },
      { name: 'Account', value: account },
      { name: 'RenewalDate', value: '31/12/2026', type: 'Date', format: 'DD/MM/YYYY' },
      { name: 'Premium', value: '240', type: 'Number', editable: true },
      { name: 'Notes', editable: true },
    ],
    phones: numbers.map((number, index) => ({ mode: String(index + 1), number })),
  };
}
