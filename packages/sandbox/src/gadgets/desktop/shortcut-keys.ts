import type { PageBus } from './page-bus.js';
import { recordOf, textOf, TOPICS } from './topics.js';

interface Key {
  readonly gadgetId: string;
  readonly id: string;
  readonly accessKey: string;
  readonly stated: Readonly<Record<string, unknown>>;
}

const MODIFIERS = ['Ctrl', 'Alt', 'Shift', 'Meta'] as const;

/** Keeps the keys of all gadgets, tells of conflicts, and passes presses in the page's own document on to the gadget that owns the key. */
export function serveShortcutKeys(bus: PageBus, enabled: boolean): void {
  const keys = new Map<string, Key>();
  bus.listenToPage(TOPICS.gadgetLeft, (data) => {
    for (const [name, { gadgetId }] of keys) if (gadgetId === recordOf(data)['gadgetId']) keys.delete(name);
  });
  bus.listen(TOPICS.shortcutKeyRequests, (request) => {
    const { type, gadgetId, invokeID, data } = recordOf(request);
    const asked = recordOf(data)['keys'];
    const owner = textOf(gadgetId);
    if (type === 'RegisterShortcutKeyReq' && Array.isArray(asked)) {
      for (const stated of asked.slice(0, 200).map(recordOf)) {
        const id = textOf(stated['id']);
        keys.set(`${owner} ${id}`, { gadgetId: owner, id, accessKey: accessKeyOf(stated), stated });
      }
    } else if (type !== 'GetShortcutKeysReq') return;
    const all = [...keys.values()];
    const told = all.map(({ gadgetId: of, accessKey, stated }) => ({
      ...stated,
      gadgetId: of,
      accessKey,
      conflict: all.filter((other) => other.accessKey === accessKey).length > 1,
      type: 'gadget',
    }));
    bus.publish(TOPICS.shortcutKeyEvents, { type, gadgetId: owner, invokeID, data: { enabled, keys: told } });
  });
  if (!enabled) return;
  document.addEventListener('keydown', (event) => {
    const pressed = [
      ...MODIFIERS.filter((each) => event.getModifierState(each === 'Ctrl' ? 'Control' : each)),
      event.key.length === 1 ? event.key.toUpperCase() : event.key,
    ].join('+');
    const [key, another] = [...keys.values()].filter(({ accessKey }) => accessKey === pressed);
    // A key with two owners is nobody's.
    if (!key || another) return;
    event.preventDefault();
    bus.publish(TOPICS.shortcutKeyEvents, {
      type: 'ShortcutKeyPressed',
      gadgetId: key.gadgetId,
      invokeID: crypto.randomUUID(),
      data: { id: key.id },
    });
  });
}

// As shown to people: modifiers in one order, then the key.
function accessKeyOf({ key, modifierKeys }: Readonly<Record<string, unknown>>): string {
  const wanted = (Array.isArray(modifierKeys) ? modifierKeys : textOf(modifierKeys).split(/[\s,+]+/)).map((each) =>
    textOf(each).toLowerCase(),
  );
  const named = wanted.map((each) => (each === 'control' ? 'ctrl' : each));
  const plain = textOf(key);
  return [...MODIFIERS.filter((each) => named.includes(each.toLowerCase())), plain.length === 1 ? plain.toUpperCase() : plain].join('+');
}
