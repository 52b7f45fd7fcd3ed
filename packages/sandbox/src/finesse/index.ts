export { BoshService } from './bosh/service.js';
export { FinesseFace, type FinesseFaceOptions } from './face.js';
export { NO_QUIRKS, QuirkError, readQuirks, type FinesseQuirks } from './quirks.js';
export type { AuthMode } from './rest/api.js';
export type { AgentCommand } from './requests.js';
export type { IssuedToken } from './credentials.js';
export type { Delivery, XmppSession, XmppTransport } from './xmpp/session.js';
