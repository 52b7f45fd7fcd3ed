/** What tests of Cordboard share: a fake port, a virtual clock, fixtures, and the contract that every port must pass. */
export { FakePort, fakeDesktop, fakeDesktopWith } from './fake-port.js';
export { aCustomer, aDialog, aHeldDialog, aMember, anAgent, aParticipant, aRingingDialog, aSeenMember, NINE_O_CLOCK } from './fixtures.js';
export { Cookies, windowForCometD } from './node-page.js';
export { settle, VirtualRuntime } from './virtual-runtime.js';
export { CONTRACT, portContract, runCase, type CaseResult } from './contract/contract.js';
export { type ContractCase } from './contract/desk.js';
export { type CallHandle, type ContractAgent, type ContractWorld, type PlatformRules, type PortHarness } from './contract/harness.js';
export { until } from './contract/until.js';
