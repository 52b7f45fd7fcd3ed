import { DesktopError } from '@cordboard/core';
import { readXml, XmlError, type XmlCursor, type XmlLimits } from '../xml/scanner.js';

// Bodies hold whole phone books: more than a notification may.
const LIMITS: XmlLimits = { size: 10_000_000 };

/**
 * Reads the body of an answer whose root element must be `root` (its first letter small). Throws `DesktopError('protocol')` for any
 * other body, without repeating it.
 */
export function fromBody<T>(body: string, root: string, read: (xml: XmlCursor) => T): T {
  try {
    return readXml(
      body,
      (xml) => {
        if (xml.key !== root) throw new DesktopError('protocol', `No ${root}`);
        return read(xml);
      },
      LIMITS,
    );
  } catch (error) {
    if (error instanceof XmlError) throw new DesktopError('protocol', 'Not XML', { cause: error });
    throw error;
  }
}

/** What stands after the last slash of a uri: the id of the object it names. `undefined` for none. */
export function tailOf(uri: string | undefined): string | undefined {
  if (uri === undefined) return undefined;
  const tail = uri.slice(uri.lastIndexOf('/') + 1);
  return tail === '' ? undefined : tail;
}

/** `undefined` for what is absent or empty, where the two mean the same. */
export function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
