import type { Session } from './session.js';
import { textAt } from './xml.js';

/** What gadgets read from the session's storage, which they share with the page. */
export function writeStorage(session: Session): void {
  sessionStorage.setItem('userFinesseAuth', session.credential);
  sessionStorage.setItem('clientTimestampDrift', String(session.driftMs));
  sessionStorage.setItem('serverTimezoneOffset', textAt(session.system, 'timezoneOffset') || '0');
  // Logs are the monitor's: nothing of them is left behind in the browser.
  sessionStorage.setItem('enableLocalLog', 'false');
  sessionStorage.setItem('finSessKey', `Fi${Date.now()}`);
}

/** Takes the credential away; another agent may come. */
export function clearStorage(): void {
  for (const key of ['userFinesseAuth', 'clientTimestampDrift', 'serverTimezoneOffset', 'enableLocalLog', 'finSessKey']) {
    sessionStorage.removeItem(key);
  }
}

/** Who was signed in before the page was loaded anew. */
export function storedAgent(): { readonly id: string; readonly password: string } | undefined {
  try {
    const bytes = Uint8Array.from(atob(sessionStorage.getItem('userFinesseAuth') ?? ''), (char) => char.charCodeAt(0));
    const text = new TextDecoder().decode(bytes);
    const colon = text.indexOf(':');
    return colon > 0 ? { id: text.slice(0, colon), password: text.slice(colon + 1) } : undefined;
  } catch {
    return undefined;
  }
}
