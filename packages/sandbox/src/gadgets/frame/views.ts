/** A view of the gadget. */
export interface View {
  getName(): string;
  isOnlyVisibleGadget(): boolean;
  bind(template: string, environment: Readonly<Record<string, unknown>>): string;
}

/** `gadgets.views`. */
export interface Views {
  /** Takes the name of a view or a view. `canvas` is the gadget alone in its tab, everything else its place in the column. */
  requestNavigateTo(view: unknown, parameters?: unknown): void;
  getCurrentView(): View;
  getSupportedViews(): Record<string, View>;
  getParams(): Record<string, unknown>;
}

/** Makes it. The frame is not loaded anew for another view: the current one is what was asked for last. */
export function makeViews(first: string, navigate: (view: string, parameters: unknown) => void): Views {
  const viewOf = (name: string): View => ({
    getName: () => name,
    isOnlyVisibleGadget: () => name === 'canvas',
    bind: (template) => template,
  });
  let current = first;
  return {
    requestNavigateTo(view, parameters) {
      current = typeof view === 'string' ? view : ((view as View | null)?.getName() ?? 'default');
      navigate(current, parameters ?? null);
    },
    getCurrentView: () => viewOf(current),
    getSupportedViews: () => ({ default: viewOf('default'), canvas: viewOf('canvas') }),
    getParams: () => ({}),
  };
}
