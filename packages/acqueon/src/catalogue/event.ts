import type { Channel } from '../bus/message.js';
import type { AnswerShape } from './answer.js';
import type { Standing } from './operation.js';

/** Something that the Workspace tells without being asked. */
export interface BusEvent<S extends AnswerShape = AnswerShape> {
  readonly channel: Channel;
  readonly topic: string;
  readonly subtopic: string;
  /** The field of the payload that has the content; else the payload is it. */
  readonly at?: string;
  readonly gives: S;
  readonly standing: Standing;
  /** The page under docs.acqueon.com/docs that states it. */
  readonly page: string;
}

type EventMaker = <const S extends AnswerShape>(
  topic: string,
  subtopic: string,
  gives: S,
  standing: Standing,
  page: string,
  rest?: Pick<BusEvent, 'at'>,
) => BusEvent<S>;

/** Makes the events of one channel. */
export function eventsOf(channel: Channel): EventMaker {
  return (topic, subtopic, gives, standing, page, rest) => ({ channel, topic, subtopic, gives, standing, page, ...rest });
}
