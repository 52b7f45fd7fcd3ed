import type { GadgetPage } from '../page.js';

/**
 * The frame's globals that container services are looked up in. Everything but what the port needs may be missing: releases differ, and finesse.js is
 * there only where the gadget has loaded it.
 */
export interface ContainerPage extends GadgetPage {
  /** The desktop page, in which the frame's element is. Of the same origin on a real desktop. */
  readonly parent?: unknown;
  readonly frameElement?: Element | null;
  readonly location?: { readonly href: string };
}

/** What a page may offer to its gadgets besides the hub and the proxy. */
export type ContainerService =
  'title' | 'dialog' | 'toaster' | 'popover' | 'collapse' | 'tab-notification' | 'shortcuts' | 'workflow' | 'view' | 'height' | 'loading';

type PageFunction =
  | ContainerService
  | 'hide-dialog'
  | 'reload-from'
  | 'change-url'
  | 'update-popover'
  | 'dismiss-popover'
  | 'start-popover'
  | 'expand'
  | 'clear-tab-notification'
  | 'start-shortcuts'
  | 'stop-workflow'
  | 'start'
  | 'tab-id'
  | 'gadget-id'
  | 'gadget-view';

// Where each is, the first that is there counts. Finesse 12.5 guide, chapter 9, and the developer documentation of later releases; the page's own
// object is what the library itself calls.
const PLACES: Readonly<Record<PageFunction, readonly string[]>> = {
  title: ['gadgets.window.setTitle', 'finesse.containerservices.ContainerServices.setMyGadgetTitle'],
  dialog: ['parent.finesse.container.Container.showDialog', 'finesse.containerservices.ContainerServices.showDialog'],
  'hide-dialog': ['parent.finesse.container.Container.hideDialog', 'finesse.containerservices.ContainerServices.hideDialog'],
  toaster: ['finesse.containerservices.FinesseToaster.showToaster'],
  popover: ['finesse.containerservices.PopoverService.showPopover'],
  'start-popover': ['finesse.containerservices.PopoverService.init'],
  'update-popover': ['finesse.containerservices.PopoverService.updatePopover'],
  'dismiss-popover': ['finesse.containerservices.PopoverService.dismissPopover'],
  'reload-from': ['finesse.containerservices.ContainerServices.reloadMyGadgetFromUrl'],
  'change-url': ['parent.finesse.container.Container.modifyGadgetUrl'],
  collapse: ['finesse.containerservices.ContainerServices.collapseMyGadget'],
  expand: ['finesse.containerservices.ContainerServices.expandMyGadget'],
  'tab-notification': ['finesse.containerservices.ContainerServices.showMyGadgetNotification'],
  'clear-tab-notification': ['finesse.containerservices.ContainerServices.hideMyGadgetNotification'],
  shortcuts: ['finesse.shortcutkey.ShortcutKeyService.registerShortcutKey'],
  'start-shortcuts': ['finesse.shortcutkey.ShortcutKeyService.init'],
  workflow: ['finesse.containerservices.ContainerServices.addHandler'],
  'stop-workflow': ['finesse.containerservices.ContainerServices.removeHandler'],
  view: ['gadgets.views.requestNavigateTo'],
  height: ['gadgets.window.adjustHeight'],
  loading: ['gadgets.loadingindicator.dismiss'],
  start: ['finesse.containerservices.ContainerServices.init'],
  'tab-id': ['finesse.containerservices.ContainerServices.getMyTabId'],
  'gadget-id': ['finesse.containerservices.ContainerServices.getMyGadgetId'],
  'gadget-view': ['finesse.containerservices.ContainerServices.getMyGadgetView'],
};

/** A function of the page, or `undefined` where the page lacks it. Looked up at each use: libraries may be loaded late. */
export function offeredBy(page: ContainerPage, what: PageFunction): ((...given: unknown[]) => unknown) | undefined {
  for (const place of PLACES[what]) {
    const names = place.split('.');
    const name = names.pop()!;
    const owner = ownerAt(page, names);
    const found = owner?.[name];
    if (typeof found === 'function') return (...given) => (found as (...given: unknown[]) => unknown).apply(owner, given);
  }
  return undefined;
}

/** Whether it is finesse.js alone that has it, which must have been started then. */
export function isOfLibrary(what: PageFunction): boolean {
  return PLACES[what].every((place) => place.startsWith('finesse.'));
}

/** The library's object of that name, which parts of it ask for. */
export function containerServicesOf(page: ContainerPage): unknown {
  return ownerAt(page, ['finesse', 'containerservices', 'ContainerServices']);
}

function ownerAt(page: ContainerPage, names: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  try {
    let owner: unknown = page;
    for (const name of names) owner = (owner as Readonly<Record<string, unknown>> | null | undefined)?.[name];
    return (typeof owner === 'object' && owner !== null) || typeof owner === 'function'
      ? (owner as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    // The page is of another origin, where no desktop puts its gadgets: it offers nothing then.
    return undefined;
  }
}
