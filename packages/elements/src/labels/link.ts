import type { Link, LinkReason } from '@cordboard/core';

/** The connection. */
export interface LinkLabels {
  readonly link: Readonly<Record<Link['state'], string>>;
  /** The connection was there and is being made again. */
  readonly reconnecting: string;
  readonly retryIn: (seconds: number) => string;
  readonly linkWhy: Readonly<Record<LinkReason, string>>;
}

/** The English words. */
export const linkLabels: LinkLabels = {
  link: {
    idle: 'Not connected',
    'sign-in-needed': 'Not signed in',
    connecting: 'Connecting…',
    up: 'Connected',
    'out-of-service': 'Platform out of service. Your phone works as usual',
    superseded: 'Signed in elsewhere. This page no longer follows',
    closed: 'Disconnected',
  },
  reconnecting: 'Reconnecting… your phone works as usual',
  retryIn: (seconds) => `Next try in ${seconds} s`,
  linkWhy: {
    unreachable: 'The platform cannot be reached',
    'socket-lost': 'The connection was lost',
    'socket-blocked': 'The live line is blocked. Updates may be slower',
    silent: 'The platform went silent',
    'platform-out-of-service': 'The platform is out of service',
    'application-down': 'The platform is restarting',
    'bad-credentials': 'Wrong agent ID or password',
    'locked-out': 'Too many attempts. The account is locked for now',
    'token-expired': 'The sign-in has expired. Sign in again',
    'signed-in-elsewhere': 'Signed in elsewhere',
    'not-the-platform': 'Something else answers at the platform’s address',
    'signed-out': 'Signed out',
  },
};
