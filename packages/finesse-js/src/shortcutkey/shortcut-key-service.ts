import { type Envelope } from '../containerservices/envelope.js';
import { isRecord } from '../containerservices/events.js';
import { type ServiceHost, ServiceWire } from '../containerservices/service.js';
import { mustBe, type Shape } from '../containerservices/shape.js';
import { type Kit } from '../kit.js';

/** A key that does something. */
export interface ShortcutKey {
  /** Unique within the gadget. */
  readonly id: string;
  /** Whose it is and what it does, for the list the agent sees. */
  readonly componentName?: string;
  readonly actionName?: string;
  /** The key without modifiers, as `KeyboardEvent.key` names it; case does not count. */
  readonly key: string;
  /** Of `Ctrl`, `Alt`, `Shift`, `Meta` (`Control`, `Option`, `Command` and any case will do), as a list or joined by `+`. Others are left out. */
  readonly modifierKeys?: string | readonly string[];
  /** Called once for each press; a key that is held down is one press. */
  readonly handler?: () => void;
  /** Whether it also works while the agent is outside the gadget. */
  readonly isPageLevel?: boolean;
  readonly executionScope?: string;
}

/** A key as the page keeps it. */
export interface RegisteredShortcutKey {
  readonly id: string;
  readonly gadgetId: string;
  readonly componentName: string;
  readonly actionName: string;
  readonly key: string;
  /** Joined by `+`: "Ctrl+Alt". */
  readonly modifierKeys: string;
  /** Whether it also works outside the gadget. */
  readonly isPageLevel: boolean;
  readonly executionScope: string;
  /** The gadget's own function, for keys of this gadget. */
  readonly handler: (() => void) | undefined;
  /** As shown to the agent: "Ctrl+Alt+K". */
  readonly accessKey: string;
  /** Whether another shortcut has the same key. */
  readonly conflict: boolean;
  /** Whether it is of a gadget or of a part of the desktop. */
  readonly type: string;
}

/** 12.5: keys for what a gadget does. They work only where the desktop's property `enableShortCutKeys` is on. */
export interface ShortcutKeyService {
  /** Call it first; the second call does nothing. @returns This service. @throws Error before the hub is connected. */
  init(): ShortcutKeyService;
  /**
   * Registers keys; a key of the same id replaces the earlier one. Handlers run once the page has said that keys are on.
   *
   * @throws Error before `init`; TypeError that names the member which is not as it should be.
   */
  registerShortcutKey(keys: readonly ShortcutKey[]): void;
  /** @returns The keys of all gadgets as the page last told them to any of them: empty until it did. */
  getShortcutKeys(): readonly RegisteredShortcutKey[];
}

const MODIFIERS: Readonly<Record<string, string>> = {
  ctrl: 'Ctrl',
  control: 'Ctrl',
  alt: 'Alt',
  option: 'Alt',
  shift: 'Shift',
  meta: 'Meta',
  command: 'Meta',
  cmd: 'Meta',
};

const KEYS: Shape = {
  type: 'array',
  items: {
    type: 'object',
    properties: { id: { type: 'string', minLength: 1 }, key: { type: 'string', minLength: 1 } },
    required: ['id', 'key'],
  },
};

/** Makes the shortcut keys of one frame. @param host - The frame's container services. */
export function createShortcutKeyService(kit: Kit, host: ServiceHost): ShortcutKeyService {
  const wire = new ServiceWire(kit, 'ShortcutKeyService');
  const own = new Map<string, ShortcutKey>();
  let enabled = false;
  let known: readonly Omit<RegisteredShortcutKey, 'handler'>[] = [];
  let initialised = false;

  const service: ShortcutKeyService = {
    init() {
      if (initialised) return service;
      wire.open(host, kit.settings.topics.shortcutKeyRequests, kit.settings.topics.shortcutKeyEvents, onEvent);
      kit.frame.document.addEventListener('keydown', onKeyDown);
      initialised = true;
      wire.send('GetShortcutKeysReq', {});
      return service;
    },
    registerShortcutKey(keys) {
      mustBe(keys, KEYS, 'keys');
      wire.send('RegisterShortcutKeyReq', {
        keys: keys.map((key) => ({ ...key, modifierKeys: modifiersOf(key.modifierKeys), handler: undefined })),
      });
      for (const key of keys) own.set(key.id, key);
    },
    getShortcutKeys: () =>
      known.map((key) => ({ ...key, handler: key.gadgetId === host.getMyGadgetId() ? own.get(key.id)?.handler : undefined })),
  };
  return service;

  function onEvent({ type, data }: Envelope, mine: boolean): void {
    if (type === 'ShortcutKeyPressed') {
      if (mine) run(own.get(text(data['id'])));
    } else if (Array.isArray(data['keys'])) {
      enabled = data['enabled'] === true;
      known = data['keys'].filter(isRecord).map(registeredOf);
    }
  }

  // The page does not hear what is typed in a gadget's frame.
  function onKeyDown(event: KeyboardEvent): void {
    if (event.repeat || event.defaultPrevented) return;
    const pressed = [...own.values()].find((key) => isPress(key, event));
    if (!pressed || !enabled) return;
    event.preventDefault();
    run(pressed);
  }

  function run(key: ShortcutKey | undefined): void {
    const handler = key?.handler;
    if (enabled && handler) kit.call(handler);
  }
}

function isPress(key: ShortcutKey, event: KeyboardEvent): boolean {
  const wanted = modifiersOf(key.modifierKeys);
  return (
    event.key.toLowerCase() === key.key.toLowerCase() &&
    event.ctrlKey === wanted.includes('Ctrl') &&
    event.altKey === wanted.includes('Alt') &&
    event.shiftKey === wanted.includes('Shift') &&
    event.metaKey === wanted.includes('Meta')
  );
}

function modifiersOf(modifiers: string | readonly string[] | undefined): string[] {
  const names = typeof modifiers === 'string' ? modifiers.split(/[+,\s]+/) : (modifiers ?? []);
  return names.flatMap((name) => MODIFIERS[name.toLowerCase()] ?? []);
}

function registeredOf(key: Readonly<Record<string, unknown>>): Omit<RegisteredShortcutKey, 'handler'> {
  const modifiers = key['modifierKeys'];
  return {
    id: text(key['id']),
    gadgetId: text(key['gadgetId']),
    componentName: text(key['componentName']),
    actionName: text(key['actionName']),
    key: text(key['key']),
    modifierKeys: Array.isArray(modifiers) ? modifiers.map(text).join('+') : text(modifiers),
    isPageLevel: key['isPageLevel'] === true,
    executionScope: text(key['executionScope']),
    accessKey: text(key['accessKey']),
    conflict: key['conflict'] === true,
    type: text(key['type']),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
