import { list, oneOf, optional, record, text, truth, whole, type Fields, type Problem, type Reader } from './read-json.js';
import { OUTREACH } from './outreach-world.js';
import { SWITCH } from './switch-profile.js';
import type {
  World,
  WorldAgent,
  WorldCampaign,
  WorldContact,
  WorldCustomer,
  WorldDevice,
  WorldEccVariable,
  WorldLayout,
  WorldLayoutEntry,
  WorldLines,
  WorldMediaDomain,
  WorldPhoneBook,
  WorldQueue,
  WorldReasonCode,
  WorldRoutePoint,
  WorldTeam,
  WorldTiming,
  WorldWrapUpReason,
} from './world-types.js';

/** One thing wrong with a world: where, and what. */
export type WorldProblem = Problem;

/** Thrown for a world that cannot be played; names every problem. */
export class WorldError extends Error {
  readonly problems: readonly WorldProblem[];

  constructor(problems: readonly WorldProblem[]) {
    super(problems.map(({ path, message }) => `${path || 'world'}: ${message}`).join('\n'));
    this.name = 'WorldError';
    this.problems = problems;
  }
}

const id = text({ pattern: /^[A-Za-z0-9_.-]+$/, what: 'an id of letters, digits, _ . -', max: 64 });
const ids = list(id);
const name = text({ max: 128 });
const number = text({ pattern: /^\+?[0-9*#]{1,24}$/, what: 'a telephone number of digits', max: 25 });
const ms = (fallback: number, doc: string): Reader<number> => optional(whole(0, 86_400_000, `${doc}, in ms`), fallback);
const wrapUp = oneOf(['REQUIRED', 'REQUIRED_WITH_WRAP_UP_DATA', 'OPTIONAL', 'NOT_ALLOWED']);

const TIMING: Fields<WorldTiming> = {
  requestMs: ms(30, "From the acceptance of an agent's request to its effect"),
  deliverMs: ms(200, 'From the reservation of an agent to the ringing of the phone'),
  ringMs: ms(15_000, 'How long a routed call rings before it goes to someone else'),
  dialMs: ms(80, 'From off-hook to the dialled digits'),
  setupMs: ms(250, 'From the dialled digits to ringing or failure'),
  campaignMs: ms(2_000, "From a campaign's attempt to the customer's answer"),
  forcedLogoutMs: ms(60_000, "From the loss of an agent's connection to the forced sign-out"),
};

const LINES: Fields<WorldLines> = {
  maxCalls: optional(whole(1, 32, 'Calls that a device can have at once'), 4),
  busyTrigger: optional(whole(1, 32, 'With this many calls a device is busy for further ones'), 2),
};

const TEAM: Fields<WorldTeam> = { id, name };

const AGENT: Fields<WorldAgent> = {
  id,
  loginName: text({ max: 128 }),
  firstName: text({ max: 128 }),
  lastName: text({ max: 128 }),
  password: text({ max: 128 }),
  extension: number,
  team: id,
  roles: optional(list(oneOf(['Agent', 'Supervisor'])), ['Agent']),
  supervises: optional(ids, []),
  wrapUpOnIncoming: optional(wrapUp, 'OPTIONAL'),
  wrapUpOnOutgoing: optional(wrapUp, 'NOT_ALLOWED'),
  wrapUpSeconds: optional(whole(0, 7200, 'Length of after-call work; 0: until the agent ends it'), 60),
  mobileModes: optional(list(oneOf(['CALL_BY_CALL', 'NAILED_CONNECTION'])), []),
};

const QUEUE: Fields<WorldQueue> = { id, number, name, agents: optional(ids, []), teams: optional(ids, []) };
const ROUTE_POINT: Fields<WorldRoutePoint> = { number, name, queue: id };
const CAMPAIGN: Fields<WorldCampaign> = {
  id,
  name,
  kind: oneOf(['preview', 'direct-preview', 'progressive', 'predictive', 'callback', 'personal-callback']),
  queue: id,
};

const REASON: Fields<WorldReasonCode> = {
  id,
  code: whole(1, 65_535),
  label: text({ max: 40 }),
  category: oneOf(['NOT_READY', 'LOGOUT']),
  forAll: optional(truth(), true),
  teams: optional(ids, []),
  systemCode: optional(truth('Set by the platform only'), false),
};

const WRAP_UP_REASON: Fields<WorldWrapUpReason> = {
  id,
  label: text({ max: 39 }),
  forAll: optional(truth(), true),
  teams: optional(ids, []),
};

const CONTACT: Fields<WorldContact> = {
  id,
  firstName: optional(text({ min: 0, max: 128 }), ''),
  lastName: optional(text({ min: 0, max: 128 }), ''),
  phoneNumber: text({ max: 32 }),
  description: optional(text({ min: 0, max: 128 }), ''),
};

const PHONE_BOOK: Fields<WorldPhoneBook> = {
  id,
  name: text({ max: 64 }),
  type: optional(oneOf(['GLOBAL', 'TEAM']), 'GLOBAL'),
  teams: optional(ids, []),
  contacts: list(record(CONTACT)),
};

const ENTRY: Fields<WorldLayoutEntry> = {
  displayName: text({ max: 50 }),
  mediaProperty: text({ max: 64 }),
  showInPopOver: optional(truth(), false),
  uiEditable: optional(truth(), false),
};

const LAYOUT: Fields<WorldLayout> = {
  id,
  name: text({ max: 40 }),
  description: optional(text({ min: 0, max: 128 }), ''),
  type: optional(oneOf(['DEFAULT', 'CUSTOM']), 'DEFAULT'),
  header: list(record(ENTRY), 1),
  columns: list(list(record(ENTRY), 10), 2),
  teams: optional(ids, []),
};

const MEDIA_DOMAIN: Fields<WorldMediaDomain> = {
  id,
  name,
  description: optional(text({ min: 0 }), ''),
  maxDialogLimit: optional(whole(1, 10), 1),
  interruptible: optional(truth(), false),
};

const CUSTOMER: Fields<WorldCustomer> = {
  id,
  number: text({ pattern: /^\+[1-9][0-9]{6,14}$/, what: 'an E.164 number, like +12065550142' }),
  name,
  answer: optional(
    oneOf(['answer', 'machine', 'manual', 'busy', 'no-answer', 'bad-destination'], 'What their phone does when it is called'),
    'answer',
  ),
  answerMs: ms(3_000, 'How long their phone rings first'),
};

const DEVICE: Fields<WorldDevice> = { extension: number, inService: optional(truth(), true) };
const ECC: Fields<WorldEccVariable> = {
  name: text({ pattern: /^user\.[A-Za-z0-9_.]{1,27}$/, what: 'a name like user.Name' }),
  elements: optional(whole(0, 255), 0),
};

type WorldFile = World & { readonly $schema: string };

const WORLD: Fields<WorldFile> = {
  $schema: optional(text({ min: 0 }), ''),
  name,
  platform: oneOf(['CCE', 'CCX'], 'The product whose rules are played'),
  enableDropParticipantFor: optional(
    oneOf(['supervisor_only', 'conference_controller_and_supervisor', 'all'], 'Who may drop another participant'),
    'supervisor_only',
  ),
  recording: optional(truth('Whether agents may start a recording (CCX)'), false),
  onConnectionLost: optional(oneOf(['logout', 'not-ready'], 'What a lost connection does in the end (not-ready: CCE only)'), 'logout'),
  startTime: optional(
    whole(0, 8_640_000_000_000_000, 'Time of the virtual clock at the start, ms since the epoch'),
    Date.UTC(2026, 2, 2, 8),
  ),
  timing: optional(record(TIMING), defaults(TIMING)),
  lines: optional(record(LINES), defaults(LINES)),
  maxParties: optional(whole(3, 64, 'Largest number of parties in a conference'), 8),
  teams: list(record(TEAM)),
  agents: list(record(AGENT)),
  queues: optional(list(record(QUEUE)), []),
  routePoints: optional(list(record(ROUTE_POINT)), []),
  campaigns: optional(list(record(CAMPAIGN)), []),
  reasonCodes: optional(list(record(REASON)), []),
  wrapUpReasons: optional(list(record(WRAP_UP_REASON)), []),
  phoneBooks: optional(list(record(PHONE_BOOK)), []),
  layouts: optional(list(record(LAYOUT)), []),
  mediaDomains: optional(list(record(MEDIA_DOMAIN)), []),
  customers: optional(list(record(CUSTOMER)), []),
  devices: optional(list(record(DEVICE)), []),
  eccVariables: optional(list(record(ECC)), []),
  outreach: optional(record(OUTREACH, 'What the list manager of the campaigns knows'), defaults(OUTREACH)),
  switchProfile: optional(record(SWITCH), defaults(SWITCH)),
};

function defaults<T extends object>(fields: Fields<T>): T {
  const entries = Object.entries<Reader<unknown>>(fields);
  return Object.fromEntries<unknown>(entries.map(([key, reader]): [string, unknown] => [key, reader.fallback?.value])) as T;
}

/** JSON Schema of a world file, made from the same rules that read it. */
export const WORLD_SCHEMA: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Cordboard sandbox world',
  ...record(WORLD, 'A contact centre for the sandbox to play.').schema,
};

/** Validates a world (already parsed from JSON) and fills in what it leaves out. Throws `WorldError`, which names every problem. */
export function parseWorld(json: unknown): World {
  const problems: Problem[] = [];
  const file = record(WORLD).read(json, '', problems);
  if (!file) throw new WorldError(problems);
  const { $schema: _, ...world } = file;
  checkReferences(world, problems);
  if (problems.length > 0) throw new WorldError(problems);
  return world;
}

/** System reasons take ids from here up. */
export const SYSTEM_REASON_IDS = 900_000;

// What no schema can say: names that must meet, and names that must not.
function checkReferences(world: World, problems: Problem[]): void {
  const report = (path: string, message: string): void => void problems.push({ path, message });
  const unique = <T>(path: string, items: readonly T[], key: keyof T & string, what: string): ReadonlySet<unknown> => {
    const seen = new Set<unknown>();
    items.forEach((item, index) => {
      if (seen.has(item[key])) report(`${path}[${index}].${key}`, `${what} ${String(item[key])} is there twice`);
      seen.add(item[key]);
    });
    return seen;
  };
  const known = (set: ReadonlySet<unknown>, path: string, what: string, wanted: string): void => {
    if (!set.has(wanted)) report(path, `no ${what} has the id ${wanted}`);
  };

  const teams = unique('teams', world.teams, 'id', 'team');
  const agents = unique('agents', world.agents, 'id', 'agent');
  const queues = unique('queues', world.queues, 'id', 'queue');
  unique(
    'agents',
    world.agents.map((agent) => ({ loginName: agent.loginName.toLowerCase() })),
    'loginName',
    'login name',
  );
  unique('queues', world.queues, 'number', 'queue number');
  unique('campaigns', world.campaigns, 'id', 'campaign');
  unique('wrapUpReasons', world.wrapUpReasons, 'id', 'wrap-up reason');
  unique('wrapUpReasons', world.wrapUpReasons, 'label', 'label');
  unique('phoneBooks', world.phoneBooks, 'id', 'phone book');
  unique('layouts', world.layouts, 'id', 'layout');
  unique('mediaDomains', world.mediaDomains, 'id', 'media domain');
  unique('customers', world.customers, 'id', 'customer');
  unique('eccVariables', world.eccVariables, 'name', 'variable');
  unique('reasonCodes', world.reasonCodes, 'id', 'reason code');

  const numbers = new Map<string, string>();
  const claim = (path: string, value: string): void => {
    const other = numbers.get(value);
    if (other !== undefined) report(path, `number ${value} is taken by ${other}`);
    else numbers.set(value, path);
  };
  world.agents.forEach((agent, index) => claim(`agents[${index}].extension`, agent.extension));
  world.devices.forEach((device, index) => claim(`devices[${index}].extension`, device.extension));
  world.routePoints.forEach((point, index) => claim(`routePoints[${index}].number`, point.number));
  world.customers.forEach((customer, index) => claim(`customers[${index}].number`, customer.number));

  world.agents.forEach((agent, index) => {
    known(teams, `agents[${index}].team`, 'team', agent.team);
    agent.supervises.forEach((team, at) => known(teams, `agents[${index}].supervises[${at}]`, 'team', team));
    if (agent.supervises.length > 0 && !agent.roles.includes('Supervisor')) {
      report(`agents[${index}].supervises`, 'only an agent with the role Supervisor supervises teams');
    }
    if (agent.roles.length === 0) report(`agents[${index}].roles`, 'must name at least one role');
  });
  world.queues.forEach((queue, index) => {
    queue.agents.forEach((agent, at) => known(agents, `queues[${index}].agents[${at}]`, 'agent', agent));
    queue.teams.forEach((team, at) => known(teams, `queues[${index}].teams[${at}]`, 'team', team));
  });
  world.routePoints.forEach((point, index) => known(queues, `routePoints[${index}].queue`, 'queue', point.queue));
  world.campaigns.forEach((campaign, index) => known(queues, `campaigns[${index}].queue`, 'queue', campaign.queue));
  const { contacts, businessOutcomes, dispositionRequired } = world.outreach;
  unique('outreach.contacts', contacts, 'key', 'contact');
  unique('outreach.callOutcomes', world.outreach.callOutcomes, 'id', 'outcome');
  unique('outreach.businessOutcomes', businessOutcomes, 'id', 'outcome');
  const modes = unique('outreach.modes', world.outreach.modes, 'id', 'mode');
  const campaigns = new Set<unknown>(world.campaigns.map((campaign) => campaign.id));
  contacts.forEach((contact, index) => {
    known(campaigns, `outreach.contacts[${index}].campaign`, 'campaign', contact.campaign);
    contact.phones.forEach((phone, at) => known(modes, `outreach.contacts[${index}].phones[${at}].mode`, 'mode', phone.mode));
  });
  dispositionRequired.forEach((campaign, at) => known(campaigns, `outreach.dispositionRequired[${at}]`, 'campaign', campaign));
  const limited = {
    reasonCodes: world.reasonCodes,
    wrapUpReasons: world.wrapUpReasons,
    phoneBooks: world.phoneBooks,
    layouts: world.layouts,
  };
  for (const [path, items] of Object.entries(limited)) {
    items.forEach((item, index) => {
      item.teams.forEach((team, at) => known(teams, `${path}[${index}].teams[${at}]`, 'team', team));
    });
  }
  world.reasonCodes.forEach((reason, index) => {
    if (Number(reason.id) >= SYSTEM_REASON_IDS)
      report(`reasonCodes[${index}].id`, `ids from ${SYSTEM_REASON_IDS} up are the platform's own`);
    if (world.platform === 'CCX' && !reason.systemCode && reason.code > 999)
      report(`reasonCodes[${index}].code`, 'CCX has codes from 1 to 999');
    if (!reason.forAll && reason.teams.length === 0) report(`reasonCodes[${index}].teams`, 'must name a team when forAll is false');
  });
  if (world.platform === 'CCX' && world.onConnectionLost === 'not-ready') report('onConnectionLost', 'CCX always signs the agent out');
  if (world.platform === 'CCE' && world.recording) report('recording', 'agents start recordings on CCX only');
  if (world.lines.busyTrigger > world.lines.maxCalls) report('lines.busyTrigger', 'must not exceed lines.maxCalls');
  world.wrapUpReasons.forEach((reason, index) => {
    if (new TextEncoder().encode(reason.label).length > 39) report(`wrapUpReasons[${index}].label`, 'must have at most 39 bytes');
  });
}
