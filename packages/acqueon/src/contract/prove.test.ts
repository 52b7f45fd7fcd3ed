import { expect } from '@open-wc/testing';
import type { VirtualRuntime } from '@cordboard/testing';
import type { Channel } from '../bus/message.js';
import type { Answer } from '../catalogue/answer.js';
import { messageFor, type Operation } from '../catalogue/operation.js';
import type { Workspace } from '../port/workspace.test.js';
import { BusDesk } from '../desk/bus-desk.js';
import { packet, published, Wire } from './wire.test.js';

// What the tests of the contract share: how a row is proven.

/** A port on a Workspace that the test speaks for. */
interface Desk {
  readonly workspace: Workspace;
  readonly runtime: VirtualRuntime;
  close(): void;
}

/** A row, typed from the vendor's pages and not from the catalogue. */
export interface Row<D> {
  /** Topic, subtopic and data as they are published. */
  readonly sends: readonly [topic: string, subtopic: string, data?: unknown];
  /** How the port is asked for it; without, it has no word for it. */
  readonly by?: (desk: D) => Promise<unknown>;
  /** What is there before. */
  readonly given?: (desk: D) => unknown;
  /** What the Workspace is asked for on the way, and says. */
  readonly meanwhile?: (desk: D) => unknown;
  /** What the Workspace says then. */
  readonly settled?: (desk: D) => unknown;
  /** Topic and subtopic of the answer, where the port does not ask for it but a desk may. */
  readonly answered?: readonly [topic: string, subtopic: string];
}

type Operations = Readonly<Record<string, Operation>>;

/** Proves that each operation goes out as its row says, and that what the row says settles it; and that there is a row for each. */
export function prove<D extends Desk>(
  channel: Channel,
  operations: Operations,
  rows: Readonly<Record<string, Row<D>>>,
  open: () => D,
): void {
  for (const [name, row] of Object.entries(rows)) {
    const [topic, subtopic, data] = row.sends;
    const inner = { channel, topic, subtopic, source: 'my-widget', ...(data !== undefined && { data }) };

    it(`${name}: ${topic}/${subtopic} goes out in its packet`, () => {
      expect(published(messageFor(operations[name]!, data as never, 'my-widget'))).to.deep.equal(packet(channel, inner));
    });

    const { by, settled, answered } = row;
    if (answered) {
      it(`${name}: is answered by ${answered.join('/')}`, async () => {
        const wire = new Wire();
        const desk = new BusDesk({ transport: wire, appName: 'my-widget' }, [channel]);
        desk.connect();
        const asked = desk.ask(operations[name] as Operation & { readonly answer: Answer }, data as never);
        wire.says(answered[0], answered[1], { raw: 'news' }, 'message', channel);
        await asked;
        desk.close();
      });
    }

    if (!by || !settled) continue;
    it(`${name}: is settled by what the Workspace says then`, async () => {
      const desk = open();
      await row.given?.(desk);
      await desk.runtime.advance(3_000);
      let isSettled = false;
      const asked = by(desk).then(() => (isSettled = true));
      await desk.runtime.advance(50);
      await row.meanwhile?.(desk);
      await desk.runtime.advance(50);
      expect(desk.workspace.last).to.deep.equal({ ...inner, source: 'widget' });
      expect(isSettled).to.equal(false);
      await settled(desk);
      await asked;
      desk.close();
    });
  }

  it('has a row for each operation, and an operation for each row', () => {
    expect(Object.keys(rows)).to.have.members(Object.keys(operations));
  });
}
