import { stringOf } from './script.js';
import type { Ref } from './names.js';
import type { Realm } from './realm.js';

const CREDENTIAL = /\.(authorization|authToken|password)$|Utilities\.(getToken|getUserAuthString|getAuthHeaderString|getAuthTokenObj)\(\)$/;
const CREDENTIAL_NAME = /^(authorization|authToken|password|passwd|userFinesseAuth)$/;

/** Whether an expression is a credential: a member of the configuration, a pref or an entry of the storage that holds one. */
export function isCredential(realm: Realm, ref: Ref): boolean {
  if (CREDENTIAL.test(realm.path(ref))) return true;
  const { node } = ref;
  if (node.type === 'Identifier' && CREDENTIAL_NAME.test(node.name)) return true;
  return (
    node.type === 'CallExpression' &&
    /\.(getString|getItem)\(\)$/.test(realm.path(ref)) &&
    CREDENTIAL_NAME.test(stringOf(node.arguments[0]) ?? '')
  );
}
