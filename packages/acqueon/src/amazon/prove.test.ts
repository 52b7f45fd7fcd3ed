import { expect } from '@open-wc/testing';
import type { Command, DesktopError } from '@cordboard/core';
import { AmazonDesk } from './amazon-desk.test.js';

type Act = (desk: AmazonDesk) => void;

/** What it is; what is there before; the command; what is published; what settles it; the error that its page lists, if any. */
export type Row = readonly [string, Act, Command, object, Act, string];

export const action = (dialogId: string, name: Extract<Command, { type: 'dialog-action' }>['action']): Command => ({
  type: 'dialog-action',
  dialogId,
  action: name,
});

/** Proves rows of the catalogue. */
export function prove(topic: string, rows: readonly Row[]): void {
  describe(`commands of ${topic} on the channel Amazon`, () => {
    let desk: AmazonDesk;
    beforeEach(() => {
      desk = new AmazonDesk();
      desk.signedIn();
    });
    afterEach(() => desk.close());

    for (const [what, before, command, expected, after, errorType] of rows) {
      it(`${what}: says what the catalogue prints, and settles on what is reported`, async () => {
        before(desk);
        let settled = false;
        const run = desk.client.run(command).then(() => (settled = true));
        await desk.runtime.advance(100);
        expect(desk.workspace.last).to.deep.equal({ channel: 'Amazon', source: 'widget', ...expected });
        expect(settled).to.equal(false);
        after(desk);
        await run;
      });

      it(`${what}: is settled by the port, whoever uses it`, async () => {
        before(desk);
        const sent = desk.workspace.sent.length;
        const run = desk.port.send(command, new AbortController().signal);
        await desk.runtime.advance(100);
        expect(desk.workspace.sent.length).to.equal(sent + 1);
        after(desk);
        await run;
      });

      it(`${what}: is refused by the error of its page`, async () => {
        before(desk);
        const run = desk.client.run(command).catch((error: unknown) => error);
        await desk.runtime.advance(100);
        const type = errorType || 'SOME_FAILED';
        desk.error(type);
        const error = (await run) as DesktopError;
        expect(error.code).to.equal('refused');
        expect(error.cause).to.deep.equal({ type, message: 'It failed.', data: 'internal' });
      });

      if (!errorType) continue;
      it(`${what}: is not refused by an error of something else`, async () => {
        before(desk);
        let settled = false;
        const run = desk.client.run(command).finally(() => (settled = true));
        await desk.runtime.advance(100);
        desk.error('AGENTLIST_FETCH_FAILED');
        await desk.runtime.advance(100);
        expect(settled).to.equal(false);
        after(desk);
        await run;
      });
    }
  });
}
