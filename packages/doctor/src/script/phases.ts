import type { AnyNode } from 'acorn';
import type { Names, Ref } from './names.js';
import type { Call, RealmScript } from './realm.js';
import { functionAround, memberName, Script, type FunctionNode } from './script.js';

/**
 * When something runs. `script`: while the frame's document is read. `load`: in a handler of its being loaded, when the hub is made and connects.
 * `later`: after a timer, a request or a script that is loaded by another.
 */
export type Phase = 'script' | 'load' | 'later';

const ON_LOAD = /^(jQuery|jQuery\(\)\.(ready|load)|gadgets\.util\.registerOnLoadHandler)$/;
const LATER =
  /^(setTimeout|setInterval|requestAnimationFrame|require|requirejs|define|import|fetch|jQuery\.(ajax|get|post|getJSON|getScript))$/;
const THEN = /\.(then|done|fail|always)$/;
// Their callbacks run before they return.
const AT_ONCE = /(^|\.)(forEach|map|filter|some|every|reduce|find|each|grep)$/;
const LOAD_EVENTS = /^(load|DOMContentLoaded|readystatechange)$/;

/** Which functions run while the document is read, when it is loaded, and surely later, followed through the calls of the scripts themselves. */
export class Phases {
  readonly #scripts: readonly RealmScript[];
  readonly #names: Names;
  readonly #functions = new Map<FunctionNode, Phase>();
  readonly #callsIn = new Map<FunctionNode | Script, Call[]>();

  constructor(scripts: readonly RealmScript[], names: Names, calls: readonly Call[]) {
    this.#scripts = scripts;
    this.#names = names;
    for (const call of calls) {
      const owner = functionAround(call.node) ?? call.script;
      const list = this.#callsIn.get(owner);
      if (list) list.push(call);
      else this.#callsIn.set(owner, [call]);
    }
    for (const phase of ['script', 'load', 'later'] as const) this.#spread(phase);
  }

  of({ script, node }: Ref): Phase | undefined {
    const around = functionAround(node);
    if (around) return this.#functions.get(around);
    if (script.kind === 'handler') return undefined;
    return this.#scripts.some((each) => each.script === script && each.late) ? 'later' : 'script';
  }

  // A function keeps the earliest phase in which it runs: there it breaks.
  #spread(phase: Phase): void {
    const rest = this.#roots(phase);
    for (let next = rest.pop(); next; next = rest.pop()) {
      if (this.#functions.has(next.node)) continue;
      this.#functions.set(next.node, phase);
      for (const call of this.#callsIn.get(next.node) ?? []) rest.push(...this.#runBy(call));
    }
  }

  #roots(phase: Phase): Ref<FunctionNode>[] {
    const found: Ref<FunctionNode>[] = [];
    for (const { script, late } of this.#scripts) {
      if (script.kind === 'handler') continue;
      if (phase === (late ? 'later' : 'script')) for (const call of this.#callsIn.get(script) ?? []) found.push(...this.#runBy(call));
    }
    if (phase === 'script') return found;
    for (const [owner, calls] of this.#callsIn) {
      // A handler of the load that is set later, in onConnect say, runs when it is set: the document is loaded by then, and the hub connected.
      if (phase === 'load' && !this.#runsAtOnce(owner)) continue;
      for (const call of calls) {
        const callbacks = phase === 'load' ? loadCallbacks(call) : laterCallbacks(call);
        for (const node of callbacks) found.push(...this.#names.functions({ script: call.script, node }));
      }
    }
    if (phase === 'load') found.push(...this.#onload());
    return found;
  }

  #runsAtOnce(owner: FunctionNode | Script): boolean {
    return owner instanceof Script ? owner.kind !== 'handler' : this.#functions.get(owner) === 'script';
  }

  #onload(): Ref<FunctionNode>[] {
    return this.#scripts.flatMap(({ script }) =>
      script.all('AssignmentExpression').flatMap(({ left, right }) => {
        if (left.type !== 'MemberExpression' || memberName(left) !== 'onload' || this.#names.path({ script, node: left }) !== 'onload')
          return [];
        return this.#names.functions({ script, node: right });
      }),
    );
  }

  #runBy({ script, node, path }: Call): Ref<FunctionNode>[] {
    const found = this.#names.functions({ script, node: node.callee });
    if (node.callee.type === 'MemberExpression') {
      const name = memberName(node.callee);
      if (name === 'call' || name === 'apply') found.push(...this.#names.functions({ script, node: node.callee.object }));
    }
    if (AT_ONCE.test(path)) for (const each of node.arguments) found.push(...this.#names.functions({ script, node: each }));
    return found;
  }
}

function loadCallbacks({ path, node }: Call): readonly AnyNode[] {
  if (ON_LOAD.test(path)) return node.arguments;
  const [event, handler] = node.arguments;
  const isLoad = event?.type === 'Literal' && typeof event.value === 'string' && LOAD_EVENTS.test(event.value);
  return handler && isLoad && /^((document\.)?addEventListener|jQuery\(\)\.(on|bind))$/.test(path) ? [handler] : [];
}

function laterCallbacks({ path, node }: Call): readonly AnyNode[] {
  return LATER.test(path) || THEN.test(path) ? node.arguments : [];
}
