import { expect } from '@open-wc/testing';
import { DesktopClient } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import { NEVER, Observable, type Subscription } from 'rxjs';
import { lcmReads } from '../catalogue/lcm-reads.js';
import { LcmDesk } from '../lcm/lcm-desk.js';
import { AcqueonPort } from '../port/acqueon-port.js';
import { Workspace } from '../port/workspace.test.js';
import { SalesforceDesk } from '../salesforce/salesforce-desk.js';
import { SharedTransport } from './shared-transport.js';
import type { Registration } from './transport.js';

describe('SharedTransport', () => {
  it('registers a port and two desks once, for all of their channels, until the last one leaves', async () => {
    const workspace = new Workspace();
    const runtime = new VirtualRuntime();
    const transport = new SharedTransport(workspace, ['Cisco', 'LCM', 'Salesforce']);
    const options = { transport, appName: 'widget', runtime };
    const client = DesktopClient.with({ runtime }, new AcqueonPort(options));
    const campaigns = new LcmDesk(options);
    const crm = new SalesforceDesk(options);
    client.connect();
    campaigns.connect();
    crm.connect();
    expect(workspace.asked).to.deep.equal([['Cisco', 'LCM', 'Salesforce']]);

    const numbers: string[] = [];
    crm.clickToDial$.subscribe(({ number }) => numbers.push(number));
    const asked = campaigns.ask(lcmReads.callOutcomes, { callid: 'k-1' });
    workspace.says('WebService', 'CallOutCome', { callid: 'k-1', response: [{ OutComeID: '0' }] }, 'message', 'LCM');
    workspace.says('Call', 'ClickToDialPayload', { number: '5591' }, 'data', 'Salesforce');
    expect(await asked).to.have.length(1);
    expect(numbers).to.deep.equal(['5591']);

    client.close();
    crm.close();
    expect(workspace.registered).to.equal(1);
    campaigns.close();
    expect(workspace.registered).to.equal(0);
    expect(workspace.asked.length).to.equal(1);
  });

  it('is made again once everybody who waited has given up', async () => {
    const runtime = new VirtualRuntime();
    let asked = 0;
    let open = 0;
    const silent = {
      register: () =>
        new Observable<Registration>(() => {
          asked++;
          open++;
          return () => open--;
        }),
    };
    const transport = new SharedTransport(silent, ['LCM', 'Salesforce']);
    const campaigns = new LcmDesk({ transport, appName: 'widget', runtime });
    const crm = new SalesforceDesk({ transport, appName: 'widget', runtime });
    campaigns.connect();
    await runtime.advance(4_000);
    crm.connect();
    expect(asked).to.equal(1);
    await runtime.advance(10_000);
    expect(open).to.equal(1);
    expect(asked).to.equal(2);
    await runtime.advance(30_000);
    expect(open).to.equal(1);
    expect(asked).to.be.within(4, 6);
    campaigns.close();
    crm.close();
    expect(open).to.equal(0);
  });

  it('is lost for all, and registered anew by the first who comes back', async () => {
    const workspace = new Workspace();
    const runtime = new VirtualRuntime();
    const transport = new SharedTransport(workspace, ['LCM', 'Salesforce']);
    const campaigns = new LcmDesk({ transport, appName: 'widget', runtime });
    const crm = new SalesforceDesk({ transport, appName: 'widget', runtime });
    const links: string[] = [];
    campaigns.link$.subscribe(({ state }) => links.push(`campaigns ${state}`));
    crm.link$.subscribe(({ state }) => links.push(`crm ${state}`));
    campaigns.connect();
    crm.connect();
    links.length = 0;
    workspace.lose();
    expect(workspace.registered).to.equal(0);
    await runtime.advance(1_000);
    expect(links).to.deep.equal(['campaigns connecting', 'crm connecting', 'campaigns up', 'crm up']);
    expect(workspace.registered).to.equal(1);
    expect(workspace.asked.length).to.equal(2);
    campaigns.close();
    crm.close();
    expect(workspace.registered).to.equal(0);
  });

  it('refuses a channel that it was not made for', () => {
    let subscription: Subscription | undefined;
    const transport = new SharedTransport({ register: () => NEVER }, ['LCM']);
    expect(() => (subscription = transport.register(['LCM', 'Amazon']).subscribe()))
      .to.throw()
      .with.property('code', 'invalid-argument');
    subscription?.unsubscribe();
  });
});
