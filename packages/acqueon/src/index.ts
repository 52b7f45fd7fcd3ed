/** Cordboard on the Acqueon Workspace message bus. */
export { AcqueonPort } from './port/acqueon-port.js';
export type { AcqueonLimits, AcqueonOptions } from './port/options.js';
export { FrameTransport, type Foreign, type FrameTransportOptions, type MessagePeer, type MessageReceiver } from './bus/frame-transport.js';
export { isAbout, type Address, type BusMessage, type Channel } from './bus/message.js';
export { packetOf, type AcqueonPacket } from './bus/packet.js';
export { fieldOf, flagOf, listOf, textOf, type NotPlain, type Plain, type PlainLimits, type PlainObject } from './bus/plain.js';
export { READ_LIMITS, readBus, type NotRead, type Read } from './bus/read.js';
export { sandboxHandshake, type GivenRegistration, type Handshake } from './bus/registration.js';
export type { AcqueonTransport, Registration } from './bus/transport.js';
export { amazon, amazonInbound, amazonOutbound } from './catalogue/amazon.js';
export { cisco, onTopic } from './catalogue/cisco.js';
export { lcmReads, lcmWrites } from './catalogue/lcm.js';
export { messageFor, type DataOf, type Kind, type Operation, type OutMessage, type Shape, type Standing } from './catalogue/operation.js';
export { salesforce } from './catalogue/salesforce.js';
