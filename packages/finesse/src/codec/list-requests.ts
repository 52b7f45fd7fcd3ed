import { DesktopError, type Query, type ResultOf } from '@cordboard/core';
import { layoutsFromBody } from './layouts.js';
import { contactsFromBody, queuesFromBody, teamFromBody, wrapUpReasonsFromBody } from './lists.js';
import { paths, segment, type RestRequest, type Session } from './request-parts.js';

// Loaded with the first of these: many pages never ask for one.

/** The request for a list. Throws `DesktopError`: `invalid-argument` or `not-supported`. */
export function listRequestOf(query: Query, { agentId }: Session): RestRequest {
  const get = (path: string): RestRequest => ({ method: 'GET', path });
  switch (query.type) {
    case 'wrap-up-reasons':
      return get(`${paths.user(agentId)}/WrapUpReasons`);
    case 'contacts':
      // Before 12.6(2) the range is required, and 6000 is the most it may say (Finesse 12.5 guide p. 163).
      return { ...get(`${paths.user(agentId)}/PhoneBooks`), headers: { Range: 'objects=1-6000' } };
    case 'layouts':
      return get(`${paths.user(agentId)}/MediaPropertiesLayouts`);
    case 'queues':
      return get(`${paths.user(agentId)}/Queues`);
    case 'team':
      return get(`/finesse/api/Team/${segment(query.teamId)}?includeLoggedOutAgents=true`);
    default:
      throw new DesktopError('not-supported', 'This port has no such query');
  }
}

/** The list in the answer to such a request. Throws `DesktopError('protocol')`. */
export function listFromBody(query: Query, body: string): ResultOf<Query> {
  switch (query.type) {
    case 'wrap-up-reasons':
      return wrapUpReasonsFromBody(body);
    case 'contacts':
      return contactsFromBody(body);
    case 'layouts':
      return layoutsFromBody(body);
    case 'queues':
      return queuesFromBody(body);
    default:
      return teamFromBody(body);
  }
}
