/** Signing in and out. */
export interface SignInLabels {
  readonly signIn: string;
  readonly signingIn: string;
  readonly agentId: string;
  readonly password: string;
  readonly extension: string;
  readonly fieldMissing: string;
  /** Working from a telephone that is not the contact centre's own. */
  readonly mobileAgent: string;
  readonly mobileModes: Readonly<Record<'call-by-call' | 'nailed', string>>;
  /** What the modes mean for the agent. */
  readonly mobileHints: Readonly<Record<'call-by-call' | 'nailed', string>>;
  readonly mobileNumber: string;
  readonly mobileNumberWrong: string;
}

/** The English words. */
export const signInLabels: SignInLabels = {
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  agentId: 'Agent ID',
  password: 'Password',
  extension: 'Extension',
  fieldMissing: 'Needed to sign in',
  mobileAgent: 'Mobile agent',
  mobileModes: { 'call-by-call': 'Call by call', nailed: 'Nailed connection' },
  mobileHints: { 'call-by-call': 'Your phone rings for every call', nailed: 'Your phone rings once and stays connected' },
  mobileNumber: 'Your phone number',
  mobileNumberWrong: 'A phone number has only digits, *, # and a leading +',
};
