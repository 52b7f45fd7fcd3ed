import type { Clock } from '../../engine/index.js';
import { dnIdOf, extensionOfDn, extensionOfPlace, placeIdOf } from '../numbers.js';
import type { Args } from './args.js';
import type { BridgeContext, Service } from './context.js';
import { BridgeFault } from './fault.js';
import { agentFor, findAgent } from './people.js';
import type { BridgeSession } from './sessions.js';
import type { Polled, Subscriber } from './subscribers.js';
import { badEvent, readTopics, withoutTopics, type Topic, type TopicsService } from './topics.js';

/** How long a request for events is held when it does not say. */
const DEFAULT_HOLD_MS = 25_000;

/** The service of events. `wireClock` measures how long requests are held. */
export function eventService(context: BridgeContext, wireClock: Clock): Service {
  const { subscribers } = context;
  const own = (args: Args, session: BridgeSession): Subscriber => subscribers.get(args.text('subscriberId'), session.id);
  const topicsIn = (args: Args, session: BridgeSession): readonly TopicsService[] =>
    readTopics(args.records('topicServices')).map((service) => permitted(context, session, service));
  return {
    createSubscriber: ({ args, session }) => {
      checkNotification(args);
      const { id } = subscribers.create({
        sessionId: session.id,
        agentId: session.agentId,
        topics: topicsIn(args, session),
        loses: context.loses,
        clock: wireClock,
      });
      return { subscriberId: id, topicServiceErrors: [] };
    },
    getEvents: ({ args, session, signal }): Promise<Polled> => own(args, session).collect(args.ms('timeoutMs', DEFAULT_HOLD_MS), signal),
    subscribeTopics: ({ args, session }) => {
      const subscriber = own(args, session);
      subscriber.topics = [...subscriber.topics, ...topicsIn(args, session)];
      return [];
    },
    unsubscribeTopics: ({ args, session }) => {
      const subscriber = own(args, session);
      subscriber.topics = withoutTopics(subscriber.topics, readRemoved(args));
      return [];
    },
    unsubscribeAllTopics: ({ args, session }) => {
      own(args, session).topics = [];
      return null;
    },
    removeSubscriber: ({ args, session }) => {
      subscribers.remove(own(args, session));
      return null;
    },
    setNotification: ({ args, session }) => {
      own(args, session);
      checkNotification(args);
      return null;
    },
    getTopics: ({ args, session }) => own(args, session).topics,
  };
}

// A page cannot be called: the documented kinds of push are for programs. Its own kind is to open a socket.
function checkNotification(args: Args): void {
  if (!args.has('notification')) return;
  const type = args.record('notification').optionalText('notificationType') ?? '';
  throw new BridgeFault(400, 'error.event.AdapterTypeNotFound', `No events are sent by ${type}`);
}

// What is to be removed needs no triggers.
function readRemoved(args: Args): readonly TopicsService[] {
  return args.records('topicServices').map((service) => ({
    serviceName: service.text('serviceName'),
    topicsEvents: service
      .records('topicsEvents')
      .map((event) => ({ eventName: event.text('eventName'), attributes: [], triggers: [], filters: [] })),
  }));
}

// Nobody listens to a phone that is not theirs or their team's. Names and ids of the same agent, DN or place are one trigger.
function permitted({ engine }: BridgeContext, session: BridgeSession, service: TopicsService): TopicsService {
  const trigger = ({ key, value }: Topic): Topic => {
    if (key === 'AGENT') {
      if (!findAgent(engine, value)) throw badEvent(`No agent has the id ${value}`);
      return { key, value: agentFor(engine, session, value).id };
    }
    const extension = key === 'DN' ? extensionOfDn(value) : extensionOfPlace(value);
    const owner = engine.world.agents.find((agent) => agent.extension === extension);
    const sits = extension === undefined ? undefined : engine.agentOn(extension);
    if (extension === undefined || !(owner ?? sits)) throw badEvent(`There is no ${key} ${value}`);
    if (sits?.id !== session.agentId) agentFor(engine, session, (sits ?? owner)?.id ?? '');
    return { key, value: key === 'DN' ? dnIdOf(extension) : placeIdOf(extension) };
  };
  return {
    ...service,
    topicsEvents: service.topicsEvents.map((event) => ({ ...event, triggers: event.triggers.map(trigger) })),
  };
}
