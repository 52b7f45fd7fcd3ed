import type { Edit } from './mutants.js';

/** A mistake against a rule of the house, and the tests that must notice it. */
export interface RuleMutant {
  readonly name: string;
  readonly edits: readonly Edit[];
}

const PICTURE = 'packages/genesys/src/port/picture.ts';
const OWN_ACTIONS = "actions: [...actionsOf(capabilities, facts.names), 'update-call-data'],";

const ownActions = (inferred: string): Edit => ({
  file: PICTURE,
  find: OWN_ACTIONS,
  replace: OWN_ACTIONS.replace("'update-call-data'", `${inferred}, 'update-call-data'`),
});

/**
 * In a browser: telephone systems that differ, where what is listed decides, on the buttons; and the Web Services wire against a side that a
 * test speaks for.
 */
export const RULE_TESTS: readonly string[] = ['packages/testing/e2e/genesys-profiles.test.ts', 'packages/genesys/src/web/web-wire.test.ts'];

const CALL = 'packages/genesys/src/web/call.ts';
const LISTED = "'interaction.voice:actionsPossible': status === 'IDLE' ? ['MARK_DONE'] : actions,";

const webActions = (inferred: string): Edit => ({
  file: CALL,
  find: LISTED,
  replace: LISTED.replace(': actions,', `: actions && [...actions, ${inferred}],`),
});

/** What may be done follows from what the platform lists, and never from how a call stands: each of these lets it follow. */
export const RULE_MUTANTS: readonly RuleMutant[] = [
  { name: 'genesys: what rings can be answered', edits: [ownActions("...(state === 'alerting' ? (['answer'] as const) : [])")] },
  { name: 'genesys: who talks can hold', edits: [ownActions("...(state === 'active' ? (['hold'] as const) : [])")] },
  {
    name: 'genesys: RINGING is somebody who calls, whoever dialled',
    edits: [
      {
        file: PICTURE,
        find: "return rings ? 'alerting' : 'initiated';",
        replace: "return rings || status === 'RINGING' ? 'alerting' : 'initiated';",
      },
    ],
  },
  { name: 'genesys/web: what rings can be answered', edits: [webActions("...(status === 'RINGING' ? ['ANSWER_CALL'] : [])")] },
  { name: 'genesys/web: who talks can hold', edits: [webActions("...(status === 'TALKING' ? ['HOLD'] : [])")] },
  {
    name: 'genesys/web: a consult can be completed either way',
    edits: [webActions("...(parentId === undefined ? [] : ['COMPLETE_TRANSFER', 'COMPLETE_CONFERENCE'])")],
  },
  {
    name: 'core: an active leg can be held',
    edits: [
      {
        file: 'packages/core/src/controls.ts',
        find: 'if (!own.actions.includes(action)) {',
        replace: "if (!own.actions.includes(action) && !(action === 'hold' && own.state === 'active')) {",
      },
    ],
  },
  {
    name: 'elements: what rings can be answered',
    edits: [
      {
        file: 'packages/elements/src/dialog-controls/standing.ts',
        find: '  const own = { served, link, dialog, command };\n',
        replace:
          "  const own = { served, link, dialog, command };\n  if (action === 'answer' && ownParticipant(dialog)?.state === 'alerting') return { control: { state: 'ready' }, calls: [] };\n",
      },
    ],
  },
  {
    name: 'elements: a held call with another one beside it can be joined',
    edits: [
      {
        file: 'packages/elements/src/dialog-controls/standing.ts',
        find: '  if (isJoining(action)) return',
        replace:
          "  if (isJoining(action) && facts.others.active && ownParticipant(dialog)?.state === 'held') return { control: { state: 'ready' }, calls: [dialog!] };\n  if (isJoining(action)) return",
      },
    ],
  },
];
