import { readEventXml } from '../xml/read-xml.js';
import { isXmlObject, memberOf, textAt, type XmlObject } from '../xml/values.js';

/** A notification as the objects take it. */
export interface Update {
  /** `POST`, `PUT` or `DELETE`, as it came: other spellings change data without a word. */
  readonly event: string;
  /** The id of the request that it answers; empty for none. */
  readonly requestId: string;
  /** The path of what changed, which need not be the node's. */
  readonly source: string;
  /** What changed, in a member of its kind, or `apiErrors`. Empty for a user that was deleted. */
  readonly data: XmlObject;
  /** The XML it came as. */
  readonly content: string;
}

/** Reads what the page published of a notification: its object, else its content. Undefined for what is neither. */
export function readUpdate(payload: unknown): Update | undefined {
  const content = xmlOf(textAt(payload, 'content'));
  const object = memberOf(memberOf(payload, 'object'), 'Update') ?? memberOf(parsed(content), 'Update');
  if (!isXmlObject(object)) return undefined;
  const data = memberOf(object, 'data');
  return {
    event: textAt(object, 'event').trim(),
    requestId: textAt(object, 'requestId').trim(),
    source: textAt(object, 'source').trim(),
    data: isXmlObject(data) ? data : {},
    content,
  };
}

/** The member of a kind, whatever the case of its first letter; undefined where the data is of another kind. */
export function rootOf(data: XmlObject, type: string): XmlObject | null | undefined {
  const name = [type, type.charAt(0).toLowerCase() + type.slice(1), type.charAt(0).toUpperCase() + type.slice(1)].find((each) =>
    Object.hasOwn(data, each),
  );
  const root = name === undefined ? undefined : data[name];
  return root === null || isXmlObject(root) ? root : undefined;
}

// The page may put the node's path before the document.
function xmlOf(content: string): string {
  const start = content.search(/[<{]/);
  return start < 0 ? '' : content.slice(start);
}

function parsed(content: string): unknown {
  try {
    return content.startsWith('{') ? JSON.parse(content) : readEventXml(content);
  } catch {
    // What cannot be read is no update; who asked logs it.
    return undefined;
  }
}
