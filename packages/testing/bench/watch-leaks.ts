// To be imported before everything else: counts what a page sets up and has to take down again.

/** Timers and frames that are set. */
export const timers: Set<unknown> = new Set();
/** Names of custom elements, in the order in which they were defined. */
export const tags: string[] = [];

const scope = globalThis as unknown as Record<string, (...args: unknown[]) => unknown>;

function watch(set: string, clear: string, once: boolean): void {
  const [begin, end] = [scope[set]!.bind(globalThis), scope[clear]!.bind(globalThis)];
  scope[set] = (run, ...rest) => {
    const handle = begin(
      (...args: unknown[]) => {
        if (once) timers.delete(handle);
        (run as (...args: unknown[]) => void)(...args);
      },
      ...rest,
    );
    timers.add(handle);
    return handle;
  };
  scope[clear] = (handle) => {
    timers.delete(handle);
    return end(handle);
  };
}
watch('setTimeout', 'clearTimeout', true);
watch('setInterval', 'clearInterval', false);
watch('requestAnimationFrame', 'cancelAnimationFrame', true);

const define = customElements.define.bind(customElements);
customElements.define = (tag, make, options) => {
  tags.push(tag);
  define(tag, make, options);
};
