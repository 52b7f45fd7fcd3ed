import type { Channel } from '../bus/message.js';

/** An operation, or news, that the vendor's pages name and that is not in the catalogue. */
export interface NotOffered {
  readonly channel: Channel;
  /** The name as the pages have it. */
  readonly name: string;
  /** What it is missing. */
  readonly why: string;
  /** The page under docs.acqueon.com/docs that names it. */
  readonly page: string;
}

const missing = (channel: Channel, page: string, why: string, ...names: readonly string[]): readonly NotOffered[] =>
  names.map((name) => ({ channel, name, why, page }));

/** What the platform names and Cordboard does not offer, with the reason. */
export const notOffered: readonly NotOffered[] = [
  missing(
    'Cisco',
    'login-6',
    'named as a step of signing in, without topic, arguments or answer',
    'OpenConnection',
    'Login',
    'GetAppState',
    'GetMedia',
    'Map',
  ),
  missing('Cisco', 'login-6', 'named as news of signing in, without topic or content', 'SetMRDList', 'SetMappedMRD', 'SetSystemInfo'),
  missing('Amazon', 'get-direct-connects', 'the page has the text of another operation', 'Get Direct Connects'),
].flat();
