import { type Shape } from '../containerservices/shape.js';

/** `finesse.containerservices.ChannelSchema`: what the parts of a channel are like, for `JsonValidator`. */
export interface ChannelSchema {
  /** The name of this one is ours. */
  getMenuConfigSchema(): Shape;
  getChannelConfigSchema(): Shape;
  getChannelStateSchema(): Shape;
}

/** Values that gadgets take from `ChannelService` by name. */
export const STATE_STATUS = { AVAILABLE: 'available', UNAVAILABLE: 'unavailable', BUSY: 'busy' } as const;
export const ICON_TYPE = { COLLAB_ICON: 'collab-icon', URL: 'url' } as const;
export const ICON_BADGE_TYPE = { NONE: 'none', INFO: 'info', WARNING: 'warning', ERROR: 'error' } as const;
export const STATUS = { SUCCESS: 'success', FAILURE: 'failure' } as const;

const TEXT: Shape = { type: 'string' };
const COLOR: Shape = { type: 'string', enum: Object.values(STATE_STATUS) };

const MENU_CONFIG: Shape = {
  type: 'object',
  properties: {
    label: TEXT,
    menuItems: {
      type: 'array',
      items: { type: 'object', properties: { id: TEXT, label: TEXT, iconColor: COLOR }, required: ['id', 'label'] },
    },
  },
  required: ['label', 'menuItems'],
};

const CHANNEL_CONFIG: Shape = {
  type: 'object',
  properties: {
    // Finesse 12.5 guide p. 439: 30 s at most.
    actionTimeoutInSec: { type: 'integer', minimum: 1, maximum: 30 },
    icons: {
      type: 'array',
      items: { type: 'object', properties: { type: { enum: Object.values(ICON_TYPE) }, value: TEXT }, required: ['type', 'value'] },
    },
  },
  required: ['actionTimeoutInSec', 'icons'],
};

const CHANNEL_STATE: Shape = {
  type: 'object',
  properties: {
    label: TEXT,
    currentState: TEXT,
    iconColor: COLOR,
    enable: { type: 'boolean' },
    logoutDisabled: { type: 'boolean' },
    logoutDisabledText: TEXT,
    iconBadge: { type: 'string', enum: Object.values(ICON_BADGE_TYPE) },
    hoverText: TEXT,
  },
  required: ['label', 'currentState', 'iconColor'],
};

/** The same in every frame. */
export const CHANNEL_SCHEMA: ChannelSchema = {
  getMenuConfigSchema: () => MENU_CONFIG,
  getChannelConfigSchema: () => CHANNEL_CONFIG,
  getChannelStateSchema: () => CHANNEL_STATE,
};
