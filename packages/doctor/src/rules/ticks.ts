import type { FunctionNode } from '../script/script.js';
import type { Ref } from '../script/names.js';
import type { Call, Realm } from '../script/realm.js';

/** The handlers of the timer tick that do their work with each tick: an `if` is taken for what drops most of them. */
export function everyTick(realm: Realm): { readonly call: Call; readonly tick: Ref<FunctionNode> }[] {
  return realm.callsOf(/\.addHandler$/).flatMap((call) => {
    const [topic, handler] = call.node.arguments;
    if (!topic || !handler || !realm.path({ script: call.script, node: topic }).endsWith('.TIMER_TICK_EVENT')) return [];
    const ticks = realm.names.functions({ script: call.script, node: handler });
    return ticks.filter(({ script, node }) => script.all('IfStatement', node).length === 0).map((tick) => ({ call, tick }));
  });
}
