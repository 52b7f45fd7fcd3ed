/** Runs later, in the order asked for where the wait is the same. Without a wait not by a timer, which a page in the background runs once a second. */
export function later(): (run: () => void, ms: number) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (run, ms) => {
    if (ms > 0) {
      setTimeout(run, ms);
      return;
    }
    waiting.push(run);
    port2.postMessage(null);
  };
}
