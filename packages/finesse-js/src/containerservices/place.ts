import { type FrameWindow } from '../frame-window.js';

/** The options of a dialog that the page shows over itself. */
export interface DialogOptions {
  /** Heading. Without it "Cisco Finesse"; `false` leaves the heading out. */
  title?: string | false;
  /** The text. */
  message?: string;
  /** Called when the agent closes the dialog. */
  close?: () => void;
  /** Whether the rest of the page waits for it. */
  isBlocking?: boolean;
}

/** What a gadget's view is like: see `getMyGadgetView`. */
export interface GadgetView {
  readonly gadgetId: string;
  /** `''` outside tabs. */
  readonly tabId: string;
  /** In pixels; `''` where the page does not tell. */
  readonly maxAvailableHeight: number | string;
  /** `default` or `canvas`. */
  readonly view: string;
}

/** `window.finesse.container.Container` of the page, as much as a gadget calls. All but the first four are optional there. */
export interface PageContainer {
  showDialog?(options?: DialogOptions): unknown;
  hideDialog?(): unknown;
  reloadGadget?(gadgetId: string): unknown;
  modifyGadgetUrl?(gadgetId: string, url: string): unknown;
  /** Ours. */
  getGadgetView?(gadgetId: string): unknown;
  /** Ours. */
  isTabbedGadget?(gadgetId: string): unknown;
}

/**
 * The page's container object.
 *
 * @throws TypeError where the page has none, as a frame outside a desktop finds.
 */
export function pageContainer(frame: FrameWindow): PageContainer {
  const page = frame.parent as { finesse?: { container?: { Container?: PageContainer } } } | undefined;
  const container = page?.finesse?.container?.Container;
  if (!container)
    throw new TypeError('The page has no finesse.container.Container: container services need a desktop page around the gadget');
  return container;
}

/** The gadget's number on the page (`mid`) as a string: from the frame's address, else from the id of its element; `''` where neither tells. */
export function gadgetIdOf(frame: FrameWindow): string {
  const parameters = new URLSearchParams(frame.location.search);
  return parameters.get('mid') ?? /\d+$/.exec(frame.frameElement?.id ?? '')?.[0] ?? '';
}

/** Id of the tab the gadget stands in, or null for a gadget outside tabs: its frame is looked for inside a `div.tab-panel`. */
export function tabIdOf(frame: FrameWindow): string | null {
  const panel = frame.frameElement?.closest('div.tab-panel');
  return panel ? panel.id.replace(/^panel_/, '') : null;
}

/** The view the frame was made with; a later one is told by an event only. */
export function viewAtFirst(frame: FrameWindow): GadgetView {
  const view = new URLSearchParams(frame.location.search).get('view') || 'default';
  return { gadgetId: gadgetIdOf(frame), tabId: tabIdOf(frame) ?? '', maxAvailableHeight: '', view };
}
