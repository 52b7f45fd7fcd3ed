import { deskPage, painted, textOf } from '../desk-page.js';
import { mustBe } from '../sampling.js';
import { frameOf, updateXml } from '../wire.js';

const ID = '33870011';

/** Milliseconds from a write of the server to a frame that shows it, for the kit and for a page that does nothing else. */
export async function measure({
  url,
  messages,
}: {
  url: string;
  messages: number;
}): Promise<{ readonly ours: number[]; readonly plain: number[] }> {
  const desk = await deskPage(['dialog-controls', 'conference-roster', 'call-data'], ID);
  desk.deliver(frameOf(updateXml({ id: ID, event: 'POST', turn: 0 })));
  await desk.rendered();
  const bare = document.createElement('p');
  document.body.append(bare);
  const taken: Record<'ours' | 'plain', number[]> = { ours: [], plain: [] };
  const socket = new WebSocket(url);
  await new Promise((resolve) => (socket.onopen = resolve));
  await new Promise<void>((resolve, reject) => {
    socket.onmessage = ({ data }) => {
      const [head = '', frame = ''] = String(data).split('\u0000') as [string, string];
      const { kind, turn, sentAt } = JSON.parse(head) as { kind: 'ours' | 'plain'; turn: number; sentAt: number };
      const word = `turn ${turn}`;
      if (kind === 'ours') desk.deliver(frame);
      else bare.textContent = frame.slice(frame.indexOf(word), frame.indexOf(word) + word.length);
      void painted().then(() => {
        const ms = performance.timeOrigin + performance.now() - sentAt;
        if (!(kind === 'ours' ? textOf(desk.elements[2]!) : bare.textContent).includes(word))
          return reject(new Error(`Void: ${kind} does not show ${word}`));
        taken[kind].push(ms);
        socket.send('next');
        if (taken.ours.length + taken.plain.length === messages) resolve();
      });
    };
    socket.send('next');
  });
  socket.close();
  mustBe(taken.ours.length === taken.plain.length, 'the two did not take turns');
  desk.leave();
  return taken;
}
