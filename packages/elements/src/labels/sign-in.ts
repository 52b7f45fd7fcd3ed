/** Signing in and out. */
export interface SignInLabels {
  readonly signIn: string;
  readonly signingIn: string;
  readonly agentId: string;
  readonly password: string;
  readonly extension: string;
  readonly fieldMissing: string;
}

/** The English words. */
export const signInLabels: SignInLabels = {
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  agentId: 'Agent ID',
  password: 'Password',
  extension: 'Extension',
  fieldMissing: 'Needed to sign in',
};
