import type { DesktopModel, DesktopProblem, DesktopTab, GadgetModel, HeaderColumn } from './desktop-model.js';
import type { GadgetHost } from './host.js';
import { MAX_COLUMNS, readLayout, type Layout, type LayoutGadget, type LayoutHeaderColumn, type LayoutRole } from './layout/layout.js';
import { queryOf } from './layout/query.js';
import type { FileProblem } from './problem.js';
import { substitute } from './spec/hangman.js';
import type { Sources } from './sources.js';

/** For whom a desktop is laid out. */
export interface Reader {
  readonly role: LayoutRole;
  readonly lang: string;
  readonly country: string;
  /** The page's. */
  readonly origin: string;
}

const TITLE = 'Desktop in a box';

/** Reads the layout and every gadget of it, and makes the page's model of them. What cannot be read is in `problems`. Never rejects. */
export async function desktopModel(host: GadgetHost, sources: Sources, reader: Reader): Promise<DesktopModel> {
  const problems: DesktopProblem[] = [];
  const layout = await layoutOf(host, reader.role, problems);
  const gadgets: LayoutGadget[] = [];
  const numbered = (gadget: LayoutGadget): number => gadgets.push(gadget) - 1;
  const column = ({ width, gadget, component }: LayoutHeaderColumn): HeaderColumn => ({
    ...(width === undefined ? {} : { width }),
    ...(gadget && { gadget: numbered(gadget) }),
    ...(component && { component: component.id }),
  });
  // In document order: that is how they are numbered.
  const header = { left: layout.header.left.map(column), right: layout.header.right.map(column) };
  const own = layout.roles.get(reader.role);
  const page = (own?.page ?? []).map(numbered);
  const tabs = (own?.tabs ?? []).map((tab): DesktopTab => ({ ...tab, columns: tab.columns.map((each) => each.map(numbered)) }));
  const models = await Promise.all(gadgets.map((gadget, mid) => gadgetModel(gadget, mid, sources, reader)));
  const { title = TITLE, logo } = layout.configs;
  return {
    title,
    ...(logo === undefined ? {} : { logo }),
    configs: layout.configs,
    header,
    page,
    tabs,
    gadgets: models.map(({ model }) => model),
    problems: [...problems, ...models.flatMap((each) => each.problems)],
  };
}

async function layoutOf(host: GadgetHost, role: LayoutRole, problems: DesktopProblem[]): Promise<Layout> {
  const bad = (message: string, where = 'layout'): Layout => {
    problems.push({ severity: 'error', where, message });
    return EMPTY;
  };
  let file;
  try {
    file = await host.layout();
  } catch {
    return bad('The layout cannot be read');
  }
  if (!file) return inColumns(host.gadgets, role);
  const { name } = file;
  const { layout, problems: found } = readLayout(file.text);
  problems.push(...found.map((each) => placed(each, name)));
  if (!layout) return EMPTY;
  const own = layout.roles.get(role);
  const [other] = own ? [] : layout.roles;
  if (!own) bad(`There is no layout for ${role}${other ? `; that of ${other[0]} is shown` : ''}`, name);
  const shown = own ?? other?.[1];
  return { ...layout, roles: new Map(shown && [[role, shown]]) };
}

const EMPTY: Layout = { configs: {}, header: { left: [], right: [] }, roles: new Map() };

// Without a layout: one tab, a column each as long as there are any, then further down in the same columns.
function inColumns(urls: readonly string[], role: LayoutRole): Layout {
  const columns: LayoutGadget[][] = Array.from({ length: Math.max(1, Math.min(MAX_COLUMNS, urls.length)) }, () => []);
  for (const [at, url] of urls.entries()) {
    const height = queryOf(url).get('gadgetHeight');
    const fixed = height !== undefined && /^\d{1,5}$/.test(height) ? { fixedHeight: Number(height) } : {};
    columns[at % columns.length]?.push({ url, hidden: false, alternateHosts: [], attributes: {}, line: 1, ...fixed });
  }
  return { ...EMPTY, roles: new Map([[role, { page: [], tabs: [{ id: 'home', label: 'Home', icon: 'home', columns }] }]]) };
}

async function gadgetModel(
  gadget: LayoutGadget,
  mid: number,
  sources: Sources,
  { lang, country, origin }: Reader,
): Promise<{ readonly model: GadgetModel; readonly problems: readonly DesktopProblem[] }> {
  const { id, url, hidden, managedBy, maxRows, fixedHeight, attributes } = gadget;
  const loaded = await sources.spec(url, origin);
  const { spec } = loaded;
  const { messages, rightToLeft, problems } = await sources.messages(loaded, lang, country, origin);
  const loading = spec?.features.find(({ name }) => name === 'loadingindicator')?.params;
  const timeout = Number(loading?.['loading-timeout']?.[0]);
  const failure = spec ? undefined : (loaded.problems[0]?.message ?? 'The file cannot be read');
  return {
    model: {
      mid,
      ...(id === undefined ? {} : { id }),
      url,
      title: spec ? substitute(spec.title, { prefs: {}, messages, moduleId: String(mid), rightToLeft }) : '',
      views: [...new Set(['default', ...(spec?.contents.flatMap(({ views }) => views) ?? [])])],
      features: spec?.features.map(({ name }) => name) ?? [],
      ...(loading && {
        loading: { manualDismiss: loading['manual-dismiss']?.[0] === 'true', timeoutS: timeout > 0 ? timeout : DEFAULT_LOADING_S },
      }),
      collapsible: spec?.features.some(({ name }) => name === 'collapsible') ?? false,
      hidden,
      ...(managedBy === undefined ? {} : { managedBy }),
      ...(maxRows === undefined ? {} : { maxRows }),
      ...(fixedHeight === undefined ? {} : { fixedHeight }),
      scrolling: spec?.scrolling ?? false,
      attributes,
      ...(failure === undefined ? {} : { unavailable: failure }),
    },
    problems: [...loaded.problems, ...problems].map((each) => placed(each, loaded.name)),
  };
}

/** How long the overlay of a loading gadget stays at most, in seconds, unless the gadget says (DevNet, Loading Indicator Feature). */
const DEFAULT_LOADING_S = 10;

function placed({ severity, line, message }: FileProblem, name: string): DesktopProblem {
  return { severity, where: `${name}:${line}`, message };
}
