/**
 * What went wrong, as a closed set a caller can switch on.
 *
 * | code | meaning |
 * |---|---|
 * | `aborted` | the caller's signal was aborted |
 * | `busy` | another command on the same target is pending; nothing was sent |
 * | `closed` | the client has been closed |
 * | `not-served` | no port serves the feature |
 * | `invalid-argument` | the command or query is not well formed; nothing was sent |
 * | `link-down` | there is no connection, or it was lost while waiting |
 * | `out-of-service` | the platform answers but says it is out of service |
 * | `timeout` | no answer by the deadline; the truth read then does not show the effect, or could not be read (then `cause` says why) |
 * | `superseded` | someone else changed the target meanwhile; the platform's last word stands |
 * | `unauthorized` | wrong credentials, or a token that could not be refreshed |
 * | `locked-out` | too many wrong passwords |
 * | `not-yours` | another agent's object |
 * | `not-found` | the object is gone or was never there |
 * | `invalid-state` | the platform does not allow it in the present state |
 * | `reason-required` / `reason-forbidden` | the state change needs a reason code / may not carry one |
 * | `device-invalid` / `device-busy` | the extension cannot be used / is used by another agent |
 * | `mode-not-allowed` | mobile sign-in is not allowed for this agent |
 * | `bad-destination` | the number cannot be called |
 * | `not-controller` | only the agent who began the conference may add parties |
 * | `not-offered` | the platform does not offer the action on this leg now, or the page around a widget lacks the service |
 * | `not-supported` | this platform does not have the action at all |
 * | `protocol` | the answer was not what the platform's protocol allows; its content is not repeated |
 * | `refused` | the platform refused for another reason, in `cause` |
 */
export type DesktopErrorCode =
  | 'aborted'
  | 'busy'
  | 'closed'
  | 'not-served'
  | 'invalid-argument'
  | 'link-down'
  | 'out-of-service'
  | 'timeout'
  | 'superseded'
  | 'unauthorized'
  | 'locked-out'
  | 'not-yours'
  | 'not-found'
  | 'invalid-state'
  | 'reason-required'
  | 'reason-forbidden'
  | 'device-invalid'
  | 'device-busy'
  | 'mode-not-allowed'
  | 'bad-destination'
  | 'not-controller'
  | 'not-offered'
  | 'not-supported'
  | 'protocol'
  | 'refused';

/** The platform's own words about a refusal, kept for developers and never shown as markup. */
export interface PlatformRefusal {
  /** HTTP status or similar, where there is one. */
  readonly status?: number;
  readonly type?: string;
  readonly message?: string;
  readonly data?: string;
}

/**
 * The one error that leaves the packages. `code` is for programs, `message` for developers, `cause` the platform's own words
 * (a {@link PlatformRefusal}) or the error underneath. Text for agents comes from the elements' labels, by `code`.
 */
export class DesktopError extends Error {
  override readonly name = 'DesktopError';
  readonly code: DesktopErrorCode;

  /** `about`: a word or two for developers, such as the argument or the command; the message begins with the code. */
  constructor(code: DesktopErrorCode, about?: string, options?: { cause?: unknown }) {
    super(about === undefined ? code : `${code}: ${about}`, options);
    this.code = code;
  }

  /** The error itself if it is one, else one that fits: an abort is `aborted`, anything else `protocol`. */
  static from(error: unknown): DesktopError {
    if (error instanceof DesktopError) return error;
    if (error instanceof Error && error.name === 'AbortError') return new DesktopError('aborted', undefined, { cause: error });
    return new DesktopError('protocol', undefined, { cause: error });
  }
}
