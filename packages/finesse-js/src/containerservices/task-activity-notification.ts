import { type Kit } from '../kit.js';
import { isRecord } from './events.js';
import { Recent } from './recent.js';
import { type ServiceHost } from './service.js';
import { mustBe, type Shape } from './shape.js';

/** Which task the agent works on, as one gadget tells the others. */
export interface TaskSelection {
  readonly taskId: string;
  /** True while it is worked on, false when it no longer is. */
  readonly active: boolean;
  readonly mediaType: string;
  /** Milliseconds since 1970, when it was chosen; the time of the call without it. */
  readonly timestamp?: number;
  /** Whatever the gadgets agree on; it crosses as JSON. */
  readonly contextInfo?: unknown;
}

/** A selection and who tells it. */
export interface TaskNotification {
  readonly from: string;
  readonly message: TaskSelection;
}

/** 12.5: gadgets tell each other which task the agent works on. No server has a part in it, nor has the page. */
export interface TaskActivityNotification {
  /** Call it first; the second call does nothing. @returns This service. @throws TypeError when it is given no container services. */
  init(containerServices: ServiceHost): TaskActivityNotification;
  /**
   * Tells every gadget, this one included.
   *
   * @param from - Who tells it.
   * @throws Error before `init`; TypeError that names the member which is missing or of another type.
   */
  notifyTaskSelection(from: string, message: TaskSelection): void;
  /** Calls `callback` for every selection that is told; any number of callbacks. Messages of another shape are dropped. @throws Error before `init`. */
  registerForTaskNotifications(callback: (notification: TaskNotification) => void): void;
  /** Asks all gadgets to tell once more what they last told as active. @throws Error before `init`. */
  requestCurrentTasks(): void;
}

const FROM: Shape = { type: 'string', minLength: 1 };

const SELECTION: Shape = {
  type: 'object',
  properties: {
    taskId: { type: 'string', minLength: 1 },
    active: { type: 'boolean' },
    mediaType: { type: 'string', minLength: 1 },
    timestamp: { type: 'number' },
  },
  required: ['taskId', 'active', 'mediaType'],
};

/** More tasks than anybody works on. */
const MOST_CURRENT = 500;

/** Makes the task notifications of one frame. */
export function createTaskActivityNotification(kit: Kit): TaskActivityNotification {
  const callbacks = new Set<(notification: TaskNotification) => void>();
  const current = new Recent<TaskNotification>(MOST_CURRENT);
  let host: ServiceHost | undefined;

  const service: TaskActivityNotification = {
    init(containerServices) {
      if (host) return service;
      if (typeof (containerServices as Partial<ServiceHost> | undefined)?.addHandler !== 'function') {
        throw new TypeError('TaskActivityNotification.init wants the container services');
      }
      containerServices.addHandler(kit.settings.topics.taskActivity, onMessage);
      host = containerServices;
      return service;
    },
    notifyTaskSelection(from, message) {
      const to = opened();
      mustBe(from, FROM, 'from');
      mustBe(message, SELECTION, 'message');
      const notification = { from, message: { ...message, timestamp: message.timestamp ?? kit.frame.Date.now() } };
      const key = JSON.stringify([from, message.taskId]);
      if (message.active) current.set(key, notification);
      else current.take(key);
      tell(to, notification);
    },
    registerForTaskNotifications(callback) {
      opened();
      callbacks.add(callback);
    },
    requestCurrentTasks() {
      const to = opened();
      to.publish(kit.settings.topics.taskActivity, { type: 'CurrentTasksReq', gadgetId: to.getMyGadgetId() });
    },
  };
  return service;

  function opened(): ServiceHost {
    if (!host) throw new Error('TaskActivityNotification.init has not been called');
    return host;
  }

  function tell(to: ServiceHost, { from, message }: TaskNotification): void {
    to.publish(kit.settings.topics.taskActivity, { type: 'TaskSelection', gadgetId: to.getMyGadgetId(), from, message });
  }

  function onMessage(payload: unknown): void {
    if (!isRecord(payload)) return;
    if (payload['type'] === 'CurrentTasksReq') {
      for (const notification of current.values()) tell(opened(), notification);
    } else if (payload['type'] === 'TaskSelection') {
      const { from, message } = payload;
      try {
        mustBe(from, FROM, 'from');
        mustBe(message, SELECTION, 'message');
      } catch {
        kit.log('TaskActivityNotification dropped what is no task selection');
        return;
      }
      const notification = { from, message } as TaskNotification;
      for (const callback of [...callbacks]) kit.call(() => callback(notification));
    }
  }
}
