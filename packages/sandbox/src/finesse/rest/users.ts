import type { MobileMode, SignIn } from '../../engine/index.js';
import { API } from '../codec/common.js';
import { dialogFields } from '../codec/dialog.js';
import { userFields } from '../codec/user.js';
import { childOf, textOf, type XmlNode } from '../xml/read.js';
import { type ApiCall, type Route } from './api.js';
import * as refusals from './refusals.js';

/** Users: signing in and out, states (Finesse 12.5 guide pp. 29-51). */
export const userRoutes: readonly Route[] = [
  { path: '/Users', GET: listUsers },
  { path: '/User', GET: findUser },
  { path: '/User/:id', GET: getUser, PUT: changeUser },
  { path: '/User/:id/ClientLog', POST: takeLog },
];

function getUser(call: ApiCall): Response {
  const user = call.visibleUser(call.param('id'));
  call.assertInService();
  return call.xml('User', userFields(user, call.services.quirks()));
}

// An administrator's list in the product; supervisors stand in for administrators, whom a world does not have.
function listUsers(call: ApiCall): Response {
  if (!call.isSupervisor) throw refusals.unauthorized(call.caller.id);
  call.assertInService();
  return call.xml('Users', { User: call.engine.agents().map((user) => userFields(user, call.services.quirks())) });
}

function findUser(call: ApiCall): Response {
  const loginName = call.url.searchParams.get('loginName');
  if (!loginName) throw refusals.missing('loginName');
  call.assertInService();
  const user = call.engine.agentByLoginName(loginName);
  if (!user) throw refusals.noUser(loginName);
  return call.xml('User', { loginId: user.id, loginName: user.loginName, uri: `${API}/User/${user.id}` });
}

async function changeUser(call: ApiCall): Promise<Response> {
  const body = await call.body('User');
  const id = call.param('id');
  if (id !== call.caller.id) call.visibleUser(id);
  call.assertInService();
  const state = textOf(body, 'state');
  if (!state) throw refusals.missing('state');
  if (state === 'LOGIN') return call.accept(signIn(call, id, body));
  const reasonId = textOf(body, 'reasonCodeId');
  return call.accept({
    type: 'set-state',
    agentId: call.caller.id,
    ...(id === call.caller.id ? {} : { target: id }),
    state,
    ...(reasonId ? { reasonId } : {}),
  });
}

function signIn(call: ApiCall, id: string, body: XmlNode): SignIn {
  if (id !== call.caller.id) throw refusals.otherUser(id);
  const extension = textOf(body, 'extension');
  if (!extension) throw refusals.missing('extension');
  const mobileAgent = childOf(body, 'mobileAgent');
  return { type: 'sign-in', agentId: id, extension, ...(mobileAgent ? { mobile: mobile(mobileAgent) } : {}) };
}

function mobile(node: XmlNode): { readonly mode: MobileMode; readonly dialNumber: string } {
  const mode = textOf(node, 'mode');
  const dialNumber = textOf(node, 'dialNumber');
  if (!mode) throw refusals.missing('mode');
  if (mode !== 'CALL_BY_CALL' && mode !== 'NAILED_CONNECTION') throw refusals.invalid('mode');
  if (!dialNumber) throw refusals.missing('dialNumber');
  return { mode, dialNumber };
}

async function takeLog(call: ApiCall): Promise<Response> {
  const body = await call.body('ClientLog');
  if (call.param('id') !== call.caller.id) throw refusals.otherUser(call.param('id'));
  call.assertInService();
  if (!childOf(body, 'logData')) throw refusals.missing('logData');
  return new Response(null, { status: 202, headers: { 'Content-Length': '0' } });
}

/** The dialogs of a user, as GET gives them. */
export function listDialogs(call: ApiCall): Response {
  const user = call.visibleUser(call.param('id'));
  call.assertInService();
  const { engine } = call;
  const dialogs = engine.callsOf(user.id).map((view) => dialogFields(view, engine.world.platform, call.services.quirks()));
  return call.xml('Dialogs', { Dialog: dialogs });
}
