import type { TopicReport } from '@cordboard/core';
import { memberOf } from './lists.js';
import { resourceOf, type Update } from './update.js';

/**
 * What an update on a team's node says of its members; `undefined` for what says nothing that can be used. Usually one user in short
 * form; documents also print a whole team, which is taken for its members alone: whether it lists all of them nobody says.
 */
export function teamReportsOf({ data, event, source }: Update, eventId?: string): readonly TopicReport[] | undefined {
  const id = eventId === undefined ? {} : { eventId };
  if (event === 'DELETE') {
    const of = resourceOf(source);
    return of?.kind === 'User' && of.id !== '' ? [{ type: 'member-left', memberId: of.id, ...id }] : undefined;
  }
  switch (data.kind) {
    case 'user': {
      const member = data.user.state === undefined ? undefined : memberOf(data.user);
      return member && [{ type: 'member', picture: member, ...(member.since !== undefined && { at: member.since }), ...id }];
    }
    case 'team':
      return data.team.members.map((picture) => ({
        type: 'member',
        picture,
        ...(picture.since !== undefined && { at: picture.since }),
        ...(eventId !== undefined && { eventId: `${eventId}/${picture.id}` }),
      }));
    default:
      return undefined;
  }
}
