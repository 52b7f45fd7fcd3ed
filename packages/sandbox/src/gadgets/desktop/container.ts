import type { Dialog, DialogOptions } from './dialog-box.js';
import type { GadgetsView } from './gadgets-view.js';

type JQuery = (element: Element) => unknown;

/** What `window.finesse.container` is made from. */
export interface ContainerOptions {
  readonly view: () => GadgetsView | undefined;
  readonly dialog: Dialog;
  readonly config: Readonly<Record<string, string>>;
  readonly problem: (text: string) => void;
}

/**
 * Puts `finesse.container` on the page, which the library in a gadget's frame reaches for. To be called before the first frame is loaded. `showDialog`
 * returns a jQuery object where jQuery is on the page, which the page of the sandbox has.
 */
export function installContainer({ view, dialog, config, problem }: ContainerOptions): void {
  const jquery = (): JQuery | undefined => (globalThis as { jQuery?: JQuery }).jQuery;
  const wrapped = (element: Element): unknown => jquery()?.(element) ?? element;
  const container = {
    Container: {
      showDialog: (options: DialogOptions | null) => wrapped(dialog.show(options ?? {})),
      hideDialog: () => wrapped(dialog.hide()),
      reloadGadget: (gadgetId: unknown) => view()?.reload(gadgetId),
      modifyGadgetUrl: (gadgetId: unknown, url: unknown) => {
        if (typeof url === 'string' && URL.canParse(url, location.origin)) view()?.setUrl(gadgetId, url);
        else problem('modifyGadgetUrl: not an address');
      },
      getGadgetView: (gadgetId: unknown) => view()?.view(gadgetId),
      isTabbedGadget: (gadgetId: unknown) => view()?.isTabbed(gadgetId) ?? false,
    },
    Tabs: {
      getActiveTab: () => view()?.tabs.active,
      activateTab: (id: unknown) => view()?.tabs.activate(String(id)) ?? false,
    },
    Config: config,
    I18n: {
      /** Texts of the page by key: none, so that the library asks the gadget's own bundle. */
      getMsg: (_key: unknown) => undefined,
    },
  };
  Object.assign(globalThis, { finesse: { container } });
}
