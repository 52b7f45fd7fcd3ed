import { type DesktopError } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';

/** One `<ApiError>`, from an HTTP reply or a notification. */
export interface ApiError {
  readonly type?: string;
  readonly message?: string;
  readonly data?: string;
}

/** Reads the `<ApiErrors>` the cursor stands on; first letters may be small. */
export function readApiErrors(_xml: XmlCursor): ApiError[] {
  throw new Error('to come');
}

/**
 * The error for an HTTP reply that is not the answer: any status of 400 and above, and whatever else came where XML was due. The
 * body may be XML, HTML, JSON or nothing; none of it is repeated outside `cause`.
 */
export function errorOfReply(_status: number, _body: string, _contentType?: string): DesktopError {
  throw new Error('to come');
}

/** The error for a refusal that a notification brought. */
export function errorOfNotification(_errors: readonly ApiError[]): DesktopError {
  throw new Error('to come');
}

/**
 * Whether a 2xx body can be XML at all: `undefined` when so, else the error to reject with. A page of HTML is a sign-in page of a
 * proxy or of single sign-on (`unauthorized`); anything else is `protocol`.
 */
export function errorOfBody(_status: number, _body: string, _contentType?: string): DesktopError | undefined {
  throw new Error('to come');
}
