import { type FrameWindow, type Prefs } from './frame-window.js';

/** What the page told the frame of itself and of the agent. All values are as the page's preferences give them. */
export interface GadgetConfig {
  /** The agent's id, as in REST paths. */
  id?: string;
  /** Base64 of `id:password`; not under single sign-on. A credential: keep it out of logs and URLs. */
  authorization?: string;
  /** Access token under single sign-on. A credential: keep it out of logs and URLs. */
  authToken?: string;
  /** `SSO`, `NON_SSO` or `HYBRID`. */
  systemAuthMode?: string;
  /** The server as the browser sees it. */
  host?: string;
  hostPort?: string;
  /** `http` or `https`. */
  scheme?: string;
  /** The server as the page's proxy sees it. */
  restHost?: string;
  localhostFQDN?: string;
  /** The port that goes with `restHost`. */
  localhostPort?: string;
  extension?: string;
  /** `CALL_BY_CALL`, `NAILED_CONNECTION` or empty. */
  mobileAgentMode?: string;
  mobileAgentDialNumber?: string;
  xmppDomain?: string;
  pubsubDomain?: string;
  country?: string;
  language?: string;
  /** Like `en_US`; goes with every request. */
  locale?: string;
  teamId?: string;
  teamName?: string;
  /** Milliseconds that the server's clock is ahead of this one's. */
  clientDriftInMillis?: number;
  compatibilityMode?: string;
  peripheralId?: string;
  toasterNotificationTimeout?: string;
}

const TEXTS = [
  'id',
  'authToken',
  'systemAuthMode',
  'host',
  'hostPort',
  'scheme',
  'restHost',
  'localhostFQDN',
  'localhostPort',
  'extension',
  'mobileAgentMode',
  'mobileAgentDialNumber',
  'xmppDomain',
  'pubsubDomain',
  'country',
  'language',
  'locale',
  'teamId',
  'teamName',
  'compatibilityMode',
  'peripheralId',
  'toasterNotificationTimeout',
] as const;

/** The frame's preferences; undefined on a page that gives none. */
export function prefsOf(frame: FrameWindow): Prefs | undefined {
  const { Prefs } = frame.gadgets ?? {};
  return Prefs && new Prefs();
}

/** Reads the configuration off the frame's preferences, and who is signed in off the page's session storage. Empty where there is neither. */
export function gadgetConfigOf(frame: FrameWindow, userAuth: string): GadgetConfig {
  const prefs = prefsOf(frame);
  if (!prefs) return {};
  const texts: Partial<Record<(typeof TEXTS)[number], string>> = {};
  for (const name of TEXTS) texts[name] = prefs.getString(name);
  return { ...texts, authorization: userAuth, clientDriftInMillis: Math.trunc(Number(prefs.getString('clientDriftInMillis'))) || 0 };
}
