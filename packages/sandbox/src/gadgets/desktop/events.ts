import type { PageBus } from './page-bus.js';
import { xmlObject, type XmlObject } from './xml.js';

/** The topic of a node: its path without the leading slash, with dots for the others. */
export function topicOf(node: string): string {
  return node.replace(/^\//, '').replaceAll('/', '.');
}

/**
 * Publishes an event as the vendor's page does: as text the path of the node with the document right behind it, and the document as an object.
 * Returns the object, or `undefined` for what cannot be read or has no topic.
 */
export function publishEvent(bus: PageBus, node: string, text: string): XmlObject | undefined {
  const object = xmlObject(text);
  return object && bus.publish(topicOf(node), { content: `${node}${text}`, object }) ? object : undefined;
}
