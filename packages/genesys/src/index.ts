/** Cordboard on the Genesys voice interaction service. */
export { dtoOf, type InteractionDTO } from './ais/dto.js';
export type { VoiceError } from './ais/errors.js';
export type { AisEvent, Topic, TopicsEvent, TopicsService } from './ais/event.js';
export { AIS_NAMES, namesOf, type AisNameChanges, type AisNames, type Capability, type UnprintedMethod } from './ais/names.js';
export type { AttachedData, Attributes, KeyValue } from './ais/values.js';
export { GenesysPort } from './port/genesys-port.js';
export type { GenesysOptions } from './port/options.js';
export {
  AgentService,
  DnService,
  PlaceService,
  type DnActionsPossible,
  type LoginVoiceForm,
  type MediaInfoError,
  type StateVoiceForm,
  type VoiceMediaInfo,
} from './services/agent-service.js';
export { EventService, type Notification, type SubscriberResult } from './services/event-service.js';
export { InteractionService, type InteractionError } from './services/interaction-service.js';
export {
  InteractionVoiceService,
  type CallOptions,
  type InteractionVoiceErrorDTO,
  type MakeCallType,
  type RequestOptions,
  type TransferOptions,
} from './services/interaction-voice-service.js';
export type { WebLimits, WebOptions } from './web/options.js';
export { WebWire } from './web/web-wire.js';
export type { AisArguments, AisCredentials, AisOpening, AisWire } from './wire/ais-wire.js';
export type { BackoffOptions } from './wire/backoff.js';
export { BridgeWire, type BridgeLimits, type BridgeOptions } from './wire/bridge-wire.js';
export type { EnvironmentOptions, Socket } from './wire/environment.js';
