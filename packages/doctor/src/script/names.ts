import type { AnyNode } from 'acorn';
import { isCalledOnTheSpot, type Value } from './scope.js';
import { functionAround, isFunction, keyOf, memberName, type FunctionNode, type NodeOf, type Script } from './script.js';

/** A node and the script it stands in. */
export interface Ref<T extends AnyNode = AnyNode> {
  readonly script: Script;
  readonly node: T;
}

const ROOTS = new Set(['gadgets', 'finesse']);
const PAGE = new Set(['window', 'self', 'globalThis']);
// `this`, and the names that people give it for functions within.
const THIS = /^\?(this|self|that|_this|me)$/;
const MAX_STEPS = 100;

// What methods of the library's objects give: enough to know an object when its methods are called.
const GIVEN = new Map([
  ['User#.getDialogs()', 'Dialogs#'],
  ['User#.getQueues()', 'Queues#'],
  ['User#.getMediaList()', 'MediaList#'],
  ['User#.getClientLog()', 'ClientLog#'],
  ['User#.getWrapUpReasons()', 'WrapUpReasons#'],
  ['MediaList#.getMedia()', 'Media#'],
  ['Media#.getMediaDialogs()', 'MediaDialogs#'],
  ['Team#.getUsers()', 'Users#'],
]);

/**
 * What names stand for, over the scripts of a frame.
 *
 * A path is a dotted name: `gadgets.Hub.subscribe`, whatever the script calls it. `User#` is a thing made by `new …User`, `x()` what a call of `x` gives,
 * `[]` a member whose name is worked out, `?x` a local name of unknown value. Without running anything, so: the first value that tells something counts.
 */
export class Names {
  readonly #globals = new Map<string, Ref<AnyNode>[]>();
  readonly #globalPaths = new Map<string, (readonly string[])[]>();
  readonly #members = new Map<string, Ref[]>();
  readonly #ofThis = new Map<Script, Map<string, AnyNode[]>>();
  readonly #paths = new Map<AnyNode, string | undefined>();

  constructor(scripts: readonly Script[]) {
    for (const script of scripts) {
      if (script.kind !== 'classic') continue;
      for (const [name, { values }] of script.scopes.top()) {
        this.#globals.set(name, [...(this.#globals.get(name) ?? []), ...values.map(({ node }) => ({ script, node }))]);
        this.#globalPaths.set(name, [...(this.#globalPaths.get(name) ?? []), ...values.map(({ path }) => path)]);
      }
    }
    for (const script of scripts) {
      for (const { name, node } of script.scopes.undeclared) {
        this.#globals.set(name, [...(this.#globals.get(name) ?? []), { script, node }]);
        this.#globalPaths.set(name, [...(this.#globalPaths.get(name) ?? []), []]);
      }
    }
    for (const script of scripts) this.#collectThis(script);
    for (const script of scripts) this.#collectMembers(script);
  }

  path(ref: Ref, steps = 0): string | undefined {
    const { node } = ref;
    if (this.#paths.has(node)) return this.#paths.get(node);
    // While it is worked out, a name that stands for itself has no value.
    this.#paths.set(node, undefined);
    const path = steps > MAX_STEPS ? undefined : this.#path(ref, steps + 1);
    this.#paths.set(node, path);
    return path;
  }

  /** The values put into a name, where they are plain: not parts of something taken apart. */
  values({ script, node }: Ref): Ref[] {
    if (node.type !== 'Identifier') return [];
    const binding = script.scopes.bindingOf(node);
    if (binding) return binding.values.filter(({ path }) => path.length === 0).map(({ node: value }) => ({ script, node: value }));
    return this.#globals.get(node.name) ?? [];
  }

  /** The functions a value may be. */
  functions(ref: Ref, steps = 0): Ref<FunctionNode>[] {
    const { script, node } = ref;
    if (steps > 10) return [];
    const of = (other: AnyNode): Ref<FunctionNode>[] => this.functions({ script, node: other }, steps + 1);
    if (isFunction(node)) return [{ script, node }];
    switch (node.type) {
      case 'Identifier':
        return this.values(ref).flatMap((value) => this.functions(value, steps + 1));
      case 'ClassDeclaration':
      case 'ClassExpression':
        return node.body.body.flatMap((each) => (each.type === 'MethodDefinition' && each.kind === 'constructor' ? of(each.value) : []));
      case 'CallExpression': {
        const callee = node.callee.type === 'MemberExpression' ? memberName(node.callee) : undefined;
        if (callee === 'bind' && node.callee.type === 'MemberExpression') return of(node.callee.object);
        return callee === 'proxy' || callee === 'debounce' || callee === 'throttle' ? node.arguments.slice(0, 1).flatMap(of) : [];
      }
      case 'ConditionalExpression':
        return [...of(node.consequent), ...of(node.alternate)];
      case 'LogicalExpression':
        return [...of(node.left), ...of(node.right)];
      case 'MemberExpression':
        return this.#methods(ref as Ref<NodeOf<'MemberExpression'>>, steps + 1);
      default:
        return [];
    }
  }

  #path({ script, node }: Ref, steps: number): string | undefined {
    const of = (other: AnyNode): string | undefined => this.path({ script, node: other }, steps);
    switch (node.type) {
      case 'Identifier':
        return this.#named({ script, node }, steps);
      case 'ThisExpression':
        return functionAround(node) ? '?this' : 'window';
      case 'MemberExpression':
        return this.#member({ script, node }, of(node.object), steps);
      case 'CallExpression': {
        const callee = of(node.callee);
        if (callee === undefined) return undefined;
        // `ClientServices.init()` and its like give the service itself.
        if (/^finesse\..*\.init$/.test(callee)) return callee.slice(0, -'.init'.length);
        const called = `${callee}()`;
        return GIVEN.get(called) ?? called;
      }
      case 'NewExpression': {
        const callee = of(node.callee);
        return callee && `${callee.slice(callee.lastIndexOf('.') + 1)}#`;
      }
      case 'LogicalExpression':
        return known(of(node.left)) ?? of(node.right);
      case 'ConditionalExpression':
        return known(of(node.consequent)) ?? of(node.alternate);
      case 'AssignmentExpression':
        return known(of(node.right)) ?? of(node.left);
      case 'AwaitExpression':
        return of(node.argument);
      case 'ChainExpression':
        return of(node.expression);
      case 'SequenceExpression':
        return of(node.expressions.at(-1)!);
      default:
        return undefined;
    }
  }

  #named({ script, node }: Ref<NodeOf<'Identifier'>>, steps: number): string | undefined {
    const { name } = node;
    const binding = script.scopes.bindingOf(node);
    const isTop = binding !== undefined && script.scopes.top().get(name) === binding;
    if (binding && !(isTop && script.kind === 'classic')) {
      return (
        this.#ofValues(
          binding.values.map((value) => ({ script, ...value })),
          steps,
        ) ?? `?${name}`
      );
    }
    if (ROOTS.has(name)) return name;
    if (PAGE.has(name)) return 'window';
    if (name === '$') return 'jQuery';
    const paths = this.#globalPaths.get(name) ?? [];
    const values = (this.#globals.get(name) ?? []).map((value, i) => ({ ...value, path: paths[i] ?? [] }));
    return this.#ofValues(values, steps) ?? name;
  }

  #ofValues(values: readonly (Value & { readonly script: Script })[], steps: number): string | undefined {
    for (const { script, node, path } of values) {
      const base = known(this.path({ script, node }, steps));
      if (base) return [base, ...path].join('.');
    }
    return undefined;
  }

  #member({ script, node }: Ref<NodeOf<'MemberExpression'>>, object: string | undefined, steps: number): string | undefined {
    const name = memberName(node) ?? '[]';
    if (object === 'window') return PAGE.has(name) ? 'window' : name === '$' ? 'jQuery' : name;
    if (object !== undefined && THIS.test(object)) {
      const values = this.#ofThis.get(script)?.get(name) ?? [];
      const found = this.#ofValues(
        values.map((value) => ({ script, node: value, path: [] })),
        steps,
      );
      if (found) return found;
    }
    return `${object ?? '?'}.${name}`;
  }

  #methods(ref: Ref<NodeOf<'MemberExpression'>>, steps: number): Ref<FunctionNode>[] {
    const { script, node } = ref;
    const path = this.path(ref);
    const found = path === undefined ? [] : (this.#members.get(path) ?? []);
    if (found.length > 0) return found.flatMap((each) => this.functions(each, steps));
    const name = memberName(node);
    if (!THIS.test(this.path({ script, node: node.object }) ?? '') || name === undefined) return [];
    const values = this.#ofThis.get(script)?.get(name) ?? [];
    return values.flatMap((value) => this.functions({ script, node: value }, steps));
  }

  // `this.x = …`, fields and methods: by name, over the whole script.
  #collectThis(script: Script): void {
    const ofThis = new Map<string, AnyNode[]>();
    const add = (name: string | undefined, node: AnyNode | null | undefined): void => {
      if (name === undefined || !node) return;
      const list = ofThis.get(name);
      if (list) list.push(node);
      else ofThis.set(name, [node]);
    };
    for (const { left, right } of script.all('AssignmentExpression')) {
      if (left.type === 'MemberExpression' && left.object.type === 'ThisExpression') add(memberName(left), right);
    }
    for (const each of script.all('PropertyDefinition')) add(keyOf(each), each.value);
    for (const each of script.all('MethodDefinition')) add(keyOf(each), each.value);
    for (const each of script.all('Property')) if (isFunction(each.value)) add(keyOf(each), each.value);
    this.#ofThis.set(script, ofThis);
  }

  #collectMembers(script: Script): void {
    for (const { left, right } of script.all('AssignmentExpression')) {
      if (left.type === 'MemberExpression') this.#publish({ script, node: left }, { script, node: right });
    }
    for (const { id, init } of script.all('VariableDeclarator')) {
      if (id.type === 'Identifier' && init) this.#publish({ script, node: id }, { script, node: init });
    }
  }

  #publish(name: Ref, value: Ref): void {
    const isItself = isFunction(value.node) && !isCalledOnTheSpot(value.node);
    const shapes = this.#shapes(value, 0);
    const path = isItself || shapes.length > 0 ? this.path(name) : undefined;
    if (path === undefined) return;
    if (isItself) this.#add(path, value);
    for (const { script, node } of shapes) {
      for (const property of node.properties) {
        if (property.type !== 'Property') continue;
        const key = keyOf(property);
        if (key !== undefined) this.#add(`${path}.${key}`, { script, node: property.value });
      }
    }
  }

  #add(path: string, value: Ref): void {
    const list = this.#members.get(path);
    if (list) list.push(value);
    else this.#members.set(path, [value]);
  }

  // The objects written out that a value may be: itself, or what a function called on the spot returns.
  #shapes({ script, node }: Ref, steps: number): Ref<NodeOf<'ObjectExpression'>>[] {
    if (steps > 5) return [];
    const of = (other: AnyNode): Ref<NodeOf<'ObjectExpression'>>[] => this.#shapes({ script, node: other }, steps + 1);
    switch (node.type) {
      case 'ObjectExpression':
        return [{ script, node }];
      case 'LogicalExpression':
        return [...of(node.left), ...of(node.right)];
      case 'AssignmentExpression':
        return of(node.right);
      case 'Identifier':
        return this.values({ script, node }).flatMap(({ node: value }) => of(value));
      case 'CallExpression': {
        const { callee } = node;
        const called = isFunction(callee)
          ? callee
          : callee.type === 'MemberExpression' && isFunction(callee.object)
            ? callee.object
            : undefined;
        if (!called) return [];
        if (called.body.type !== 'BlockStatement') return of(called.body);
        return script
          .all('ReturnStatement', called)
          .flatMap((each) => (each.argument && functionAround(each) === called ? of(each.argument) : []));
      }
      default:
        return [];
    }
  }
}

// A local name of unknown value says nothing about what it stands for; a member of one says something.
function known(path: string | undefined): string | undefined {
  return path?.startsWith('?') && !path.includes('.') ? undefined : path;
}
