// A supervisor's gadgets on one platform, and the recording of calls on the other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, stage } from './browser.js';
import { Control } from './control.js';
import { click, clickAtOnce, GadgetDesk, reads, withGadgets } from './gadget-desk.js';

const CUSTOMER = '+12065550142';
const voice = stage(withGadgets('supervisor'));
const recording = stage(withGadgets('supervisor', { world: 'ccx' }));

test('a supervisor sees the team as it changes, and sends an agent to a state', async () => {
  const control = new Control(() => voice.sandbox);
  const desk = await GadgetDesk.open(voice, '1001090');
  const board = await desk.gadget('TeamBoard.xml');
  await reads(board, '#total', /^[5-9] members$/);
  await reads(board, '#teams', 'Billing EastCare West');
  await control.post('agents/1001002/state', { state: 'READY' });
  await reads(board, '#member_1001002', 'Kenji Morikawa: READY');
  const mark = await desk.mark();
  await (await board.waitForSelector('#member_1001002', { visible: true }))!.click({ count: 2 });
  await reads(board, '#member_1001002', 'Kenji Morikawa: NOT_READY');
  await control.agentIs('1001002', 'NOT_READY');
  const put = await desk.request(mark, ({ method }) => method === 'PUT');
  assert.equal(put.path, '/finesse/api/User/1001002');
  await board.select('#teams', '5072');
  await reads(board, '#member_1001006', /^Lucía Herrera: /);
  assert.equal(await board.$('#member_1001002'), null);
  // Two pages of one person are a conflict.
  await desk.page.close();
});

test('queues show who waits, soon after it changed', { timeout: 60_000 }, async () => {
  const control = new Control(() => voice.sandbox);
  const desk = await GadgetDesk.open(voice, '1001090');
  const board = await desk.gadget('QueueBoard.xml');
  await reads(board, '#queue_5120 .name', 'Billing');
  await reads(board, '#queue_5120 .waiting', '0');
  const { id } = await control.post('calls', { from: CUSTOMER, queue: '5120' });
  // Figures are published every ten seconds; the simulation's clock is moved there.
  await eventually(
    'a caller who waits',
    async () => {
      await control.post('clock', { advanceMs: 5000 });
      return board.$eval('#queue_5120 .waiting', ({ textContent }) => textContent);
    },
    (waiting) => waiting === '1',
  );
  assert.equal(await board.$eval('#queue_5120', (row) => row.classList.contains('busy')), true);
  await control.post(`calls/${id}/actions`, { address: CUSTOMER, action: 'drop' });
});

test('where the platform records on request, a gadget starts it; on hold it may not', async () => {
  const control = new Control(() => recording.sandbox);
  const desk = await GadgetDesk.open(recording, '1001001');
  const recorder = await desk.gadget('Recorder.xml');
  const calls = await desk.gadget('CallDesk.xml');
  await reads(recorder, '#platform', 'UCCX IN_SERVICE');
  const { id } = await control.post('calls', { from: CUSTOMER, to: '1001001' });
  await clickAtOnce(calls, `#call_${id} button.ANSWER`);
  await clickAtOnce(calls, `#call_${id} button.HOLD`);
  await recorder.waitForSelector('#record:disabled', { visible: true });
  await clickAtOnce(calls, `#call_${id} button.RETRIEVE`);
  await click(recorder, '#record');
  await reads(recorder, '#status', 'recording');
  await eventually(
    'the recording',
    async () => ((await control.truth()).calls as readonly { id: string; recording?: boolean }[]).find((call) => call.id === id)?.recording,
    (now) => now === true,
  );
  await clickAtOnce(calls, `#call_${id} button.DROP`);
  await control.callsAre(0);
  await recorder.waitForSelector('#recorder', { hidden: true });
});

test('nothing went wrong', () => {
  assert.deepEqual([...voice.problems, ...recording.problems], []);
});
