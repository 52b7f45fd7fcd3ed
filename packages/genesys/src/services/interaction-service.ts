import { dtosOf, type InteractionDTO } from '../ais/dto.js';
import { fieldOf, wordOf, type KeyValue } from '../ais/values.js';
import { Service } from './service.js';

/** Why attributes could not be written. */
export interface InteractionError {
  readonly key?: string;
  readonly message?: string;
}

/** Reads and writes what interactions are, those of voice included; the voice service can do neither. Rejects with `DesktopError`. */
export class InteractionService extends Service {
  readonly serviceName = 'InteractionService';

  /** Rejects with `not-found` for an interaction that is gone. */
  async getInteractionsDTO(
    interactionIds: readonly string[],
    attributes: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly InteractionDTO[]> {
    return dtosOf(await this.invoke(this.names.methods.readInteractions, { interactionIds, attributes }, signal));
  }

  async getInteractionsDTOFromAgent(
    agentId: string,
    attributes: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly InteractionDTO[]> {
    return this.#of(this.names.methods.readInteractionsOfAgent, { agentId, attributes }, signal);
  }

  async getInteractionsDTOFromDn(dnId: string, attributes: readonly string[], signal?: AbortSignal): Promise<readonly InteractionDTO[]> {
    return this.#of(this.names.methods.readInteractionsOfDn, { dnId, attributes }, signal);
  }

  async getInteractionsDTOFromPlace(
    placeId: string,
    attributes: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly InteractionDTO[]> {
    return this.#of(this.names.methods.readInteractionsOfPlace, { placeId, attributes }, signal);
  }

  /** Writes attributes; `interaction:addAttachedData` adds pairs. Resolves with why not, or null. */
  async setInteractionDTO(interactionId: string, attributes: readonly KeyValue[], signal?: AbortSignal): Promise<InteractionError | null> {
    return errorOf(await this.invoke(this.names.methods.writeInteraction, { interactionId, attributes }, signal));
  }

  /**
   * Takes attached data back, all of it where no keys are given. Resolves with why not, or null. No public source has a method for it: rejects
   * with `not-supported` where there is none.
   */
  async deleteAttachedData(interactionId: string, keys?: readonly string[], signal?: AbortSignal): Promise<InteractionError | null> {
    return errorOf(await this.invoke(this.names.methods.deleteData, { interactionId, keys }, signal));
  }

  async #of(method: string, args: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<readonly InteractionDTO[]> {
    return dtosOf(fieldOf(await this.invoke(method, args, signal), 'interactions'));
  }
}

function errorOf(result: unknown): InteractionError | null {
  if (result === null || result === undefined) return null;
  const [key, message] = [wordOf(fieldOf(result, 'key')), wordOf(fieldOf(result, 'message'))];
  return { ...(key !== undefined && { key }), ...(message !== undefined && { message }) };
}
