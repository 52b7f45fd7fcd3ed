import { expect } from '@open-wc/testing';
import { DesktopError } from '@cordboard/core';
import { contactsFromBody, queuesFromBody, teamFromBody, wrapUpReasonsFromBody } from './lists.js';
import { reasonCodesFromBody } from './reason-codes.js';
import { systemInfoFromBody } from './system-info.js';

describe('lists', () => {
  it('reads reason codes, whose id stands in the uri and is not the code', () => {
    const body = `<ReasonCodes category="NOT_READY">
      <ReasonCode><category>NOT_READY</category><code>21</code><forAll>true</forAll><label>Coaching</label><uri>/finesse/api/ReasonCode/014</uri></ReasonCode>
      <ReasonCode><code>32767</code><label>Call Not Answered</label><systemCode>true</systemCode><uri>/finesse/api/ReasonCode/2</uri></ReasonCode>
      <ReasonCode><category>LOGOUT</category><code>9</code><label>Home &amp; bed</label><uri>/finesse/api/ReasonCode/3</uri></ReasonCode>
      <ReasonCode><category>ELSE</category><code>9</code><label>x</label><uri>/finesse/api/ReasonCode/4</uri></ReasonCode>
      <ReasonCode><code>9</code><label>without an id</label><uri/></ReasonCode>
    </ReasonCodes>`;
    expect(reasonCodesFromBody(body)).to.deep.equal([
      { id: '014', code: '21', label: 'Coaching', category: 'not-ready', system: false },
      { id: '2', code: '32767', label: 'Call Not Answered', category: 'not-ready', system: true },
      { id: '3', code: '9', label: 'Home & bed', category: 'sign-out', system: false },
    ]);
  });

  it('reads wrap-up reasons', () => {
    const body =
      '<WrapUpReasons><WrapUpReason><forAll>true</forAll><label> Refund </label><uri>/finesse/api/User/40017/WrapUpReason/5</uri></WrapUpReason><WrapUpReason/></WrapUpReasons>';
    expect(wrapUpReasonsFromBody(body)).to.deep.equal([{ id: '5', label: ' Refund ' }]);
  });

  it('reads the contacts of all phone books, links and people without a number left out', () => {
    const body = `<PhoneBooks>
      <PhoneBook><contacts><Contact><description/><firstName>Ann</firstName><lastName>O&apos;Neil</lastName><phoneNumber> 0042 </phoneNumber><uri>/finesse/api/PhoneBook/1/Contact/7</uri></Contact>
        <Contact><firstName>Nobody</firstName><phoneNumber/><uri>/finesse/api/PhoneBook/1/Contact/8</uri></Contact></contacts><name>Desk</name><type>GLOBAL</type></PhoneBook>
      <PhoneBook><name>Linked</name><contacts>/finesse/api/PhoneBook/2/Contacts</contacts></PhoneBook>
      <PhoneBook><contacts><Contact><phoneNumber>2</phoneNumber><uri>/finesse/api/PhoneBook/3/Contact/9</uri></Contact></contacts></PhoneBook>
    </PhoneBooks>`;
    expect(contactsFromBody(body)).to.deep.equal([
      { id: '7', firstName: 'Ann', lastName: "O'Neil", number: '0042', description: '', book: 'Desk' },
      { id: '9', number: '2' },
    ]);
  });

  it('reads queues; what is not available is absent', () => {
    const body = `<Queues><Queue><name>Billing</name><statistics><agentsReady>-1</agentsReady><callsInQueue>3</callsInQueue>
      <startTimeOfLongestCallInQueue>2025-03-04T09:12:44.310Z</startTimeOfLongestCallInQueue><agentsTalkingInbound></agentsTalkingInbound><agentsLoggedOn>NaN</agentsLoggedOn>
      <__proto__>1</__proto__></statistics><uri>/finesse/api/Queue/5120</uri></Queue><Queue><id>9</id></Queue><Queue/></Queues>`;
    const [billing, other, ...rest] = queuesFromBody(body);
    expect(billing).to.deep.include({ id: '5120', name: 'Billing' });
    expect(Object.entries(billing!.statistics)).to.deep.equal([
      ['callsInQueue', 3],
      ['startTimeOfLongestCallInQueue', Date.parse('2025-03-04T09:12:44.310Z')],
      ['__proto__', 1],
    ]);
    expect(Object.getPrototypeOf(billing!.statistics)).to.equal(Object.prototype);
    expect(other).to.deep.equal({ id: '9', statistics: {} });
    expect(rest).to.deep.equal([]);
  });

  it('reads a team and its members', () => {
    const body = `<Team><id>5071</id><name>Billing East</name><uri>/finesse/api/Team/5071</uri><users>
      <User><extension>61022</extension><firstName>Lee</firstName><lastName>Park</lastName><loginId>40022</loginId><mediaType/><pendingState/><state>NOT_READY</state>
        <reasonCode><code>32767</code><label>Call Not Answered</label></reasonCode><stateChangeTime>2025-03-04T09:12:44.310Z</stateChangeTime><uri>/finesse/api/User/40022</uri></User>
      <User><extension></extension><loginId>40023</loginId><state>LOGOUT</state><stateChangeTime></stateChangeTime></User>
      <User><loginId>40024</loginId><state>NEW</state></User><User/></users></Team>`;
    expect(teamFromBody(body)).to.deep.equal({
      id: '5071',
      name: 'Billing East',
      members: [
        {
          id: '40022',
          firstName: 'Lee',
          lastName: 'Park',
          extension: '61022',
          state: 'not-ready',
          reason: { code: '32767', label: 'Call Not Answered', system: true },
          since: Date.parse('2025-03-04T09:12:44.310Z'),
        },
        { id: '40023', state: 'signed-out' },
        { id: '40024', state: 'unknown', rawState: 'NEW' },
      ],
    });
  });

  it('reads lists that are empty', () => {
    expect([
      reasonCodesFromBody('<ReasonCodes/>'),
      wrapUpReasonsFromBody('<WrapUpReasons/>'),
      contactsFromBody('<PhoneBooks/>'),
      queuesFromBody('<Queues/>'),
    ]).to.deep.equal([[], [], [], []]);
  });

  it('reads a phone book as large as they come', () => {
    const contact =
      '<Contact><description>Somebody in a department somewhere</description><firstName>First</firstName><lastName>Last</lastName><phoneNumber>2065550142</phoneNumber><uri>/finesse/api/PhoneBook/1/Contact/1</uri></Contact>';
    expect(contactsFromBody(`<PhoneBooks><PhoneBook><contacts>${contact.repeat(6000)}</contacts></PhoneBook></PhoneBooks>`)).to.have.length(
      6000,
    );
  });

  for (const body of ['', '<Users/>', '<ReasonCodes>', '{"a":1}', '<!DOCTYPE ReasonCodes><ReasonCodes/>', 'secret-token']) {
    it(`refuses ${JSON.stringify(body)} as an answer, and repeats nothing of it`, () => {
      expect(() => reasonCodesFromBody(body))
        .to.throw(DesktopError)
        .that.satisfies(
          (error: DesktopError) => error.code === 'protocol' && !`${error.message} ${String(error.cause)}`.includes('secret-token'),
        );
    });
  }
});

describe('systemInfoFromBody', () => {
  it('reads the node’s health and names', () => {
    const body = `<SystemInfo><currentTimestamp>2025-03-04T09:12:44.310Z</currentTimestamp><deploymentType>UCCE</deploymentType><license/>
      <primaryNode><host>fin-a.lab.example</host><httpsPort>8445</httpsPort></primaryNode><secondaryNode><host>fin-b.lab.example</host></secondaryNode><status>IN_SERVICE</status>
      <statusReason></statusReason><systemAuthMode>NON_SSO</systemAuthMode><xmppDomain>fin-a.lab.example</xmppDomain><xmppPubSubDomain>pubsub.fin-a.lab.example</xmppPubSubDomain></SystemInfo>`;
    expect(systemInfoFromBody(body)).to.deep.equal({
      status: 'in-service',
      platform: 'CCE',
      authMode: 'NON_SSO',
      xmppDomain: 'fin-a.lab.example',
      pubsubDomain: 'pubsub.fin-a.lab.example',
      primaryHost: 'fin-a.lab.example',
      secondaryHost: 'fin-b.lab.example',
      serverTime: Date.parse('2025-03-04T09:12:44.310Z'),
    });
  });

  const infos: readonly (readonly [string, object])[] = [
    [
      '<SystemInfo><status>OUT_OF_SERVICE</status><statusReason>CTI down</statusReason><deploymentType>UCCX</deploymentType></SystemInfo>',
      { status: 'out-of-service', statusReason: 'CTI down', platform: 'CCX' },
    ],
    ['<systemInfo><status> IN_SERVICE </status></systemInfo>', { status: 'in-service' }],
    [
      '<SystemInfo><status>STARTING</status><deploymentType>NEW</deploymentType><secondaryNode/><primaryNode><host/></primaryNode></SystemInfo>',
      { status: 'unknown' },
    ],
    ['<SystemInfo/>', { status: 'unknown' }],
  ];
  for (const [body, info] of infos) {
    it(`reads ${body.slice(0, 60)}`, () => {
      expect(systemInfoFromBody(body)).to.deep.equal(info);
    });
  }
});
