import { deskPage, painted, textOf } from '../desk-page.js';
import { mustBe } from '../sampling.js';
import { frameOf, updateXml } from '../wire.js';

const ID = '33870011';

/** What comes before the frame in a message of the server: who is to show it, and when it was sent. */
export interface DelayHead {
  readonly kind: 'ours' | 'plain';
  readonly turn: number;
  /** Milliseconds since 1970, to the microsecond. */
  readonly sentAt: number;
}

/** Milliseconds since 1970, to the microsecond. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Milliseconds from a write of the server to a frame that shows it, for the kit and for a page that does nothing else. To ask for the next
 * message, the page tells the server when a frame began: messages are sent at moments of a frame that the server chooses.
 */
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
  const next = (): void => void requestAnimationFrame((frame) => socket.send(String(performance.timeOrigin + frame)));
  await new Promise<void>((resolve, reject) => {
    socket.onmessage = ({ data }) => {
      const [head = '', frame = ''] = String(data).split('\u0000') as [string, string];
      const { kind, turn, sentAt } = JSON.parse(head) as DelayHead;
      const word = `turn ${turn}`;
      if (kind === 'ours') desk.deliver(frame);
      else bare.textContent = frame.slice(frame.indexOf(word), frame.indexOf(word) + word.length);
      void painted().then(() => {
        const ms = now() - sentAt;
        if (!(kind === 'ours' ? textOf(desk.elements[2]!) : bare.textContent).includes(word))
          return reject(new Error(`Void: ${kind} does not show ${word}`));
        taken[kind].push(ms);
        if (taken.ours.length + taken.plain.length === messages) resolve();
        else next();
      });
    };
    next();
  });
  socket.close();
  mustBe(taken.ours.length === taken.plain.length, 'the two did not take turns');
  desk.leave();
  return taken;
}
