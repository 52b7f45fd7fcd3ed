/**
 * What the page `/desktop/` is made from: the layout and the gadgets of it, as far as the server could read them. Answer of
 * `GET /desktop/box/desktop.json`; read anew at every load, so that an edit of a file shows when the page is loaded again.
 */
export interface DesktopModel {
  /** The desktop's title: the layout's `title`, or a default. */
  readonly title: string;
  /** Address of the logo, as in the layout. */
  readonly logo?: string;
  /** Every `config` of the layout by its key. */
  readonly configs: Readonly<Record<string, string>>;
  readonly header: { readonly left: readonly HeaderColumn[]; readonly right: readonly HeaderColumn[] };
  /** The gadgets that stay above all tabs, by `mid`. */
  readonly page: readonly number[];
  readonly tabs: readonly DesktopTab[];
  /** Every gadget of the role in document order, the header's first: the index is the `mid`. */
  readonly gadgets: readonly GadgetModel[];
  /** What is wrong with the layout and with each gadget's file. */
  readonly problems: readonly DesktopProblem[];
}

/** One column of the header: a gadget, a component that is recorded and not loaded, or nothing. */
export interface HeaderColumn {
  /** As in the layout, such as `230px`. */
  readonly width?: string;
  /** `mid` of the gadget in it. */
  readonly gadget?: number;
  /** Id of the vendor's component in it. */
  readonly component?: string;
}

/** A tab of the desktop. */
export interface DesktopTab {
  /** Unique; the panel is `panel_<id>`. */
  readonly id: string;
  /** Text of the tab; a resource key where a layout has one. */
  readonly label: string;
  /** Built-in icon's name, or an image's address. */
  readonly icon?: string;
  /** One to four columns of gadgets, by `mid`. */
  readonly columns: readonly (readonly number[])[];
}

/** A gadget of the desktop. */
export interface GadgetModel {
  readonly mid: number;
  /** Id that the layout gives it. */
  readonly id?: string;
  /** Address of its file as the layout has it, query included. */
  readonly url: string;
  /** Title of the file; empty when it has none. */
  readonly title: string;
  /** Views that the content is for; always has `default`. */
  readonly views: readonly string[];
  /** Features that the file requires or may use. */
  readonly features: readonly string[];
  /** Set when the gadget asks for an overlay while it loads. */
  readonly loading?: { readonly manualDismiss: boolean; readonly timeoutS: number };
  readonly collapsible: boolean;
  /** Loaded, but never shown. */
  readonly hidden: boolean;
  /** Layout id of the gadget that shows this one. */
  readonly managedBy?: string;
  readonly maxRows?: number;
  /** Height in pixels from the address's `gadgetHeight`; such a gadget is never resized. */
  readonly fixedHeight?: number;
  /** Whether the frame may have bars of its own to scroll. */
  readonly scrolling: boolean;
  /** Every attribute of the layout's element, those that are not known here too. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Why the file could not be read, in a sentence; absent when it could. */
  readonly unavailable?: string;
}

/** Something that is wrong with a layout or a gadget's file, for the page's monitor. */
export interface DesktopProblem {
  /** An error keeps something from being shown; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** Which file and line, such as `Gadget.xml:12`. */
  readonly where: string;
  readonly message: string;
}
