import type { Journal } from './journal.js';
import type { PageBus } from './page-bus.js';
import { textOf, TOPICS } from './topics.js';

/** Collects what gadgets log, in the monitor. */
export function serveClientLogs(bus: PageBus, journal: Journal): void {
  bus.listen(TOPICS.clientLogging, (line, topic, from) => {
    journal.add('client-log', from, topic.slice(topic.lastIndexOf('.') + 1), textOf(line));
  });
}
