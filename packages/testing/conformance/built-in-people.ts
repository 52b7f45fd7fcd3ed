import { Secret } from '@cordboard/core';
import type { ContractAgent } from '@cordboard/testing';

/** Of every agent of the built-in worlds. */
export const PASSWORD = 'cordboard';
export const SUPERVISOR = '1001090';
export const CUSTOMER = '+12065550142';
/** A customer who calls an agent directly. */
export const OTHER_CUSTOMER = '+441632960123';
/** Longer than a phone of the built-in worlds rings (15 s). */
export const RUNG_OUT_MS = 16_000;

/** An agent of the built-in worlds, whose extension is their id. */
export function agent(id: string): ContractAgent {
  return { id, extension: id, secret: new Secret(PASSWORD) };
}

/** Whom the contract knows of the built-in worlds, and which numbers; what it makes of them, each world adds. */
export abstract class BuiltInPeople {
  readonly agent: ContractAgent = agent('1001001');
  readonly colleague: ContractAgent = agent('1001002');
  readonly outsideNumber = '+12065550153';
  readonly deadNumber = '+12065550152';
  readonly busyNumber = '+12065550150';
  readonly spareExtension = '1001101';
  readonly deadExtension = '1001199';
  readonly staff = {
    mobile: { ...agent('1001006'), number: '+12065550177' },
    wrapsUp: agent('1001003'),
    neverWrapsUp: agent('1001005'),
  };
  readonly reasonIds = ['12', '14'] as const;
}
