/** A fault of a service: what the proxies throw, as opposed to an error of the telephone system, which they return. */
export class BridgeFault extends Error {
  readonly status: number;
  readonly key: string;

  constructor(status: number, key: string, message: string) {
    super(message);
    this.name = 'BridgeFault';
    this.status = status;
    this.key = key;
  }
}

/** An argument that is missing or of the wrong kind. */
export function badArgument(name: string, what: string): BridgeFault {
  return new BridgeFault(400, 'error.common.InvalidArgument', `${name}: ${what}`);
}
