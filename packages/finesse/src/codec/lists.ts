import type { Contact, Queue, Team, WrapUpReason } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';

/** Reads the body of `GET /User/{id}/WrapUpReasons`. Throws `DesktopError('protocol')`, as all below. */
export function wrapUpReasonsFromBody(_body: string): WrapUpReason[] {
  throw new Error('to come');
}

/** Reads the body of `GET /User/{id}/PhoneBooks`: contacts of all books, in the platform's order. */
export function contactsFromBody(_body: string): Contact[] {
  throw new Error('to come');
}

/** Reads the body of `GET /User/{id}/Queues`. */
export function queuesFromBody(_body: string): Queue[] {
  throw new Error('to come');
}

/** Reads the body of `GET /Team/{id}`. */
export function teamFromBody(_body: string): Team {
  throw new Error('to come');
}

/** Reads the `<Team>` the cursor stands on. */
export function readTeam(_xml: XmlCursor): Team {
  throw new Error('to come');
}

/** Reads the `<Queue>` the cursor stands on. */
export function readQueue(_xml: XmlCursor): Queue {
  throw new Error('to come');
}
