import { type Envelope, type ServiceError } from '../containerservices/envelope.js';
import { isRecord } from '../containerservices/events.js';
import { Recent } from '../containerservices/recent.js';
import { type ServiceHost, ServiceWire } from '../containerservices/service.js';
import { mustBe, type Shape } from '../containerservices/shape.js';
import { type Kit } from '../kit.js';
import { ICON_BADGE_TYPE, ICON_TYPE, STATE_STATUS, STATUS } from './channel-schema.js';

/** A non-voice channel in the state menu of the desktop's header. */
export interface Channel {
  readonly menuConfig: {
    readonly label: string;
    readonly menuItems: readonly { readonly id: string; readonly label: string; readonly iconColor?: string }[];
  };
  readonly channelConfig: {
    /** How long the page waits for the answer to a menu action; 30 at most (Finesse 12.5 guide p. 439). */
    readonly actionTimeoutInSec: number;
    readonly icons: readonly { readonly type: string; readonly value: string }[];
  };
  readonly channelState: {
    /** The channel's name. */
    readonly label: string;
    /** Its state, in words. */
    readonly currentState: string;
    readonly iconColor?: string;
    readonly enable?: boolean;
    /** Whether the agent may not sign out of the desktop now, and why. */
    readonly logoutDisabled?: boolean;
    readonly logoutDisabledText?: string;
    readonly iconBadge?: string;
    readonly hoverText?: string;
  };
}

/** Members to change; what is left out stays. */
export type ChannelUpdate = { readonly [Part in keyof Channel]?: Partial<Channel[Part]> | undefined };

/** How it went. */
export interface ChannelResult {
  readonly channelId: string;
  /** `ChannelService.STATUS`. */
  readonly status: string;
  /** With `STATUS.FAILURE`. */
  readonly error?: ServiceError;
}

/**
 * Called when the agent chooses an entry of the channel's menu, or one for all channels (`ALL_READY`, `ALL_NOT_READY`). Answer by one of the two
 * functions within the channel's `actionTimeoutInSec`; only the first answer counts. When it throws, a failure is answered for it.
 */
export type ChannelMenuHandler = (
  channelId: string,
  menuId: string,
  onSuccess: (result: ChannelResult) => void,
  onError: (result: ChannelResult) => void,
) => void;

/**
 * 12.0: puts non-voice channels into the state menu of the desktop's header.
 *
 * Take the constants by name. Published are the names `AVAILABLE UNAVAILABLE BUSY COLLAB_ICON NONE SUCCESS FAILURE` and some values (`available`,
 * `collab-icon`, `url`, `success`); the rest are ours. Parts are not held against `ChannelSchema` here: that is for the gadget to do.
 */
export interface ChannelService {
  readonly STATE_STATUS: typeof STATE_STATUS;
  readonly ICON_TYPE: typeof ICON_TYPE;
  readonly ICON_BADGE_TYPE: typeof ICON_BADGE_TYPE;
  readonly STATUS: typeof STATUS;
  /** Call it first; the second call does nothing. @returns This service. @throws TypeError when it is given no container services. */
  init(containerServices: ServiceHost): ChannelService;
  /**
   * Adds a channel. One of the callbacks is called when the page has answered; neither, where nobody answers.
   *
   * @throws Error before `init`; TypeError that names the member which is not as it should be.
   */
  addChannel(
    channelId: string,
    channel: Channel,
    menuHandler: ChannelMenuHandler,
    onSuccess?: (result: ChannelResult) => void,
    onError?: (result: ChannelResult) => void,
  ): void;
  /** Changes the members that are given. Callbacks and errors as for `addChannel`. */
  updateChannel(
    channelId: string,
    update: ChannelUpdate,
    onSuccess?: (result: ChannelResult) => void,
    onError?: (result: ChannelResult) => void,
  ): void;
  /** Takes a channel out of the menu; once the page says so, its menu handler is called no more. Callbacks and errors as for `addChannel`. */
  removeChannel(channelId: string, onSuccess?: (result: ChannelResult) => void, onError?: (result: ChannelResult) => void): void;
}

/** How the page and the library say how it went, whatever the constants' values are. */
const DONE = 'SUCCESS';
const FAILED = 'FAILURE';

const MENU_CONFIG: Shape = {
  type: 'object',
  properties: {
    label: { type: 'string' },
    menuItems: {
      type: 'array',
      items: { type: 'object', properties: { id: { type: 'string' }, label: { type: 'string' } }, required: ['id'] },
    },
  },
};

const CHANNEL: Shape = {
  type: 'object',
  properties: { menuConfig: MENU_CONFIG, channelConfig: { type: 'object' }, channelState: { type: 'object' } },
  required: ['menuConfig', 'channelConfig', 'channelState'],
};

const UPDATE: Shape = { ...CHANNEL, required: [] };

const CHANNEL_ID: Shape = { type: 'string', minLength: 1 };

/** More requests than a page leaves unanswered for long. */
const MOST_WAITING = 500;

/** Makes the channel service of one frame. */
export function createChannelService(kit: Kit): ChannelService {
  const wire = new ServiceWire(kit, 'ChannelService');
  const menuHandlers = new Map<string, ChannelMenuHandler>();
  const waiting = new Recent<(event: Envelope) => void>(MOST_WAITING);

  const service: ChannelService = {
    STATE_STATUS,
    ICON_TYPE,
    ICON_BADGE_TYPE,
    STATUS,
    init(containerServices) {
      wire.open(containerServices, kit.settings.topics.channelRequests, kit.settings.topics.channelEvents, onEvent);
      return service;
    },
    addChannel(channelId, channel, menuHandler, onSuccess, onError) {
      mustBe(channel, CHANNEL, 'channel');
      const { menuConfig, channelConfig, channelState } = channel;
      const added = (result: ChannelResult) => {
        // Not before: an id that is refused because it is taken must not take the other's handler away.
        menuHandlers.set(channelId, menuHandler);
        onSuccess?.(result);
      };
      request('AddChannelReq', channelId, { menuConfig, channelConfig, channelState }, added, onError);
    },
    updateChannel(channelId, update, onSuccess, onError) {
      mustBe(update, UPDATE, 'channel');
      const { menuConfig, channelConfig, channelState } = update;
      request('UpdateChannelReq', channelId, { menuConfig, channelConfig, channelState }, onSuccess, onError);
    },
    removeChannel(channelId, onSuccess, onError) {
      const removed = (result: ChannelResult) => {
        menuHandlers.delete(channelId);
        onSuccess?.(result);
      };
      request('RemoveChannelReq', channelId, {}, removed, onError);
    },
  };
  return service;

  function request(
    type: string,
    channelId: string,
    data: ChannelUpdate,
    onSuccess: ((result: ChannelResult) => void) | undefined,
    onError: ((result: ChannelResult) => void) | undefined,
  ): void {
    mustBe(channelId, CHANNEL_ID, 'channelId');
    const invokeID = wire.send(type, { channelId, ...data });
    waiting.set(invokeID, ({ data: answer, error }) => {
      const result = resultOf(channelId, answer, error);
      if (result.error) onError?.(result);
      else onSuccess?.(result);
    });
  }

  function onEvent(event: Envelope, mine: boolean): void {
    if (!mine) return;
    if (event.type === 'MenuActionReq') {
      onMenuAction(event);
      return;
    }
    const answered = waiting.take(event.invokeID);
    if (answered) kit.call(() => answered(event));
  }

  function onMenuAction({ invokeID, data: { channelId, menuId } }: Envelope): void {
    if (typeof channelId !== 'string' || typeof menuId !== 'string') return;
    const handler = menuHandlers.get(channelId);
    if (!handler) return;
    let answered = false;
    const answer = (status: string, error?: ServiceError) => {
      if (answered) return;
      answered = true;
      wire.send('MenuActionRes', { channelId, status, ...(error ? { error } : {}) }, invokeID);
    };
    kit.call(() => {
      try {
        handler(
          channelId,
          menuId,
          () => answer(DONE),
          (result) => answer(FAILED, errorOf(result)),
        );
      } catch (error) {
        answer(FAILED, { errorCode: 'HANDLER_FAILED', errorDesc: 'The gadget could not carry it out' });
        throw error;
      }
    });
  }
}

function resultOf(channelId: string, data: Readonly<Record<string, unknown>>, error: ServiceError | undefined): ChannelResult {
  if (data['status'] === DONE && !error) return { channelId, status: STATUS.SUCCESS };
  return { channelId, status: STATUS.FAILURE, error: error ?? errorOf(data) };
}

// Whatever a gadget or a page calls a result.
function errorOf(result: unknown): ServiceError {
  const error = isRecord(result) && isRecord(result['error']) ? result['error'] : {};
  return { errorCode: words(error['errorCode']), errorDesc: words(error['errorDesc']) };
}

function words(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
