import type { Outcome } from '../sandbox.js';
import type { WireRecord } from '../wire-log.js';

/** A layout's or a gadget's file as it is now. */
export interface NamedText {
  /** For people: the file's name without its folders. */
  readonly name: string;
  readonly text: string;
}

/** What the desktop takes from whoever serves it. */
export interface GadgetHost {
  /** Gadgets that are shown when there is no layout, by their addresses on this origin. */
  readonly gadgets: readonly string[];
  /** Reads the layout anew; `undefined` when there is none. Rejects when it cannot be read. */
  readonly layout: () => Promise<NamedText | undefined>;
  /** A file of this origin; an answer of 404 when there is none. */
  readonly file: (request: Request) => Promise<Response>;
  /** Whether a path belongs to one of the simulated platforms. */
  readonly isPlatform: (pathname: string) => boolean;
  /** A request to the simulated platforms. */
  readonly platform: (request: Request) => Promise<Outcome>;
  /** A request to one of the origins of `passes`. Rejects when there is no answer. */
  readonly remote: (request: Request) => Promise<Response>;
  /** Whether an agent of the world is a supervisor; false for nobody. */
  readonly isSupervisor: (agentId: string) => boolean;
  readonly log: (record: WireRecord) => number;
}

/** What differs between desktops, or is not documented. */
export interface GadgetSettings {
  /** Further host names that mean this node, besides the machine's own and the one that a page was loaded from. */
  readonly nodeHosts: readonly string[];
  /** Origins that the proxy may really call. Nobody else is: the proxy is no way out for whoever finds it. */
  readonly passes: readonly string[];
  /**
   * Whether links that `content-rewrite` excludes are made absolute all the same. The vendor's own gadgets load modules by relative links
   * beside an `exclude-url`, so that they must be (inferred); false leaves them as they are written.
   */
  readonly resolvesExcluded: boolean;
}

export const DEFAULT_SETTINGS: GadgetSettings = { nodeHosts: [], passes: [], resolvesExcluded: true };
