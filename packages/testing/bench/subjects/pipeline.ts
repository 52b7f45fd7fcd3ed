import { deskPage, textOf } from '../desk-page.js';
import { isOfCall, peerConverter } from '../peer.js';
import { floorPage, probeFrame } from '../probes/pipeline.js';
import { interleaved, mustBe, type Samples, type Subject } from '../sampling.js';
import { frameOf, updateXml } from '../wire.js';

const ID = '33870011';
const FRAMES = 20;

let turn = 0;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

/** Frames of one call, each the next in its life: held and retrieved in turn, and a variable with another value. */
function frames(): { readonly frames: readonly string[]; readonly last: string; readonly held: boolean } {
  const made = Array.from({ length: FRAMES }, () => {
    turn++;
    return frameOf(updateXml({ id: ID, event: 'PUT', turn, held: turn % 2 === 0 }));
  });
  return { frames: made, last: `turn ${turn}`, held: turn % 2 === 0 };
}

// At the least what Strophe and finesse.js do to tell a page of a frame: the stanza by the browser's parser, its payload by the peer, and a bare callback.
function peerSubject(convert: (text: string) => unknown): Subject {
  const parser = new DOMParser();
  return {
    name: 'finesse.js',
    async sample() {
      const { frames: batch } = frames();
      let took = 0;
      let told = 0;
      const callback = (model: unknown): void => {
        told++;
        mustBe(isOfCall(model, ID), 'the peer misread a call');
      };
      for (const frame of batch) {
        await pause();
        const start = performance.now();
        const stanza = parser.parseFromString(frame, 'text/xml');
        const model = convert(stanza.getElementsByTagName('notification')[0]!.textContent);
        took += performance.now() - start;
        callback(model);
      }
      mustBe(told === FRAMES, `the peer told of ${told} of ${FRAMES} frames`);
      return (took * 1000) / FRAMES;
    },
  };
}

/** Microseconds from a frame to three elements whose DOM is up to date, nothing painted. */
export async function measure({ rounds }: { rounds: number }): Promise<Samples> {
  const desk = await deskPage(['dialog-controls', 'conference-roster', 'call-data'], ID);
  desk.deliver(frameOf(updateXml({ id: ID, event: 'POST', turn })));
  await desk.rendered();
  const floor = floorPage();
  const convert = peerConverter();
  let told = 0;
  desk.client.dialog$(ID).subscribe(() => told++);

  const samples = await interleaved(
    [
      {
        name: 'ours',
        async sample() {
          const before = told;
          const { frames: batch, last, held } = frames();
          let took = 0;
          for (const frame of batch) {
            // A frame is a task of its own; of a burst in one task only a slice would be read.
            await pause();
            const start = performance.now();
            desk.deliver(frame);
            await desk.rendered();
            took += performance.now() - start;
          }
          const [controls, roster, data] = desk.elements.map(textOf);
          mustBe(told - before === FRAMES, `${told - before} of ${FRAMES} changes were told`);
          mustBe(controls!.includes(held ? 'Retrieve' : 'Hold'), 'the controls do not show the call');
          mustBe(roster!.toLowerCase().includes(held ? 'hold' : 'talking'), `the roster does not show the call: ${roster}`);
          mustBe(data!.includes(last), 'the data do not show the call');
          return (took * 1000) / FRAMES;
        },
      },
      {
        name: 'floor',
        async sample() {
          const { frames: batch, last, held } = frames();
          let took = 0;
          for (const frame of batch) {
            await pause();
            const start = performance.now();
            const dialog = probeFrame(frame);
            for (const element of floor) element.dialog = dialog;
            await Promise.all(floor.map((element) => element.updateComplete));
            took += performance.now() - start;
          }
          const [controls, roster, data] = floor.map(textOf);
          mustBe(controls!.includes(held ? 'Retrieve' : 'Hold') && roster!.includes(held ? 'HELD' : 'ACTIVE'), 'the floor is wrong');
          mustBe(data!.includes(last), 'the floor does not show the call');
          return (took * 1000) / FRAMES;
        },
      },
      ...(convert ? [peerSubject(convert)] : []),
    ],
    { rounds, warmUp: 15 },
  );
  desk.leave();
  return samples;
}
