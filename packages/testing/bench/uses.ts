/** What people load, as the modules they would write. */
export const USES = {
  /** For a page with elements of its own. */
  headless: `export { DesktopClient } from '@cordboard/core';
    export { FinessePort } from '@cordboard/finesse';`,
  /** Two tags and a script: the state picker, the call's buttons and its parties. */
  controls: `export { DesktopClient } from '@cordboard/core';
    export { FinessePort } from '@cordboard/finesse';
    import '@cordboard/elements/desktop-provider/define';
    import '@cordboard/elements/agent-state-picker/define';
    import '@cordboard/elements/dialog-controls/define';
    import '@cordboard/elements/conference-roster/define';`,
} as const;
