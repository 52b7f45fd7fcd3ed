/**
 * Names of phones and places as the configuration has them. They differ from the numbers that are dialled on purpose: the platform's own
 * guide warns of dialling an id.
 */
const DN = /^(.+)_SW1$/;
const PLACE = /^Place_(.+)$/;

/** Id of the DN with a number. */
export function dnIdOf(extension: string): string {
  return `${extension}_SW1`;
}

/** Number of a DN, by its id; a bare number is taken as it is. */
export function extensionOfDn(dnId: string): string {
  return DN.exec(dnId)?.[1] ?? dnId;
}

/** Id of the place at which a phone stands. */
export function placeIdOf(extension: string): string {
  return `Place_${extension}`;
}

/** Number of the phone at a place; `undefined` for what is no place. */
export function extensionOfPlace(placeId: string): string | undefined {
  return PLACE.exec(placeId)?.[1];
}

/** Whether the switch can dial it: a number, not the id of a DN. */
export function isDialable(destination: string): boolean {
  return /^\+?[0-9*#]{1,24}$/.test(destination);
}
