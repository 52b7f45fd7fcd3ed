import { BUILT_IN_OUTREACH } from './outreach-world.js';

// What both built-in worlds have: people, numbers, reasons. All invented; the numbers lie in ranges that are kept free for fiction.

const agent = (id: string, firstName: string, lastName: string, loginName: string, team: string, more: object = {}): object => ({
  id,
  loginName,
  firstName,
  lastName,
  password: 'cordboard',
  extension: id,
  team,
  ...more,
});

/** Two teams, eight agents and their supervisor; three queues, a route point, a campaign of each kind, and customers around the world. */
export const COMMON: object = {
  outreach: BUILT_IN_OUTREACH,
  teams: [
    { id: '5071', name: 'Billing East' },
    { id: '5072', name: 'Care West' },
  ],
  agents: [
    agent('1001001', 'Maya', 'Okafor', 'mokafor', '5071'),
    agent('1001002', 'Kenji', 'Morikawa', 'kmorikawa', '5071'),
    agent('1001003', 'Zofia', 'Wiśniewska', 'zwisniewska', '5071', { wrapUpOnIncoming: 'REQUIRED', wrapUpSeconds: 30 }),
    agent('1001004', 'Thabo', 'Nkosi', 'tnkosi', '5071', { wrapUpOnIncoming: 'REQUIRED_WITH_WRAP_UP_DATA', wrapUpOnOutgoing: 'REQUIRED' }),
    agent('1001005', 'نادية', 'الحسيني', 'nalhusseini', '5072', { wrapUpOnIncoming: 'NOT_ALLOWED' }),
    agent('1001006', 'Lucía', 'Herrera', 'lherrera', '5072', { mobileModes: ['CALL_BY_CALL', 'NAILED_CONNECTION'] }),
    agent(
      '1001007',
      'Anneliese Margarethe Wilhelmine',
      'Freifrau von Hohenwaldburg-Schellenbergkirchhausen zu Drachenfelsenthal',
      'avonhohenwaldburg',
      '5072',
    ),
    agent('1001008', 'Priya', 'Raghunathan', 'praghunathan', '5072', { wrapUpOnOutgoing: 'OPTIONAL' }),
    agent('1001090', 'Ingrid', 'Solheim', 'isolheim', '5071', { roles: ['Agent', 'Supervisor'], supervises: ['5071', '5072'] }),
  ],
  queues: [
    { id: '5120', number: '5120', name: 'Billing', teams: ['5071', '5072'] },
    { id: '5121', number: '5121', name: 'Technical Support', teams: ['5071', '5072'] },
    { id: '5122', number: '5122', name: 'Loyalty', teams: ['5072'], agents: ['1001001', '1001002'] },
  ],
  routePoints: [{ number: '7400', name: 'Main number', queue: '5120' }],
  campaigns: [
    { id: '31', name: 'Renewals preview', kind: 'preview', queue: '5122' },
    { id: '32', name: 'Renewals direct', kind: 'direct-preview', queue: '5122' },
    { id: '33', name: 'Payment reminder', kind: 'progressive', queue: '5120' },
    { id: '34', name: 'Satisfaction survey', kind: 'predictive', queue: '5121' },
    { id: '35', name: 'Callbacks', kind: 'callback', queue: '5120' },
    { id: '36', name: 'Personal callbacks', kind: 'personal-callback', queue: '5120' },
  ],
  reasonCodes: [
    { id: '11', code: 1, label: 'Break', category: 'NOT_READY' },
    { id: '12', code: 2, label: 'Lunch', category: 'NOT_READY' },
    { id: '13', code: 3, label: 'Team meeting', category: 'NOT_READY' },
    { id: '14', code: 21, label: 'Coaching', category: 'NOT_READY' },
    { id: '15', code: 22, label: 'Back office', category: 'NOT_READY', forAll: false, teams: ['5072'] },
    { id: '21', code: 101, label: 'End of shift', category: 'LOGOUT' },
    { id: '22', code: 102, label: 'Training elsewhere', category: 'LOGOUT' },
  ],
  wrapUpReasons: [
    { id: '1', label: 'Refund issued' },
    { id: '2', label: 'Payment arranged' },
    { id: '3', label: 'Address changed' },
    { id: '4', label: 'Escalated to second line' },
    { id: '5', label: 'Router replaced', forAll: false, teams: ['5072'] },
  ],
  phoneBooks: [
    {
      id: '1',
      name: 'House directory',
      contacts: [
        { id: '1', firstName: 'Main', lastName: 'number', phoneNumber: '7400', description: 'Billing queue' },
        { id: '2', firstName: 'Ingrid', lastName: 'Solheim', phoneNumber: '1001090', description: 'Supervisor' },
        { id: '3', firstName: 'Duty', lastName: 'manager', phoneNumber: '+12065550199', description: 'Nights and weekends' },
      ],
    },
    {
      id: '2',
      name: 'Care partners',
      type: 'TEAM',
      teams: ['5072'],
      contacts: [{ id: '1', firstName: 'Repair', lastName: 'workshop', phoneNumber: '+441632960155', description: 'Parcels & parts' }],
    },
  ],
  layouts: [
    {
      id: '1',
      name: 'Standard',
      description: 'For calls that name no layout',
      type: 'DEFAULT',
      header: [{ displayName: 'Customer', mediaProperty: 'callVariable1', showInPopOver: true }],
      columns: [
        [
          { displayName: 'Account', mediaProperty: 'callVariable2', showInPopOver: true },
          { displayName: 'Queue', mediaProperty: 'queueName' },
          { displayName: 'Number dialled', mediaProperty: 'dialedNumber' },
        ],
        [
          { displayName: 'Segment', mediaProperty: 'callVariable3', uiEditable: true },
          { displayName: 'Case', mediaProperty: 'user.Case[0]', uiEditable: true },
          { displayName: 'Wrap-up reason', mediaProperty: 'wrapUpReason' },
        ],
      ],
    },
  ],
  mediaDomains: [
    { id: '1', name: 'Cisco_Voice', description: 'Voice' },
    { id: '5001', name: 'Chat', description: 'Web chat', maxDialogLimit: 3, interruptible: true },
  ],
  customers: [
    { id: 'c1', number: '+12065550142', name: 'Dana Whitfield' },
    { id: 'c2', number: '+12065550143', name: 'Osei Boateng' },
    { id: 'c3', number: '+441632960123', name: 'Imogen Fairclough' },
    { id: 'c4', number: '+33199001234', name: 'Aurélie Caron' },
    { id: 'c5', number: '+493023125042', name: 'Jürgen Weiß' },
    { id: 'c6', number: '+61255501234', name: 'Nguyễn Thị Hương' },
    { id: 'c7', number: '+12065550150', name: 'Someone on the phone', answer: 'busy' },
    { id: 'c8', number: '+12065550151', name: 'Nobody at home', answer: 'no-answer' },
    { id: 'c9', number: '+12065550152', name: 'Number not in use', answer: 'bad-destination' },
    { id: 'c10', number: '+12065550153', name: 'Ravi Chandrasekaran', answer: 'manual' },
    { id: 'c11', number: '+12065550154', name: 'Answering machine', answer: 'machine' },
  ],
  devices: [{ extension: '1001101' }, { extension: '1001102' }, { extension: '1001199', inService: false }],
  eccVariables: [{ name: 'user.Case', elements: 4 }, { name: 'user.Segment' }, { name: 'user.layout' }],
};
