import type { FileProblem, ProblemCode } from '../problem.js';
import { childOf, childrenOf, readTree, type XmlElement } from '../xml/tree.js';
import { queryOf } from './query.js';

/** A gadget as a layout places it. */
export interface LayoutGadget {
  readonly id?: string;
  /** Address of its file, query included. */
  readonly url: string;
  readonly hidden: boolean;
  readonly managedBy?: string;
  readonly maxRows?: number;
  /** Pixels, from the address's `gadgetHeight`. */
  readonly fixedHeight?: number;
  /** Hosts to fall back to; the product tries them for absolute addresses only. */
  readonly alternateHosts: readonly string[];
  /** Every attribute as written. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
}

/** A script of the vendor's own that the page would load: recorded, never loaded. */
export interface LayoutComponent {
  readonly id: string;
  readonly url: string;
}

/** One column of the header. */
export interface LayoutHeaderColumn {
  readonly width?: string;
  readonly gadget?: LayoutGadget;
  readonly component?: LayoutComponent;
}

export interface LayoutTab {
  readonly id: string;
  readonly label: string;
  readonly icon?: string;
  /** One to four. */
  readonly columns: readonly (readonly LayoutGadget[])[];
}

export const ROLES = ['Agent', 'Supervisor', 'Admin'] as const;
export type LayoutRole = (typeof ROLES)[number];

/** What one role sees. */
export interface RoleLayout {
  readonly page: readonly LayoutGadget[];
  readonly tabs: readonly LayoutTab[];
}

/** A desktop's layout. */
export interface Layout {
  readonly version?: string;
  readonly configs: Readonly<Record<string, string>>;
  readonly header: { readonly left: readonly LayoutHeaderColumn[]; readonly right: readonly LayoutHeaderColumn[] };
  readonly roles: ReadonlyMap<LayoutRole, RoleLayout>;
}

/** A layout as read. With errors it holds what could be read beside them. */
export interface LayoutReading {
  readonly layout?: Layout;
  readonly problems: readonly FileProblem[];
}

/** Most columns of a tab. */
export const MAX_COLUMNS = 4;

/**
 * Reads a `finesseLayout` of any release; never throws. What the product's schema refuses is an error; attributes that the published schema
 * does not list are taken, because the default layout uses some.
 */
export function readLayout(text: string): LayoutReading {
  const tree = readTree(text);
  return 'problem' in tree ? { problems: [tree.problem] } : new LayoutReader().read(tree.root);
}

class LayoutReader {
  readonly #problems: FileProblem[] = [];
  // Of the gadgets that one role sees, the header's included.
  #ids = new Set<string>();

  read(root: XmlElement): LayoutReading {
    if (root.name !== 'finesseLayout') {
      this.#error('wrong-root', root, `<finesseLayout> is expected, not <${root.name}>`);
      return { problems: this.#problems };
    }
    this.#known(root, ['version', 'configs', 'header', 'layout']);
    const version = childOf(root, 'version')?.text.trim();
    if (version !== undefined && !/^[\d.]+$/.test(version)) this.#warn('config-invalid', root, 'A version is of digits and dots');
    const [header, ...further] = childrenOf(root, 'header');
    for (const each of further) this.#error('header-invalid', each, 'There is one header at most');
    const layout = {
      ...(version === undefined ? {} : { version }),
      configs: this.#configs(root),
      header: { left: this.#columns(header, 'leftAlignedColumns'), right: this.#columns(header, 'rightAlignedColumns') },
      roles: this.#roles(root),
    };
    return { layout, problems: this.#problems };
  }

  #configs(root: XmlElement): Readonly<Record<string, string>> {
    const configs = new Map<string, string>();
    for (const element of childrenOf(root, 'configs').flatMap((each) => childrenOf(each, 'config'))) {
      const { key = '', value = '' } = element.attributes;
      if (!/^[A-Za-z]+$/.test(key)) this.#warn('config-invalid', element, `A config’s key is of letters, not ${quoted(key)}`);
      configs.set(key, value);
    }
    return Object.fromEntries(configs);
  }

  #columns(header: XmlElement | undefined, side: string): readonly LayoutHeaderColumn[] {
    const columns = header ? childrenOf(header, side).flatMap((each) => childrenOf(each, 'headercolumn')) : [];
    return columns.map((column) => {
      const { width } = column.attributes;
      const [gadget, secondGadget] = this.#gadgetsBelow(column);
      const [component, secondComponent] = componentsBelow(column);
      if (secondGadget ?? secondComponent ?? (gadget && component)) {
        this.#error('header-invalid', column, 'A column of the header holds one gadget or one component');
      }
      return {
        ...(width === undefined ? {} : { width }),
        ...(gadget && { gadget }),
        ...(component && !gadget && { component }),
      };
    });
  }

  #roles(root: XmlElement): ReadonlyMap<LayoutRole, RoleLayout> {
    const roles = new Map<LayoutRole, RoleLayout>();
    const headerIds = this.#ids;
    for (const element of childrenOf(root, 'layout')) {
      this.#ids = new Set(headerIds);
      this.#known(element, ['role', 'page', 'tabs']);
      const word = childOf(element, 'role')?.text.trim() ?? '';
      const role = ROLES.find((each) => each === word);
      if (!role) this.#error('role-invalid', element, `A layout is for one of ${ROLES.join(', ')}, not ${quoted(word)}`);
      else if (roles.has(role)) this.#error('role-invalid', element, `There are two layouts for ${role}`);
      const page = childrenOf(element, 'page').flatMap((each) => this.#gadgetsBelow(each));
      const tabs = this.#tabs(element);
      this.#checkManagers([...page, ...tabs.flatMap(({ columns }) => columns.flat())]);
      if (role && !roles.has(role)) roles.set(role, { page, tabs });
    }
    if (roles.size === 0) this.#error('layout-missing', root, 'There is no layout for any role');
    return roles;
  }

  #tabs(layout: XmlElement): readonly LayoutTab[] {
    const ids = new Set<string>();
    const tabs: LayoutTab[] = [];
    for (const element of childrenOf(layout, 'tabs').flatMap((each) => childrenOf(each, 'tab'))) {
      this.#known(element, ['id', 'icon', 'label', 'columns', 'gadgets']);
      const id = childOf(element, 'id')?.text.trim() ?? '';
      const label = childOf(element, 'label')?.text.trim() ?? '';
      const icon = childOf(element, 'icon')?.text.trim();
      if (!/^[A-Za-z][\w:.-]*$/.test(id)) {
        this.#error('tab-invalid', element, `A tab’s id is a letter, then letters, digits and - _ : . — not ${quoted(id)}`);
      } else if (ids.has(id)) this.#error('tab-invalid', element, `There are two tabs ${id}`);
      else {
        if (label === '') this.#warn('tab-invalid', element, `The tab ${id} has no label`);
        ids.add(id);
        tabs.push({ id, label: label === '' ? id : label, ...(icon === undefined ? {} : { icon }), columns: this.#columnsOf(element) });
      }
    }
    return tabs;
  }

  #columnsOf(tab: XmlElement): readonly (readonly LayoutGadget[])[] {
    const columns = childrenOf(tab, 'columns').flatMap((each) => childrenOf(each, 'column'));
    const gadgets = childOf(tab, 'gadgets');
    if (columns.length > 0 && gadgets) this.#error('columns-invalid', gadgets, 'A tab has columns or gadgets, not both');
    if (columns.length > MAX_COLUMNS) {
      this.#error('columns-invalid', columns[MAX_COLUMNS] ?? tab, `A tab has ${MAX_COLUMNS} columns at most, not ${columns.length}`);
    }
    const read = (columns.length > 0 ? columns : gadgets ? [gadgets] : []).slice(0, MAX_COLUMNS).map((each) => this.#gadgetsBelow(each));
    return read.length > 0 ? read : [[]];
  }

  // A column's gadgets stand within `gadgets`, those of the page do not; both are taken everywhere.
  #gadgetsBelow(element: XmlElement): readonly LayoutGadget[] {
    return element.children.flatMap((child) => {
      if (child.name === 'gadgets') return this.#gadgetsBelow(child);
      if (child.name === 'gadget') return this.#gadget(child);
      if (child.name !== 'component' && child.name !== 'components') this.#unknown(child, element);
      return [];
    });
  }

  #gadget(element: XmlElement): readonly LayoutGadget[] {
    const { attributes, line } = element;
    const url = element.text.trim();
    if (url === '' || /\s/.test(url)) {
      this.#error('gadget-invalid', element, url === '' ? 'A gadget has an address' : 'There is a blank in the address of a gadget');
      return [];
    }
    const { id, managedBy, maxRows } = attributes;
    if (id !== undefined) this.#takeId(id, element);
    const height = queryOf(url).get('gadgetHeight');
    const hosts = (attributes['alternateHosts'] ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    const absolute = /^https?:\/\//i.test(url);
    if (hosts.length > 0 && !absolute) this.#warn('attribute-ignored', element, 'alternateHosts counts for absolute addresses only');
    const fixedHeight = this.#wholeNumber('gadgetHeight', height, element);
    const rows = this.#wholeNumber('maxRows', maxRows, element);
    return [
      {
        ...(id === undefined ? {} : { id }),
        url,
        hidden: attributes['hidden'] === 'true',
        ...(managedBy === undefined ? {} : { managedBy }),
        ...(rows === undefined ? {} : { maxRows: rows }),
        ...(fixedHeight === undefined ? {} : { fixedHeight }),
        alternateHosts: absolute ? hosts : [],
        attributes,
        line,
      },
    ];
  }

  #takeId(id: string, element: XmlElement): void {
    if (!/^[A-Za-z][\w-]*$/.test(id)) {
      this.#error('id-invalid', element, `A gadget’s id is a letter, then letters, digits, - and _ — not ${quoted(id)}`);
    } else if (this.#ids.has(id)) this.#error('id-invalid', element, `There are two gadgets ${id}`);
    this.#ids.add(id);
  }

  #wholeNumber(name: string, text: string | undefined, element: XmlElement): number | undefined {
    if (text === undefined) return undefined;
    if (/^\d{1,5}$/.test(text)) return Number(text);
    this.#warn('attribute-ignored', element, `${name} is a whole number, not ${quoted(text)}`);
    return undefined;
  }

  #checkManagers(gadgets: readonly LayoutGadget[]): void {
    for (const { managedBy, line } of gadgets) {
      if (managedBy !== undefined && !this.#ids.has(managedBy)) {
        this.#problems.push({
          severity: 'warning',
          code: 'gadget-invalid',
          line,
          message: `No gadget ${quoted(managedBy)} to be managed by`,
        });
      }
    }
  }

  #known(element: XmlElement, names: readonly string[]): void {
    for (const child of element.children) if (!names.includes(child.name)) this.#unknown(child, element);
  }

  #unknown(child: XmlElement, parent: XmlElement): void {
    this.#warn('element-unknown', child, `<${child.name}> is not known in <${parent.name}>`);
  }

  #error(code: ProblemCode, { line }: XmlElement, message: string): void {
    this.#problems.push({ severity: 'error', code, line, message });
  }

  #warn(code: ProblemCode, { line }: XmlElement, message: string): void {
    this.#problems.push({ severity: 'warning', code, line, message });
  }
}

function componentsBelow(element: XmlElement): readonly LayoutComponent[] {
  return element.children.flatMap((child) => {
    if (child.name === 'components') return componentsBelow(child);
    if (child.name !== 'component') return [];
    return [{ id: child.attributes['id'] ?? '', url: childOf(child, 'url')?.text.trim() ?? '' }];
  });
}

// What is quoted in a message is somebody's text: kept short.
function quoted(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}
