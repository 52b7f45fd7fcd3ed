import { DesktopError } from '@cordboard/core';
import { guarded } from '../hub.js';
import { pageHere } from '../page.js';
import { containerServicesOf, type ContainerPage, type ContainerService } from './container-page.js';
import { PageCalls } from './page-calls.js';
import { showPopover } from './popover.js';
import type { DialogOptions, Popover, PopoverContent, PopoverOptions, ShortcutKey, TabNotification, ToastOptions } from './requests.js';

/** What {@link DesktopServices} are made from; nothing is required. */
export interface ServicesOptions {
  /** What the desktop gives to this frame. Default: the frame's globals. */
  readonly page?: ContainerPage;
  /** What the vendor does not document. */
  readonly undocumented?: {
    /** A desktop may show a dialog's words as markup; so `<` is written `‹` in them, which reads well either way. Default true; false passes them on. */
    readonly markupInDialogs?: boolean;
  };
}

/**
 * What the desktop page shows on a gadget's behalf: dialogs, toasts, popovers, marks at its tab; and keys. Most of it is finesse.js's own, and offered where
 * the gadget has loaded that. A method throws `DesktopError('not-offered')` where the page lacks what it is about ({@link offers} tells beforehand),
 * and `refused` with the page's own error where the page throws.
 */
export class DesktopServices {
  readonly #page: ContainerPage;
  readonly #calls: PageCalls;
  readonly #isMarkup: boolean;
  #hasPopovers = false;
  #hasKeys = false;

  /** Does nothing yet. Throws `not-served` where this is no gadget's frame. */
  constructor({ page = pageHere(), undocumented }: ServicesOptions = {}) {
    if (!page) throw new DesktopError('not-served', 'This is no gadget’s frame');
    this.#page = page;
    this.#calls = new PageCalls(page);
    this.#isMarkup = undocumented?.markupInDialogs ?? true;
  }

  /** Whether the page has what the method of that name needs. It may come later, with a library. */
  offers(service: ContainerService): boolean {
    return this.#calls.offers(service);
  }

  /** Shows a dialog of the desktop, which holds up nothing, unlike the browser's own (p. 384). */
  showDialog({ title, message, blocking, onClose }: DialogOptions): void {
    this.#calls.run('dialog', {
      ...(title !== undefined && { title: title === false ? false : this.#shown(title) }),
      message: this.#shown(message),
      ...(blocking !== undefined && { isBlocking: blocking }),
      ...(onClose && { close: guarded(() => onClose()) }),
    });
  }

  /** Takes it away. */
  hideDialog(): void {
    this.#calls.run('hide-dialog');
  }

  /** Has the browser show a message of its own; where the agent has not allowed that, nothing is shown. */
  showToast(title: string, { body, icon, autoCloseMs, evenInFront }: ToastOptions = {}): void {
    this.#calls.run('toaster', title, {
      ...(body !== undefined && { body }),
      ...(icon !== undefined && { icon }),
      ...(autoCloseMs !== undefined && { autoClose: autoCloseMs }),
      ...(evenInFront !== undefined && { showWhenVisible: evenInFront }),
    });
  }

  /** Shows a popover on the desktop. What it shows is passed on as it is. */
  showPopover(content: PopoverContent, options: PopoverOptions = {}): Popover {
    if (!this.#hasPopovers && this.#calls.offers('popover')) this.#calls.run('start-popover', containerServicesOf(this.#page));
    this.#hasPopovers = true;
    return showPopover((what, ...given) => this.#calls.run(what, ...given), content, options);
  }

  /** Gives the agent keys. They work while the desktop has them switched on. */
  registerShortcuts(keys: readonly ShortcutKey[]): void {
    if (!this.#hasKeys && this.#calls.offers('shortcuts')) this.#calls.run('start-shortcuts');
    this.#hasKeys = true;
    this.#calls.run(
      'shortcuts',
      keys.map(({ handler, pageLevel = false, modifierKeys = [], ...key }) => ({
        ...key,
        modifierKeys: [...modifierKeys],
        isPageLevel: pageLevel,
        handler: guarded(() => handler()),
      })),
    );
  }

  /** Marks the gadget's tab; with details, newer releases show a message too. */
  notifyTab(details?: TabNotification): void {
    const { messageFrom, message, dismissible, timeoutMs } = details ?? {};
    this.#calls.run(
      'tab-notification',
      ...(details
        ? [
            {
              messageFrom,
              message,
              ...(dismissible !== undefined && { isDismissable: dismissible }),
              ...(timeoutMs !== undefined && { timeout: timeoutMs }),
            },
          ]
        : []),
    );
  }

  /** Takes the mark away. */
  clearTabNotification(): void {
    this.#calls.run('clear-tab-notification');
  }

  #shown(text: string): string {
    return this.#isMarkup ? text.replaceAll('<', '‹') : text;
  }
}
