import type { ContactView, Engine } from '../../engine/index.js';

/** A request on the channel, as an operation gets it. */
export interface LcmRequest {
  readonly engine: Engine;
  /** Who is signed in on the page. */
  readonly agentId: string;
  readonly data: unknown;
  /** The call, which there is or has been; empty where the operation does without. */
  readonly callId: string;
  /** `AccountNumber` as it came; may be empty, or of nobody. */
  readonly key: string;
  /** Whom it is about: by `AccountNumber`, else by the call. */
  readonly contact: ContactView | undefined;
}

/** One operation of the web services. */
export interface LcmOperation {
  /** Subtopic of the answer. */
  readonly answer: string;
  /** Whether a `callid` that is known has to come with it: `any` takes an empty one, `none` does not look at it. */
  readonly call: 'needed' | 'any' | 'none';
  /** Carries it out; the result stands in the answer's `response`. */
  readonly run: (request: LcmRequest) => unknown;
  /** The answer has the result beside `callid` instead (check-scheduled-callback-overlap). */
  readonly flat?: true;
}

/** Operations by their subtopics in lower case. */
export type LcmOperations = ReadonlyMap<string, LcmOperation>;
