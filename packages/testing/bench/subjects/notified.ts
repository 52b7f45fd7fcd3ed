import { cannedDesk } from '../canned-finesse.js';
import { mustBe } from '../sampling.js';
import { frameOf, updateXml } from '../wire.js';

const CALLS = 100;
const CHANGES = 1_000;

/** Notifications to observers of other dialogs than the one that changed, and to observers of what did not change at all. */
export async function measure(): Promise<{ readonly others: number; readonly own: number; readonly references: number }> {
  const desk = await cannedDesk({ inOneTurn: true });
  const { client } = desk;
  const ids = Array.from({ length: CALLS }, (_, i) => String(33_870_000 + i));
  ids.forEach((id, turn) => desk.deliver(frameOf(updateXml({ id, event: 'POST', turn }))));
  mustBe(client.state.dialogs.size === CALLS, 'the calls did not come');

  let changing = '';
  let own = 0;
  let others = 0;
  let references = 0;
  let begun = false;
  for (const id of ids) {
    client.dialog$(id).subscribe(() => {
      if (!begun) return;
      if (id === changing) own++;
      else others++;
    });
  }
  const notTouched = () => {
    if (begun) others++;
  };
  client.dialogIds$.subscribe(notTouched);
  client.agent$.subscribe(notTouched);
  client.link$.subscribe(notTouched);
  client.select((state) => state.features).subscribe(notTouched);
  // What did not change in the dialog that changed keeps its identity as well, which spares its parts a render.
  client.select((state) => state.dialogs.get(ids[0]!)?.participants[1]).subscribe(notTouched);
  begun = true;
  for (let turn = 0; turn < CHANGES; turn++) {
    changing = ids[turn % CALLS]!;
    const before = client.state.dialogs;
    desk.deliver(frameOf(updateXml({ id: changing, event: 'PUT', turn: CALLS + turn, held: turn % 2 === 0 })));
    for (const id of ids) if (id !== changing && before.get(id) !== client.state.dialogs.get(id)) references++;
  }
  mustBe(own === CHANGES, `${own} changes were told of, not ${CHANGES}`);
  client.close();
  return { others, own, references };
}
