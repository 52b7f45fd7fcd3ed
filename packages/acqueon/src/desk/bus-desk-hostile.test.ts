import { expect } from '@open-wc/testing';
import { DesktopError } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import fc from 'fast-check';
import { lcmReads } from '../catalogue/lcm-reads.js';
import { lcmWrites } from '../catalogue/lcm-writes.js';
import { salesforce, salesforceEvents } from '../catalogue/salesforce.js';
import { Workspace } from '../port/workspace.test.js';
import { BusDesk } from './bus-desk.js';

const CALL = { callid: 'k-1', AccountNumber: '5|3' };

const word = fc.constantFrom('WebService', 'Call', 'Error', '', ' webservice', 'toString', '__proto__');
const subtopic = fc.oneof(
  fc.constantFrom('ContactDetail', 'ScreenPopData', 'SetDNCResult', 'UpdateObject', 'ClickToDialPayload', 'ApiError', 'constructor'),
  fc.string(),
);
const payload = fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withBigInt: true });
const near = fc.record(
  {
    callid: fc.constantFrom('k-1', 'k-2', 7, null),
    response: fc.oneof(payload, fc.record({ success: payload, msg: payload }), fc.array(payload)),
    errorType: fc.constantFrom('WS_Error', '', 7),
    errorMessage: fc.oneof(fc.constantFrom('Callid is empty', 'Invalid Call ID:k-1', 'Invalid Call ID:'), payload),
    Success: payload,
  },
  { requiredKeys: [], noNullPrototype: true },
);
const wire = fc.oneof(
  payload,
  fc.record(
    { channel: fc.constantFrom('LCM', 'Salesforce', 'UI', 'lcm'), topic: word, subtopic, message: fc.oneof(payload, near), data: near },
    { requiredKeys: ['channel'] },
  ),
);

describe('BusDesk, whatever comes', () => {
  it('throws nothing, gives what was asked a result or an error of ours, and goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wire, { maxLength: 20 }), async (wires) => {
        const workspace = new Workspace();
        const runtime = new VirtualRuntime();
        const desk = new BusDesk({ transport: workspace, appName: 'widget', runtime }, ['LCM', 'Salesforce']);
        const heard: unknown[] = [];
        desk.on(salesforceEvents.clickToDial).subscribe(({ number }) => heard.push(number));
        desk.connect();
        const asked = [
          desk.ask(lcmReads.contactDetail, CALL),
          desk.ask(lcmReads.screenPop, CALL),
          desk.ask(lcmWrites.doNotCall, { AccountNumber: '5|3', OutcomeID: '5', BusinessOutcome: 1, LeadScore: 0 }),
          desk.ask(salesforce.updateObject, { callId: '1', Name: 'Task', OId: 'SF1', sfid: '', params: {} }),
        ].map((each) => each.catch((error: unknown) => error));
        for (const each of wires) workspace.hears(each);
        await runtime.advance(15_000);
        for (const result of await Promise.all(asked)) {
          if (result instanceof Error) expect(result).to.be.instanceOf(DesktopError);
        }
        for (const number of heard) expect(number).to.be.a('string');
        const after = desk.ask(lcmReads.callOutcomes, { callid: 'k-3' });
        workspace.says('WebService', 'CallOutCome', { callid: 'k-3', response: [] }, 'message', 'LCM');
        expect(await after).to.deep.equal([]);
        expect(runtime.timers).to.equal(0);
        desk.close();
      }),
      { numRuns: 200 },
    );
  });
});
