import { ApiError } from './errors.js';

// The documented refusals (Finesse 12.5 guide, the error tables of each API).

/** The body is not the XML that was expected. */
export function malformed(): ApiError {
  return new ApiError(400, 'Bad Request', 'The request body is not the well-formed XML of this resource');
}

/** A required element, or query parameter, is absent. */
export function missing(name: string): ApiError {
  return new ApiError(400, 'Parameter Missing', `${name.slice(0, 1).toUpperCase()}${name.slice(1)} Parameter missing`, name);
}

/** The agent has reason codes for that state, so one is needed. */
export function reasonRequired(): ApiError {
  return new ApiError(
    400,
    'Parameter Missing',
    'A reason code is required for this state change',
    'finesse.api.reasoncode.require_reasoncode',
  );
}

/** A reason code where none may be. */
export function reasonNotAllowed(): ApiError {
  return new ApiError(400, 'Invalid Input', 'A reason code is not allowed for this state change', 'finesse.api.reasoncode.not_allowed');
}

/** No state has that name. */
export function unknownState(): ApiError {
  return new ApiError(400, 'Invalid Input', 'Invalid State specified for user', 'state');
}

/** A value that the field cannot have. */
export function invalid(name: string): ApiError {
  return new ApiError(400, 'Invalid Input', `Invalid ${name} specified`, name);
}

/** The state now does not allow it. */
export function invalidState(): ApiError {
  return new ApiError(400, 'Invalid State', 'The current state does not allow this request');
}

/** Wrong credentials, or a role that may not use the API. */
export function unauthorized(name: string): ApiError {
  return new ApiError(401, 'Authorization Failure', 'UNAUTHORIZED', name);
}

/** Somebody else's user, device or dialog. */
export function otherUser(id: string): ApiError {
  const message = 'The user of the credentials and the user of the request differ';
  return new ApiError(401, 'Invalid Authorization User Specified', message, id);
}

/** A user of a team that the supervisor does not supervise. */
export function otherTeam(id: string): ApiError {
  return new ApiError(401, 'Invalid Supervisor', 'The user is not on a team of this supervisor', id);
}

/** The leg must be active for it. */
export function legHeld(): ApiError {
  return new ApiError(401, 'Invalid State', 'The participant is held');
}

/** No such user. */
export function noUser(id: string): ApiError {
  return new ApiError(404, 'User Not Found', 'UNKNOWN_USER', id);
}

/** No such team. */
export function noTeam(id: string): ApiError {
  return new ApiError(404, 'TeamId Not Found', 'Invalid teamId specified for team', id);
}

/** No such dialog. */
export function noDialog(id: string): ApiError {
  return new ApiError(404, 'Not Found', 'Invalid dialogId specified for dialog', id);
}

/** No such dialog, in the words of the APIs of campaigns. */
export function noCampaignDialog(id: string): ApiError {
  return new ApiError(404, 'Dialog Not Found', 'Invalid dialogId specified for dialog', id);
}

/** A dialog that is over. */
export function staleDialog(id: string): ApiError {
  return new ApiError(400, 'Finesse API Error', 'The dialog is over', id);
}

/** No such object of another kind. */
export function noObject(kind: string, id: string): ApiError {
  return new ApiError(404, 'Not Found', `Invalid id specified for ${kind}`, id);
}

/** A range that cannot be given. */
export function outOfRange(): ApiError {
  return new ApiError(416, 'Range Not Satisfiable', 'The range is outside 1-6000', 'Range');
}

/** A mistake on this side. */
export function internal(): ApiError {
  return new ApiError(500, 'Internal Server Error', 'INTERNAL_SERVER_ERROR');
}

/** Not on this platform. */
export function otherPlatform(what: string): ApiError {
  return new ApiError(501, 'Not Implemented', `${what} is not served by this platform`, what);
}

/** The node has lost a server that it needs. */
export function outOfService(): ApiError {
  return new ApiError(503, 'Service Unavailable', 'SERVER_OUT_OF_SERVICE');
}
