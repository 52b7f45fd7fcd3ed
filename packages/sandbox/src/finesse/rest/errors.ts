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

/** The body of a refusal, in the capitals of HTTP replies. */
export function errorBody({ type, message, data }: ErrorWords): string {
  return object('ApiErrors', { ApiError: { ErrorType: type, ErrorMessage: message, ErrorData: data } }).toString();
}
