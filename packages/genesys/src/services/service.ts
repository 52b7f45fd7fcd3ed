import { AIS_NAMES, type AisNames } from '../ais/names.js';
import type { AisArguments, AisWire } from '../wire/ais-wire.js';

/** What a service of the platform is reached by. */
export abstract class Service {
  /** Its name on the wire. */
  abstract readonly serviceName: string;
  protected readonly names: AisNames;
  readonly #wire: Pick<AisWire, 'invoke'>;

  /** `names`: those of the deployment, where they differ. */
  constructor(wire: Pick<AisWire, 'invoke'>, names: AisNames = AIS_NAMES) {
    this.#wire = wire;
    this.names = names;
  }

  /** Calls a method by its name on the wire. */
  protected invoke(method: string, args: AisArguments, signal?: AbortSignal): Promise<unknown> {
    return this.#wire.invoke(this.serviceName, method, args, signal);
  }
}
