import { textAt, xmlObject, type XmlObject } from './xml.js';

/** A request that the server refused, or did not answer (`status` 0). */
export class RestRefused extends Error {
  readonly status: number;
  /** `ErrorType` of the answer; `''` without one. */
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

/** The page's own requests to `/finesse/api`. */
export class Rest {
  readonly #authorization: string | undefined;

  /** `credential`: base64 of `id:password`. */
  constructor(credential?: string) {
    this.#authorization = credential === undefined ? undefined : `Basic ${credential}`;
  }

  /** The object of the answer. Rejects with `RestRefused`. */
  async get(path: string): Promise<XmlObject> {
    const object = xmlObject(await (await this.#send('GET', path)).text());
    if (!object) throw new RestRefused(200, 'parseError', `The answer to ${path} is no XML`);
    return object;
  }

  /** Settles when the request is accepted, which is not when it is done. Rejects with `RestRefused`. */
  async send(method: 'PUT' | 'POST', path: string, body: string, requestId?: string): Promise<void> {
    await this.#send(method, path, body, requestId);
  }

  async #send(method: string, path: string, body?: string, requestId?: string): Promise<Response> {
    const headers: Record<string, string> = {
      ...(this.#authorization === undefined ? {} : { Authorization: this.#authorization }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/xml' }),
      ...(requestId === undefined ? {} : { requestId }),
    };
    const response = await fetch(`/finesse/api${path}`, { method, headers, ...(body === undefined ? {} : { body }) }).catch(() => {
      throw new RestRefused(0, '', 'The server does not answer');
    });
    if (response.ok) return response;
    const error = xmlObject(await response.text());
    const type = textAt(error, 'ApiErrors', 'ApiError', 'ErrorType');
    throw new RestRefused(
      response.status,
      type,
      textAt(error, 'ApiErrors', 'ApiError', 'ErrorMessage') || type || `HTTP ${response.status}`,
    );
  }
}
