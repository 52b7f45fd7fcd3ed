import { interleaved, mustBe, type Samples } from '../sampling.js';

let fresh = 0;

/** Milliseconds to compile and run each script in a frame of its own, where nobody has run it before. */
export async function measure({ scripts, rounds }: { scripts: Readonly<Record<string, string>>; rounds: number }): Promise<Samples> {
  const subjects = Object.entries(scripts).map(([name, code]) => ({
    name,
    sample() {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const script = frame.contentDocument!.createElement('script');
      // The engine keeps what it has compiled by its text.
      script.textContent = `${code}\n;globalThis.evaluated = true; // ${++fresh}`;
      const start = performance.now();
      frame.contentDocument!.body.append(script);
      const took = performance.now() - start;
      mustBe((frame.contentWindow as unknown as { evaluated?: boolean }).evaluated === true, `${name} did not run`);
      frame.remove();
      return took;
    },
  }));
  return interleaved(subjects, { rounds, warmUp: 5 });
}

const kept: HTMLIFrameElement[] = [];

/** Runs a script in a frame that stays. */
export function hold(code: string): void {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  kept.push(frame);
  const script = frame.contentDocument!.createElement('script');
  script.textContent = `${code}\n// ${++fresh}`;
  frame.contentDocument!.body.append(script);
}
