import { attributesOf, fieldOf, itemsOf, wordOf, type Attributes } from './values.js';

/** One interaction, as far as it was asked for. */
export interface InteractionDTO {
  readonly interactionId: string;
  readonly attributes: Attributes;
}

/** An interaction read off the wire; `undefined` for what has no id. */
export function dtoOf(value: unknown): InteractionDTO | undefined {
  const attributes = attributesOf(fieldOf(value, 'attributes'));
  const interactionId = wordOf(fieldOf(value, 'interactionId')) ?? wordOf(attributes.get('interaction:interactionId'));
  return interactionId === undefined ? undefined : { interactionId, attributes };
}

/** The interactions of a list; what is none is left out. */
export function dtosOf(value: unknown): readonly InteractionDTO[] {
  return itemsOf(value)
    .map(dtoOf)
    .filter((dto) => dto !== undefined);
}
