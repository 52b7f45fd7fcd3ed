import type { CallAction, CallActionCommand, CallView } from '../../engine/index.js';
import { ACTION_NAMES, dialogFields } from '../codec/dialog.js';
import { childOf, textOf, type XmlNode } from '../xml/read.js';
import type { ApiCall, Route } from './api.js';
import * as refusals from './refusals.js';
import { listDialogs } from './users.js';

/** Dialogs: placing calls and acting on them (Finesse 12.5 guide pp. 80-114). */
export const dialogRoutes: readonly Route[] = [
  { path: '/User/:id/Dialogs', GET: listDialogs, POST: createDialog },
  { path: '/Dialog/:id', GET: getDialog, PUT: changeDialog },
];

const ACTIONS: ReadonlyMap<string, CallAction> = new Map(
  (Object.entries(ACTION_NAMES) as [CallAction, string][]).map(([action, name]) => [name, action]),
);
/** Documented actions that the simulated platform does not have yet. */
const NOT_SERVED: ReadonlySet<string> = new Set(['SILENT_MONITOR', 'BARGE_CALL']);
const OF_CAMPAIGNS: ReadonlySet<CallAction> = new Set<CallAction>(['reclassify', 'schedule-callback', 'cancel-callback']);
const NEEDS_DESTINATION: ReadonlySet<CallAction> = new Set<CallAction>(['consult', 'transfer-single-step']);

function getDialog(call: ApiCall): Response {
  const id = call.param('id');
  const { engine } = call;
  const own = engine.callFor(call.caller.id, id);
  const view = own ?? supervised(call, id);
  call.assertInService();
  return call.xml('Dialog', dialogFields(view, engine.world.platform, call.services.quirks()));
}

function supervised(call: ApiCall, id: string): CallView {
  const view = call.engine.call(id);
  if (!view) throw refusals.noDialog(id);
  const agents = view.parties.flatMap(({ agentId }) => (agentId === null ? [] : [call.engine.agent(agentId)]));
  if (!agents.some((agent) => agent && call.supervises(agent.team.id))) throw refusals.otherUser(id);
  return view;
}

async function createDialog(call: ApiCall): Promise<Response> {
  const body = await call.body('Dialog');
  const id = call.param('id');
  if (id !== call.caller.id) throw refusals.otherUser(id);
  call.assertInService();
  const action = textOf(body, 'requestedAction');
  if (!action) throw refusals.missing('requestedAction');
  if (NOT_SERVED.has(action)) throw refusals.otherPlatform(action);
  if (action !== 'MAKE_CALL') throw refusals.invalid('requestedAction');
  const from = textOf(body, 'fromAddress');
  const to = textOf(body, 'toAddress');
  if (!from) throw refusals.missing('fromAddress');
  if (!to) throw refusals.missing('toAddress');
  const data = childOf(body, 'mediaProperties');
  if (data && call.engine.world.platform === 'CCX') throw refusals.invalid('mediaProperties');
  const variables = data ? readVariables(data) : undefined;
  return call.accept({ type: 'make-call', agentId: id, from, to, ...(variables ? { variables } : {}) });
}

async function changeDialog(call: ApiCall): Promise<Response> {
  const body = await call.body('Dialog');
  call.assertInService();
  const callId = call.param('id');
  const name = textOf(body, 'requestedAction');
  if (!name) throw refusals.missing('requestedAction');
  const action = ACTIONS.get(name);
  if (!action && !NOT_SERVED.has(name)) throw refusals.invalid('requestedAction');
  if (action === 'update-data') return updateData(call, callId, body);
  const address = textOf(body, 'targetMediaAddress');
  if (!address) throw refusals.missing('targetMediaAddress');
  if (action && OF_CAMPAIGNS.has(action)) assertOfCampaign(call, callId);
  assertOwn(call, callId, action === 'drop-party' ? undefined : address);
  if (!action) throw refusals.otherPlatform(name);
  const to = textOf(body, 'toAddress');
  if (NEEDS_DESTINATION.has(action) && !to) throw refusals.missing('toAddress');
  const params = actionParams(body);
  const needed = NEEDED_PARAM[action];
  if (needed !== undefined && !params.has(needed)) throw refusals.missing(needed);
  return call.accept({
    type: 'call-action',
    agentId: call.caller.id,
    callId,
    address,
    action,
    ...(to ? { to } : {}),
    ...detailsOf(action, params),
  });
}

function updateData(call: ApiCall, callId: string, body: XmlNode): Response {
  const data = childOf(body, 'mediaProperties');
  if (!data) throw refusals.missing('mediaProperties');
  const variables = readVariables(data);
  const wrapUpReason = textOf(data, 'wrapUpReason');
  const items = childOf(data, 'wrapUpItems')?.children.filter((item) => item.name === 'wrapUpItem');
  if (!variables && wrapUpReason === undefined && !items) throw refusals.missing('callvariables');
  assertOwn(call, callId, textOf(body, 'targetMediaAddress') || undefined);
  return call.accept({
    type: 'update-data',
    agentId: call.caller.id,
    callId,
    ...(variables ? { variables } : {}),
    ...(wrapUpReason === undefined ? {} : { wrapUpReason }),
    ...(items ? { wrapUpItems: items.map((item) => item.text.trim()) } : {}),
  });
}

// The dialog must be the caller's, and the device that is to act too.
function assertOwn(call: ApiCall, callId: string, address: string | undefined): void {
  if (!call.engine.call(callId) && !call.engine.callFor(call.caller.id, callId)) throw refusals.noDialog(callId);
  if (address !== undefined && address !== call.caller.extension) throw refusals.otherUser(address);
  if (!call.engine.callFor(call.caller.id, callId)) throw refusals.otherUser(callId);
}

// Values keep their blanks: they are data, not markup.
function readVariables(data: XmlNode): Readonly<Record<string, string>> | undefined {
  const list = childOf(data, 'callvariables');
  if (!list) return undefined;
  const entries = list.children
    .filter((each) => each.name === 'CallVariable')
    .map((each): [string, string] => [textOf(each, 'name') ?? '', childOf(each, 'value')?.text ?? '']);
  if (entries.some(([name]) => name === '')) throw refusals.invalid('callvariables');
  return Object.fromEntries(entries);
}

/** Parameters without which an action means nothing. */
const NEEDED_PARAM: Partial<Record<CallAction, string>> = { 'send-dtmf': 'dtmfString', reclassify: 'outboundClassification' };

function detailsOf(
  action: CallAction,
  params: ReadonlyMap<string, string>,
): Pick<CallActionCommand, 'digits' | 'classification' | 'callback'> {
  switch (action) {
    case 'send-dtmf':
      return { digits: params.get('dtmfString') ?? '' };
    case 'reclassify':
      return { classification: params.get('outboundClassification') ?? '' };
    case 'schedule-callback': {
      const time = params.get('callbackTime');
      const number = params.get('callbackNumber');
      return { callback: { ...(time === undefined ? {} : { time }), ...(number === undefined ? {} : { number }) } };
    }
    default:
      return {};
  }
}

function actionParams(body: XmlNode): ReadonlyMap<string, string> {
  const params = childOf(body, 'actionParams')?.children.filter((each) => each.name === 'ActionParam') ?? [];
  return new Map(params.map((param): [string, string] => [textOf(param, 'name') ?? '', textOf(param, 'value') ?? '']));
}

// The documents of these three actions have their own words for a dialog that is not there.
function assertOfCampaign(call: ApiCall, callId: string): void {
  if (call.engine.call(callId)) return;
  throw call.engine.hasEnded(callId) ? refusals.staleDialog(callId) : refusals.noCampaignDialog(callId);
}
