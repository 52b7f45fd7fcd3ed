import type { AnyNode, Pattern } from 'acorn';
import { functionAround, isFunction, keyOf, type FunctionNode, type Script } from './script.js';

/** A value that is put into a name: the whole of `node`, or the member of it that `path` leads to. */
export interface Value {
  readonly node: AnyNode;
  readonly path: readonly string[];
}

/** A name that a script declares. */
export interface Binding {
  readonly name: string;
  readonly how: 'variable' | 'parameter' | 'function' | 'import';
  readonly values: Value[];
}

/**
 * The names of a script, by function. Blocks are taken together with the function around them: two variables of one name in two blocks become one
 * with two values, which is near enough to say what a name may stand for.
 */
export class Scopes {
  /** Values of names that nobody declares: globals, as old scripts make them. */
  readonly undeclared: { readonly name: string; readonly node: AnyNode }[] = [];
  readonly #names = new Map<AnyNode, Map<string, Binding>>();
  readonly #program: AnyNode;

  constructor(script: Script) {
    this.#program = script.program;
    for (const each of script.functions()) this.#function(each);
    for (const each of script.all('VariableDeclarator')) {
      this.#pattern(this.#scopeOf(each), each.id, each.init ? { node: each.init, path: [] } : undefined, 'variable');
    }
    for (const each of script.all('ClassDeclaration')) if (each.id) this.#declare(this.#scopeOf(each), each.id.name, 'function', each);
    for (const each of script.all('CatchClause')) if (each.param) this.#pattern(this.#scopeOf(each), each.param, undefined, 'parameter');
    for (const type of ['ImportSpecifier', 'ImportDefaultSpecifier', 'ImportNamespaceSpecifier'] as const) {
      for (const each of script.all(type)) this.#declare(this.#program, each.local.name, 'import');
    }
    for (const each of script.all('AssignmentExpression')) {
      if (each.left.type === 'Identifier' && /^(\|\||&&|\?\?)?=$/.test(each.operator)) {
        const binding = this.bindingOf(each.left);
        if (binding) binding.values.push({ node: each.right, path: [] });
        else this.undeclared.push({ name: each.left.name, node: each.right });
      }
    }
  }

  /** What the name means where it stands; undefined for a name that the script does not declare. */
  bindingOf(node: AnyNode & { readonly name: string }): Binding | undefined {
    for (let scope: AnyNode | undefined = this.#scopeOf(node); scope; scope = scope === this.#program ? undefined : this.#scopeOf(scope)) {
      const found = this.#names.get(scope)?.get(node.name);
      if (found) return found;
    }
    return undefined;
  }

  /** The names declared at the top of the script. */
  top(): ReadonlyMap<string, Binding> {
    return this.#names.get(this.#program) ?? new Map<string, Binding>();
  }

  #function(node: FunctionNode): void {
    if (node.type === 'FunctionDeclaration' && node.id) this.#declare(this.#scopeOf(node), node.id.name, 'function', node);
    if (node.type === 'FunctionExpression' && node.id) this.#declare(node, node.id.name, 'function', node);
    const given = argumentsOf(node);
    node.params.forEach((param, i) => {
      const value = given[i];
      this.#pattern(node, param, value && { node: value, path: [] }, 'parameter');
    });
  }

  #pattern(scope: AnyNode, pattern: Pattern, value: Value | undefined, how: Binding['how']): void {
    switch (pattern.type) {
      case 'Identifier':
        this.#declare(scope, pattern.name, how, value?.node, value?.path);
        break;
      case 'AssignmentPattern':
        this.#pattern(scope, pattern.left, value ?? { node: pattern.right, path: [] }, how);
        break;
      case 'RestElement':
        this.#pattern(scope, pattern.argument, undefined, how);
        break;
      case 'ArrayPattern':
        for (const each of pattern.elements) if (each) this.#pattern(scope, each, value && { ...value, path: [...value.path, '[]'] }, how);
        break;
      case 'ObjectPattern':
        for (const each of pattern.properties) {
          if (each.type === 'RestElement') this.#pattern(scope, each, undefined, how);
          else {
            const key = keyOf(each) ?? '[]';
            this.#pattern(scope, each.value, value && { ...value, path: [...value.path, key] }, how);
          }
        }
        break;
      case 'MemberExpression':
        break;
    }
  }

  #declare(scope: AnyNode, name: string, how: Binding['how'], node?: AnyNode, path: readonly string[] = []): void {
    let names = this.#names.get(scope);
    if (!names) this.#names.set(scope, (names = new Map<string, Binding>()));
    let binding = names.get(name);
    if (!binding) names.set(name, (binding = { name, how, values: [] }));
    if (node) binding.values.push({ node, path });
  }

  #scopeOf(node: AnyNode): AnyNode {
    return functionAround(node) ?? this.#program;
  }
}

// `(function ($) { … })(jQuery)`: what the parameters of a function called on the spot stand for.
function argumentsOf(node: FunctionNode): readonly AnyNode[] {
  const { parent } = node;
  if (parent?.type === 'CallExpression' && parent.callee === node) return parent.arguments;
  const call = parent?.parent;
  if (parent?.type === 'MemberExpression' && parent.object === node && call?.type === 'CallExpression' && call.callee === parent) {
    return parent.property.type === 'Identifier' && parent.property.name === 'call' ? call.arguments.slice(1) : [];
  }
  return [];
}

/** Whether the function is called where it is written. */
export function isCalledOnTheSpot(node: AnyNode): boolean {
  if (!isFunction(node)) return false;
  const { parent } = node;
  if (parent?.type === 'CallExpression') return parent.callee === node;
  return parent?.type === 'MemberExpression' && parent.object === node && parent.parent?.type === 'CallExpression';
}
