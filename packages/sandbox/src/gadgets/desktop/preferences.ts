import type { Session } from './session.js';
import { textAt } from './xml.js';

/** The preferences that the page gives every gadget, whether or not it declares them. The credential is not among them: it never stands in an address. */
export function preferencesOf(session: Session, { protocol, hostname, port }: Location): Readonly<Record<string, string>> {
  const { user, system } = session;
  const scheme = protocol.replace(':', '');
  const hostPort = port || (scheme === 'https' ? '443' : '80');
  const [language = 'en', country = 'US'] = navigator.language.split('-');
  return {
    id: session.id,
    loginName: textAt(user, 'loginName'),
    systemAuthMode: textAt(system, 'systemAuthMode') || 'NON_SSO',
    authToken: '',
    host: hostname,
    hostPort,
    scheme,
    restHost: 'localhost',
    localhostFQDN: hostname,
    localhostPort: scheme === 'https' ? '8445' : '8082',
    externalServerHost: '',
    extension: session.extension,
    mobileAgentMode: textAt(user, 'mobileAgent', 'mode'),
    mobileAgentDialNumber: textAt(user, 'mobileAgent', 'dialNumber'),
    xmppDomain: textAt(system, 'xmppDomain'),
    pubsubDomain: textAt(system, 'xmppPubSubDomain'),
    country: country.toUpperCase(),
    language,
    locale: `${language}_${country.toUpperCase()}`,
    teamId: textAt(user, 'teamId'),
    teamName: textAt(user, 'teamName'),
    clientDriftInMillis: String(Math.round(session.driftMs)),
    compatibilityMode: 'false',
    peripheralId: textAt(system, 'peripheralId'),
    toasterNotificationTimeout: '8000',
  };
}
