import { type Shape } from './shape.js';

/** How a popover's timer counts. */
export interface CounterTypes {
  readonly COUNT_UP: 'COUNT_UP';
  readonly COUNT_DOWN: 'COUNT_DOWN';
}

/** What the head and the lines of a popover say. All of it is shown as text. */
export interface PopoverBanner {
  icon?: { readonly type: string; readonly value: string };
  content?: readonly { readonly name: string; readonly value: string }[];
  headerContent?: { readonly maxHeaderTitle?: string; readonly minHeaderTitle?: string };
}

/** How long a popover stays, and whether it shows the time. The page keeps it. */
export interface PopoverTimer {
  displayTimeoutInSecs?: number;
  display?: boolean;
  counterType?: CounterTypes[keyof CounterTypes];
}

/** A button of a popover. */
export interface PopoverButton {
  readonly id: string;
  readonly label: string;
  readonly type: 'Affirm' | 'Decline';
  readonly hoverText?: string;
  /** Asked before the button counts. */
  readonly confirmButtons?: readonly { readonly id: string; readonly label: string; readonly hoverText?: string }[];
}

/** What the agent may do with a popover. */
export interface PopoverAction {
  dismissible?: boolean;
  keepMaximised?: boolean;
  /** Whose it is: popovers of one client stand together. */
  clientIdentifier?: string;
  requiredActionText?: string;
  /** At most two. */
  buttons?: readonly PopoverButton[];
}

/** Shapes of the three parts of a popover. */
export interface PopoverScheme {
  getBannerDataSchema(): Shape;
  getTimerDataSchema(): Shape;
  getActionDataSchema(): Shape;
}

/** Counters by name. */
export const COUNTER_TYPE: CounterTypes = { COUNT_UP: 'COUNT_UP', COUNT_DOWN: 'COUNT_DOWN' };

const CONFIRM_BUTTON: Shape = {
  type: 'object',
  properties: { id: { type: 'string' }, label: { type: 'string' }, hoverText: { type: 'string' } },
  required: ['id', 'label'],
};

/** What `showPopover` holds its arguments against. */
export const POPOVER_SHAPES: Readonly<Record<'BANNER' | 'TIMER' | 'ACTION', Shape>> = {
  BANNER: {
    type: 'object',
    properties: {
      icon: { type: 'object', properties: { type: { type: 'string' }, value: { type: 'string' } } },
      content: {
        type: 'array',
        items: { type: 'object', properties: { name: { type: 'string' } } },
      },
      headerContent: { type: 'object', properties: { maxHeaderTitle: { type: 'string' }, minHeaderTitle: { type: 'string' } } },
    },
  },
  TIMER: {
    type: 'object',
    properties: {
      displayTimeoutInSecs: { type: 'number' },
      display: { type: 'boolean' },
      counterType: { type: 'string', enum: Object.values(COUNTER_TYPE) },
    },
  },
  ACTION: {
    type: 'object',
    properties: {
      dismissible: { type: 'boolean' },
      keepMaximised: { type: 'boolean' },
      clientIdentifier: { type: 'string' },
      requiredActionText: { type: 'string' },
      buttons: {
        type: 'array',
        maxItems: 2,
        items: {
          type: 'object',
          properties: {
            id: { type: 'string', minLength: 1 },
            label: { type: 'string' },
            type: { type: 'string', enum: ['Affirm', 'Decline'] },
            hoverText: { type: 'string' },
            confirmButtons: { type: 'array', items: CONFIRM_BUTTON },
          },
          required: ['id', 'label', 'type'],
        },
      },
    },
  },
};

/** `finesse.containerservices.PopoverScheme`. The names are the vendor's; what is in its shapes is not published. */
export const POPOVER_SCHEME: PopoverScheme = {
  getBannerDataSchema: () => POPOVER_SHAPES.BANNER,
  getTimerDataSchema: () => POPOVER_SHAPES.TIMER,
  getActionDataSchema: () => POPOVER_SHAPES.ACTION,
};
