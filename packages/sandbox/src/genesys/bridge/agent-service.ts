import type { AgentState, AgentView, Command } from '../../engine/index.js';
import { pick } from '../attributes.js';
import { extensionOfDn } from '../numbers.js';
import type { Args } from './args.js';
import { voiceError, type BridgeContext, type Invocation, type Service, type VoiceError } from './context.js';
import { badArgument, BridgeFault } from './fault.js';
import {
  agentAttributes,
  agentFor,
  dnAttributes,
  findAgent,
  isPhone,
  mediaInfo,
  phoneOfDn,
  phoneOfPlace,
  placeAttributes,
} from './people.js';
import type { VoiceMediaInfo } from './people.js';

/** What becomes of a form: the DN as it is now, or why not. */
interface MediaInfoError {
  readonly mediaInfo: VoiceMediaInfo | null;
  readonly error: VoiceError | null;
}

type FormAction = (context: BridgeContext, agent: AgentView, form: Args) => number | undefined;

/** The services of agents, places and DNs. */
export function peopleServices(context: BridgeContext): {
  readonly AgentService: Service;
  readonly PlaceService: Service;
  readonly DnService: Service;
} {
  const { engine, telephony } = context;
  const forms =
    (action: FormAction) =>
    async (invocation: Invocation): Promise<unknown> =>
      onForms(context, invocation, action);
  const agentDto = (name: string, { args, session }: Invocation): unknown => {
    const agent = agentFor(engine, session, name);
    return { agentId: agent.id, attributes: pick(agentAttributes(engine, telephony, agent), args.texts('attributes')) };
  };
  const placeDto = (placeId: string, { args }: Invocation): unknown => {
    const extension = phoneOfPlace(engine, placeId);
    return { placeId, attributes: pick(placeAttributes(engine, extension), args.texts('attributes')) };
  };
  const dnDto = (dnId: string, { args }: Invocation): unknown => {
    const extension = phoneOfDn(engine, dnId);
    return {
      dnId: mediaInfo(engine, extension).dnId,
      attributes: pick(dnAttributes(engine, telephony, extension), args.texts('attributes')),
    };
  };
  const login = forms(logIn);
  const logout = forms(logOut);
  const ready = forms((_, agent, form) => changeState(context, agent, form, 'READY'));
  const notReady = forms((_, agent, form) => changeState(context, agent, form, 'NOT_READY'));
  const afterCallWork = forms((_, agent, form) => changeState(context, agent, form, 'WORK'));
  return {
    AgentService: {
      login,
      logout,
      ready,
      notReady,
      afterCallWork,
      // The names are established nowhere: these are as likely.
      loginVoice: login,
      logoutVoice: logout,
      readyVoice: ready,
      notReadyVoice: notReady,
      afterCallWorkVoice: afterCallWork,
      getAgentDTO: (invocation) => agentDto(invocation.args.text('agentId'), invocation),
      getAgentsDTO: (invocation) => invocation.args.texts('agentIds').map((id) => agentDto(id, invocation)),
    },
    PlaceService: {
      getPlaceDTO: (invocation) => placeDto(invocation.args.text('placeId'), invocation),
      getPlacesDTO: (invocation) => invocation.args.texts('placeIds').map((id) => placeDto(id, invocation)),
    },
    DnService: {
      getDnDTO: (invocation) => dnDto(invocation.args.text('dnId'), invocation),
      getDnsDTO: (invocation) => invocation.args.texts('dnIds').map((id) => dnDto(id, invocation)),
    },
  };
}

// One form, or several at once: the answer is as the question.
async function onForms(context: BridgeContext, { args, session }: Invocation, action: FormAction): Promise<unknown> {
  const { engine, pipe } = context;
  const agent = findAgent(engine, args.text('agentId'));
  if (!agent) throw new BridgeFault(404, 'error.agent.Unknown', 'No such agent');
  if (agent.id !== session.agentId) throw new BridgeFault(403, 'error.agent.NotPermitted', 'Another agent');
  const several = args.has('forms');
  const given = several ? args.records('forms') : [args.record('form')];
  if (given.length === 0) throw badArgument('args.forms', 'is empty');
  const results = given.map((form): MediaInfoError => {
    const code = action(context, engine.agent(agent.id) ?? agent, form);
    if (code !== undefined) return { mediaInfo: null, error: voiceError(code) };
    return { mediaInfo: mediaInfo(engine, extensionOfDn(form.text('dnId'))), error: null };
  });
  await pipe.ack();
  return several ? results : results[0];
}

function logIn({ engine, admit }: BridgeContext, agent: AgentView, form: Args): number | undefined {
  const extension = extensionOfDn(form.text('dnId'));
  const loginId = form.optionalText('loginId');
  const password = form.optionalText('password') ?? '';
  if (!isPhone(engine, extension)) return 59;
  if (loginId !== null && findAgent(engine, loginId)?.id !== agent.id) return 192;
  if (admit(agent.id, password) !== 'yes') return 119;
  if (agent.extension === extension) return undefined;
  const command: Command = { type: 'sign-in', agentId: agent.id, extension };
  switch (engine.check(command)?.kind) {
    case undefined:
      engine.execute(command);
      return undefined;
    case 'invalid-device':
      return 58;
    case 'out-of-service':
      return 54;
    default:
      return 185;
  }
}

function logOut({ engine }: BridgeContext, agent: AgentView, form: Args): number | undefined {
  if (agent.extension !== extensionOfDn(form.text('dnId'))) return 41;
  // A phone that is off the hook keeps its agent.
  if (agent.state === 'TALKING' || agent.state === 'HOLD') return 185;
  engine.execute({ type: 'force-state', target: agent.id, state: 'LOGOUT' });
  return undefined;
}

function changeState({ engine }: BridgeContext, agent: AgentView, form: Args, state: AgentState): number | undefined {
  if (agent.extension !== extensionOfDn(form.text('dnId'))) return 41;
  if (engine.system().status === 'OUT_OF_SERVICE') return 54;
  const [reason] = form.pairs('reasons');
  const reasons = engine.reasonsFor(agent.id, 'NOT_READY');
  const known = reasons.find(({ code, label }) => String(code) === String(reason?.value) || label === reason?.value);
  if (reason && !known) return 53;
  const result = engine.execute({
    type: 'force-state',
    target: agent.id,
    state,
    ...(known && state === 'NOT_READY' && { reasonCode: known.code }),
  });
  return result.ok ? undefined : 185;
}
