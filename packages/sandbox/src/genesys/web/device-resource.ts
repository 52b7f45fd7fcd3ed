import type { AgentState, AgentView, Engine } from '../../engine/index.js';
import { dnIdOf } from '../numbers.js';
import type { Telephony } from '../telephony.js';

interface UserState {
  readonly state: string;
  readonly workMode?: string;
  readonly displayName: string;
}

const USER_STATES: Readonly<Record<AgentState, UserState>> = {
  LOGOUT: { state: 'LoggedOut', displayName: 'Logged Out' },
  NOT_READY: { state: 'NotReady', displayName: 'Not Ready' },
  READY: { state: 'Ready', displayName: 'Ready' },
  RESERVED: { state: 'Ready', displayName: 'Ready' },
  RESERVED_OUTBOUND: { state: 'Ready', displayName: 'Ready' },
  RESERVED_OUTBOUND_PREVIEW: { state: 'Ready', displayName: 'Ready' },
  TALKING: { state: 'NotReady', workMode: 'OnCall', displayName: 'On Call' },
  HOLD: { state: 'NotReady', workMode: 'OnCall', displayName: 'On Call' },
  WORK: { state: 'NotReady', workMode: 'AfterCallWork', displayName: 'After Call Work' },
  WORK_READY: { state: 'NotReady', workMode: 'AfterCallWork', displayName: 'After Call Work' },
  UNKNOWN: { state: 'Unknown', displayName: 'Unknown' },
};

/** A phone as this wire shows it, with its agent's state. */
export function deviceResource(
  engine: Engine,
  telephony: Telephony,
  agent: AgentView,
  extension: string,
  base: string,
): Record<string, unknown> {
  const id = dnIdOf(extension);
  const { state } = agent;
  const capabilities: string[] = [];
  if (state !== 'LOGOUT') {
    if (state !== 'READY') capabilities.push('Ready');
    if (state !== 'NOT_READY') capabilities.push('NotReady');
    if (state !== 'WORK' && state !== 'WORK_READY') capabilities.push('AfterCallWork');
    if (telephony.mayCreate(extension) === undefined) capabilities.push('Dial');
  }
  return {
    id,
    deviceState: engine.agentOn(extension) ? 'Active' : 'Inactive',
    phoneNumber: extension,
    doNotDisturb: 'Off',
    userState: { id: state, ...USER_STATES[state] },
    capabilities,
    uri: `${base}/devices/${id}`,
    path: `/devices/${id}`,
  };
}
