import { object } from '../xml/write.js';

/** The three words of an API error. */
export interface ErrorWords {
  readonly type: string;
  readonly message: string;
  readonly data: string;
}

/** A request refused at once: becomes the HTTP answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly words: ErrorWords;

  constructor(status: number, type: string, message = '', data = '') {
    super(`${status} ${type}: ${message}`);
    this.name = 'ApiError';
    this.status = status;
    this.words = { type, message, data };
  }
}

/** `ErrorData` when a reason code is wanted. */
export const REASON_REQUIRED = 'finesse.api.reasoncode.require_reasoncode';
/** `ErrorData` when a reason code is not wanted. */
export const REASON_NOT_ALLOWED = 'finesse.api.reasoncode.not_allowed';

/** The documented refusals (Finesse 12.5 guide, the error tables of each API). */
export const refusals = {
  malformed: (message = 'The request body is not well-formed XML') => new ApiError(400, 'Bad Request', message),
  missing: (name: string) => new ApiError(400, 'Parameter Missing', `${name.slice(0, 1).toUpperCase()}${name.slice(1)} Parameter missing`, name),
  reasonRequired: () => new ApiError(400, 'Parameter Missing', 'A reason code is required for this state change', REASON_REQUIRED),
  reasonNotAllowed: () => new ApiError(400, 'Invalid Input', 'A reason code is not allowed for this state change', REASON_NOT_ALLOWED),
  unknownState: () => new ApiError(400, 'Invalid Input', 'Invalid State specified for user', 'state'),
  invalid: (name: string) => new ApiError(400, 'Invalid Input', `Invalid ${name} specified`, name),
  invalidState: (message = 'The current state does not allow this request') => new ApiError(400, 'Invalid State', message),
  unauthorized: (name: string) => new ApiError(401, 'Authorization Failure', 'UNAUTHORIZED', name),
  otherUser: (id: string) =>
    new ApiError(401, 'Invalid Authorization User Specified', 'The user of the credentials and the user of the request differ', id),
  otherTeam: (id: string) => new ApiError(401, 'Invalid Supervisor', 'The user is not on a team of this supervisor', id),
  legState: (message: string) => new ApiError(401, 'Invalid State', message),
  noUser: (id: string) => new ApiError(404, 'User Not Found', 'UNKNOWN_USER', id),
  noTeam: (id: string) => new ApiError(404, 'TeamId Not Found', 'Invalid teamId specified for team', id),
  noDialog: (id: string) => new ApiError(404, 'Not Found', 'Invalid dialogId specified for dialog', id),
  noObject: (kind: string, id: string) => new ApiError(404, 'Not Found', `Invalid id specified for ${kind}`, id),
  range: () => new ApiError(416, 'Range Not Satisfiable', 'The range is outside 1-6000', 'Range'),
  internal: () => new ApiError(500, 'Internal Server Error', 'INTERNAL_SERVER_ERROR'),
  otherPlatform: (action: string) => new ApiError(501, 'Not Implemented', `${action} is not served by this platform`, action),
  outOfService: () => new ApiError(503, 'Service Unavailable', 'SERVER_OUT_OF_SERVICE'),
} satisfies Record<string, (...words: string[]) => ApiError>;

/** The body of a refusal, in the capitals of HTTP replies. */
export function errorBody({ type, message, data }: ErrorWords): string {
  return object('ApiErrors', { ApiError: { ErrorType: type, ErrorMessage: message, ErrorData: data } }).toString();
}
