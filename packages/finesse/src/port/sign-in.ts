import type { AgentPicture, SignIn } from '@cordboard/core';
import type { Credentials } from '../wire/credentials.js';
import type { Node } from '../wire/hosts.js';
import type { Deferred } from '../wire/wait.js';

/** A person's wish to be signed in, until it is fulfilled, refused or given up. */
export interface Wish {
  readonly command: SignIn;
  readonly signal: AbortSignal;
  readonly done: Deferred<void>;
  isLoggedIn: boolean;
}

/** The credentials a command carries, if it does. Only the platform knows whether it wants passwords or tokens. */
export function credentialsOf({ agentId, secret }: SignIn, { info }: Node): Credentials | undefined {
  if (secret === undefined) return undefined;
  return info.authMode === 'SSO' ? { kind: 'bearer', id: agentId, token: secret } : { kind: 'basic', id: agentId, secret };
}

/** The command that signs an agent in as they were signed in. */
export function signInOf(agentId: string, extension: string, mobile: AgentPicture['mobile']): SignIn {
  const { mode, number } = mobile ?? {};
  const isMobile = (mode === 'call-by-call' || mode === 'nailed') && number !== undefined;
  return { type: 'sign-in', agentId, extension, ...(isMobile && { mobile: { mode, number } }) };
}
