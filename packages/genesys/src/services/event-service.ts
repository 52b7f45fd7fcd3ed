import { eventsOf, type AisEvent, type TopicsService } from '../ais/event.js';
import { fieldOf, itemsOf, wordOf } from '../ais/values.js';
import { Service } from './service.js';

/** Where events are to be pushed to; without one they are fetched. */
export interface Notification {
  readonly notificationType: string;
  readonly notificationEndpoint: unknown;
}

/** A subscriber, and the topics it was refused. */
export interface SubscriberResult {
  readonly subscriberId: string | undefined;
  readonly topicServiceErrors: readonly unknown[];
}

/**
 * Subscribers and their topics. The port has one of its own, on its wire; this is for whoever wants events besides. Voice needs at least
 * one trigger that names the agent or their place. Rejects with `DesktopError`.
 */
export class EventService extends Service {
  readonly serviceName = 'EventService';

  /** `notification` null: events are fetched with {@link getEvents}. */
  async createSubscriber(
    notification: Notification | null,
    topicServices: readonly TopicsService[],
    signal?: AbortSignal,
  ): Promise<SubscriberResult> {
    const result = await this.invoke('createSubscriber', { notification, topicServices }, signal);
    return {
      subscriberId: wordOf(fieldOf(result, 'subscriberId')),
      topicServiceErrors: itemsOf(fieldOf(result, 'topicServiceErrors')),
    };
  }

  /** The events since the last call; waits for some up to `timeoutMs`. */
  async getEvents(subscriberId: string, timeoutMs = 0, signal?: AbortSignal): Promise<readonly AisEvent[]> {
    return eventsOf(await this.invoke('getEvents', { subscriberId, timeoutMs }, signal)).events;
  }

  /** Adds topics. Resolves with those refused. */
  async subscribeTopics(subscriberId: string, topicServices: readonly TopicsService[], signal?: AbortSignal): Promise<readonly unknown[]> {
    return itemsOf(await this.invoke('subscribeTopics', { subscriberId, topicServices }, signal));
  }

  /** Takes topics back. Resolves with those that could not be. */
  async unsubscribeTopics(
    subscriberId: string,
    topicServices: readonly TopicsService[],
    signal?: AbortSignal,
  ): Promise<readonly unknown[]> {
    return itemsOf(await this.invoke('unsubscribeTopics', { subscriberId, topicServices }, signal));
  }

  async unsubscribeAllTopics(subscriberId: string, signal?: AbortSignal): Promise<void> {
    await this.invoke('unsubscribeAllTopics', { subscriberId }, signal);
  }

  async removeSubscriber(subscriberId: string, signal?: AbortSignal): Promise<void> {
    await this.invoke('removeSubscriber', { subscriberId }, signal);
  }

  /** Changes the mode of a subscriber that is there. */
  async setNotification(subscriberId: string, notification: Notification | null, signal?: AbortSignal): Promise<void> {
    await this.invoke('setNotification', { subscriberId, notification }, signal);
  }

  /** The topics of a subscriber, as the platform has them. */
  async getTopics(subscriberId: string, signal?: AbortSignal): Promise<readonly unknown[]> {
    return itemsOf(await this.invoke('getTopics', { subscriberId }, signal));
  }
}
