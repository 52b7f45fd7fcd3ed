/** What a dialog of the desktop says. */
export interface DialogOptions {
  /** `false` leaves the title's bar out. Default: the desktop's own title. */
  readonly title?: string | false;
  /** Plain text. */
  readonly message: string;
  /** Nothing else can be done on the desktop while it is shown. */
  readonly blocking?: boolean;
  /** The agent has closed it. */
  readonly onClose?: () => void;
}

/** What a toast says besides its title. */
export interface ToastOptions {
  readonly body?: string;
  /** Address of a picture; the library has some under names of its own. */
  readonly icon?: string;
  /** Milliseconds until it goes by itself. Default: the desktop's own, 8,000. */
  readonly autoCloseMs?: number;
  /** Also while the desktop is in front. By default a toast is for those who look elsewhere. */
  readonly evenInFront?: boolean;
}

/** What a popover shows. */
export interface PopoverContent {
  readonly title: string;
  /** While it is small. Default: `title`. */
  readonly shortTitle?: string;
  /** `type` and `value` as the desktop knows them. */
  readonly icon?: { readonly type: string; readonly value: string };
  readonly rows?: readonly { readonly name: string; readonly value: string }[];
}

/** How a popover behaves. */
export interface PopoverOptions {
  /** Seconds until it goes by itself. Default: it stays. */
  readonly seconds?: number;
  /** Shows the seconds, counted up or down. Default: does not. */
  readonly counts?: 'up' | 'down';
  /** The agent may send it away. Default true. */
  readonly dismissible?: boolean;
  readonly keepMaximised?: boolean;
  /** What the agent is asked to do, where there is no button for it. */
  readonly requiredAction?: string;
  /** Two at most. */
  readonly buttons?: readonly PopoverButton[];
}

/** A button of a popover. */
export interface PopoverButton {
  readonly id: string;
  readonly label: string;
  /** Default `Affirm`. */
  readonly type?: 'Affirm' | 'Decline';
  readonly hoverText?: string;
}

/** A popover that is shown. */
export interface Popover {
  readonly id: string;
  /**
   * Resolves with the page's word for how it ended: the id of the button that was pressed, or a word for its having been sent away or timed out
   * (`dismissed` and `timeout`; the words are in no document). Never rejects, and stays open where the page says nothing.
   */
  readonly ended: Promise<string>;
  /** Shows something else in its place. Throws `not-offered` where the page cannot. */
  update(content: PopoverContent, options?: PopoverOptions): void;
  /** Takes it away. Throws `not-offered` where the page cannot. */
  dismiss(): void;
}

/** A key of a gadget's own. */
export interface ShortcutKey {
  readonly id: string;
  /** The gadget, and what the key does, in the words that the desktop lists them by. */
  readonly componentName: string;
  readonly actionName: string;
  readonly key: string;
  readonly modifierKeys?: readonly string[];
  readonly handler: () => void;
  /** Works on the whole page, not in the gadget alone. Default false. */
  readonly pageLevel?: boolean;
}

/** What a message at the gadget's tab says. */
export interface TabNotification {
  readonly messageFrom: string;
  readonly message: string;
  readonly dismissible?: boolean;
  readonly timeoutMs?: number;
}
