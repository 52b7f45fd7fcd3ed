/**
 * The globals of a gadget's frame, for gadgets written in TypeScript. In their tsconfig.json:
 *
 *     { "compilerOptions": { "types": ["@cordboard/finesse-js/global"] } }
 *
 * It describes what `finesse.js` of this package does. A desktop may be older: test for what came with 12.x before you call it
 * (`typeof finesse.containerservices.ContainerServices.showMyGadgetNotification === 'function'`).
 */
import type { Finesse } from '@cordboard/finesse-js';
import type { GadgetsApi } from './gadgets.js';

declare global {
  /**
   * The library, from the moment its script has run. Nothing of it works before `finesse.clientservices.ClientServices.init`, and that not before
   * `gadgets.HubSettings.onConnect` is called. TypeScript needs no `var finesse = finesse || {}` before it.
   */
  const finesse: Finesse;

  /** What the container put into the frame. */
  const gadgets: GadgetsApi;

  interface Window {
    readonly finesse: Finesse;
    readonly gadgets: GadgetsApi;
  }
}
