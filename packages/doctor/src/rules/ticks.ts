import type { Ref } from '../script/names.js';
import type { Call, Realm } from '../script/realm.js';
import type { FunctionNode } from '../script/script.js';

/** The handlers of the timer tick that do their work with each tick: a condition in the function itself is taken for what drops most of them. */
export function everyTick(realm: Realm): { readonly call: Call; readonly tick: Ref<FunctionNode> }[] {
  return realm.callsOf(/\.addHandler$/).flatMap((call) => {
    const [topic, handler] = call.node.arguments;
    if (!topic || !handler || !realm.path({ script: call.script, node: topic }).endsWith('.TIMER_TICK_EVENT')) return [];
    const ticks = realm.names.functions({ script: call.script, node: handler });
    return ticks.filter(({ node }) => !dropsTicks(node)).map((tick) => ({ call, tick }));
  });
}

function dropsTicks({ body }: FunctionNode): boolean {
  if (body.type !== 'BlockStatement') return body.type === 'LogicalExpression' || body.type === 'ConditionalExpression';
  return body.body.some(
    (each) => each.type === 'IfStatement' || (each.type === 'ExpressionStatement' && each.expression.type === 'LogicalExpression'),
  );
}
