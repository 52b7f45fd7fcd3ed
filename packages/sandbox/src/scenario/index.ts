export { parseScenario, SCENARIO_SCHEMA, ScenarioError, type ScenarioProblem } from './format.js';
export { playScenario, type PlayOptions, type ScenarioReport, type StepReport } from './play.js';
export type * from './steps.js';
