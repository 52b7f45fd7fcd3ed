import { DesktopError } from '@cordboard/core';
import { isAbout, type BusMessage } from '../bus/message.js';
import { fieldOf, textOf, type Plain } from '../bus/plain.js';
import { readAnswer, type Answer, type AnswerOf } from '../catalogue/answer.js';
import type { Operation, OutMessage } from '../catalogue/operation.js';
import type { Ask } from '../port/pending.js';

/** The question that a message of the catalogue is. */
export function askedWith<A extends Answer>(operation: Operation & { readonly answer: A }, message: OutMessage): Ask<AnswerOf<A>> {
  const { channel, topic, answer, errors } = operation;
  const topics = [answer.topic ?? topic, ...(answer.alsoOn === undefined ? [] : [answer.alsoOn])];
  const repeated = (answer.repeats ?? []).flatMap((field) => {
    const asked = textOf(message.data as Plain, field);
    return asked === undefined ? [] : [{ field, asked }];
  });
  const isAnswer = (heard: BusMessage): boolean =>
    topics.some((on) => isAbout(heard, { channel, topic: on, subtopic: answer.subtopic })) &&
    repeated.every(({ field, asked }) => (textOf(heard.payload, field) ?? asked) === asked) &&
    !isRequestOfAnother(operation, heard);
  const call = textOf(message.data as Plain, 'callid');
  return {
    // Two operations may have one answer: then nothing tells whose it is, and only one of them may wait.
    key: [channel, topics[0], answer.subtopic, ...repeated.map(({ asked }) => asked)].join('/').toLowerCase(),
    answer: isAnswer,
    read: ({ payload }) => readAnswer(answer, payload) as AnswerOf<A>,
    // An operation whose page lists none fails in its answer, or says nothing: no error is taken for its own.
    errors: errors ?? [],
    ...(call === undefined ? {} : { call }),
  };
}

/** What to say at the deadline. */
export function unanswered({ subtopic, answer }: Operation): DesktopError {
  const known = answer?.standing === 'inferred' ? '; that it has one is inferred' : '';
  return new DesktopError('timeout', `No answer to ${subtopic}${known}`);
}

// Where request and answer have the same name, what comes may be what another application asked.
function isRequestOfAnother({ subtopic, answer }: Operation, { payload }: BusMessage): boolean {
  if (!answer?.outcome || answer.subtopic.toLowerCase() !== subtopic.toLowerCase()) return false;
  return fieldOf(payload, answer.outcome.flag) === undefined;
}
