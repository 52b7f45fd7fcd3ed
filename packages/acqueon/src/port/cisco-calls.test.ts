import { expect } from '@open-wc/testing';
import { CiscoDesk } from './cisco-desk.test.js';

describe('calls of the channel Cisco', () => {
  let desk: CiscoDesk;

  beforeEach(() => (desk = new CiscoDesk()));
  afterEach(() => desk.close());

  it('offers nothing that the platform does not, and joins a held call only once the other side has answered', async () => {
    desk.talk();
    expect((await desk.own())?.actions).to.have.members(['hold', 'drop', 'consult', 'transfer-now', 'update-call-data']);
    desk.consultRings();
    expect((await desk.own())?.actions).to.deep.equal(['retrieve']);
    expect((await desk.own('16801150'))?.actions).to.deep.equal(['drop']);
    desk.consulted();
    expect((await desk.own())?.actions).to.have.members(['retrieve', 'conference', 'transfer']);
    expect((await desk.own('16801150'))?.actions).to.deep.equal(['drop']);
  });

  it('reads the buttons where no operations are offered, and the platform’s own list where there are none either', async () => {
    desk.agent('TALKING');
    desk.workspace.says(
      'OutboundCall',
      'OutBoundCallStateChange',
      {
        source: 'event',
        call: {
          ButtonStates: { items: { Hold: 'Enable', Drop: 'Enable', Consult: 'Hide', UpdateSchedule: 'Enable' }, count: 4 },
          ActionsAllowed: null,
          ResponseActual: { dialog: { id: '16801144', fromAddress: '5580', mediaProperties: { callType: 'OUTBOUND' } } },
        },
      },
      'data',
    );
    expect((await desk.own())?.actions).to.have.members(['hold', 'drop', 'schedule-callback']);
    desk.workspace.says(
      'InboundCall',
      'InboundCallStateChange',
      {
        call: {
          ResponseActual: {
            dialog: {
              id: '7',
              state: 'ACTIVE',
              participants: [{ mediaAddress: '5580', state: 'ACTIVE', actions: { action: ['HOLD', 'DANCE'] } }],
            },
          },
        },
      },
      'data',
    );
    expect(await desk.own('7')).to.deep.include({ actions: ['hold'], otherActions: ['DANCE'] });
  });
});
