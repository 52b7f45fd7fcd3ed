import type { AnyNode } from 'acorn';
import type { Place } from '../finding.js';
import { Names, type Ref } from './names.js';
import { Phases, type Phase } from './phases.js';
import { functionAround, holds, memberName, type FunctionNode, type NodeOf, type Script } from './script.js';

/** A script of a frame, in the order in which the frame runs them. */
export interface RealmScript {
  readonly script: Script;
  /** Runs when it is there, not in its turn: `async`, or loaded by another script. */
  readonly late: boolean;
}

export interface Call extends Ref<NodeOf<'CallExpression'> | NodeOf<'NewExpression'>> {
  /** What is called, as `Names.path` tells it; `new` calls too. */
  readonly path: string;
}

/** The scripts that share one frame's globals, seen together. */
export class Realm {
  readonly scripts: readonly RealmScript[];
  readonly names: Names;
  readonly #all = new Map<string, readonly Ref[]>();
  #phases: Phases | undefined;
  #calls: readonly Call[] | undefined;
  #callOf: ReadonlyMap<AnyNode, Call> | undefined;

  constructor(scripts: readonly RealmScript[]) {
    this.scripts = scripts;
    this.names = new Names(scripts.map(({ script }) => script));
  }

  /** Every call and `new` of the frame, in running order of the scripts. */
  calls(): readonly Call[] {
    return (this.#calls ??= this.scripts.flatMap(({ script }) =>
      [...script.all('CallExpression'), ...script.all('NewExpression')]
        .sort((a, b) => a.start - b.start)
        .map((node) => ({ script, node, path: this.names.path({ script, node: node.callee }) ?? '' })),
    ));
  }

  /** The calls of the paths that match. */
  callsOf(path: RegExp): Call[] {
    return this.calls().filter((call) => path.test(call.path));
  }

  /** Every node of a type, over all scripts. */
  all<T extends AnyNode['type']>(type: T): readonly Ref<NodeOf<T>>[] {
    let found = this.#all.get(type);
    if (!found) this.#all.set(type, (found = this.scripts.flatMap(({ script }) => script.all(type).map((node) => ({ script, node })))));
    return found as readonly Ref<NodeOf<T>>[];
  }

  /** Every member of that name, whatever it is a member of. */
  members(name: string): Ref<NodeOf<'MemberExpression'>>[] {
    return this.all('MemberExpression').filter(({ node }) => memberName(node) === name);
  }

  path(ref: Ref): string {
    return this.names.path(ref) ?? '';
  }

  text({ script, node }: Ref): string {
    return script.source.text.slice(node.start, node.end);
  }

  place({ script, node }: Ref): Place {
    return script.source.place(node.start);
  }

  /** When the node runs, as far as it can be told: undefined for "some time later". */
  phaseOf(ref: Ref): Phase | undefined {
    return (this.#phases ??= new Phases(this.scripts, this.names, this.calls())).of(ref);
  }

  /** The functions a value stands for, and what they call, and those in turn. */
  reach(refs: readonly Ref[]): Ref<FunctionNode>[] {
    const found = new Map<FunctionNode, Ref<FunctionNode>>();
    const rest = refs.flatMap((ref) => this.names.functions(ref));
    for (let next = rest.pop(); next && found.size < 500; next = rest.pop()) {
      if (found.has(next.node)) continue;
      found.set(next.node, next);
      const { script } = next;
      for (const node of script.all('CallExpression', next.node)) {
        rest.push(...this.names.functions({ script, node: node.callee }));
        for (const argument of node.arguments) {
          if (argument.type === 'Identifier' || argument.type === 'MemberExpression')
            rest.push(...this.names.functions({ script, node: argument }));
        }
      }
    }
    return [...found.values()];
  }

  /** The calls that stand in any of the functions. */
  callsWithin(functions: readonly Ref<FunctionNode>[]): Call[] {
    this.#callOf ??= new Map(this.calls().map((call) => [call.node, call]));
    const found = new Set<Call>();
    for (const { script, node } of functions) {
      for (const each of [...script.all('CallExpression', node), ...script.all('NewExpression', node)]) found.add(this.#callOf.get(each)!);
    }
    return [...found];
  }

  /**
   * Whether the node only runs where somebody looked first: below a condition that mentions `word`, after one that leaves, in an optional chain, or
   * in a `try`.
   */
  guarded({ script, node }: Ref, word: string): boolean {
    const mentions = (test: AnyNode): boolean => this.text({ script, node: test }).includes(word);
    const leaves = (statement: AnyNode): boolean =>
      statement.type === 'IfStatement' &&
      mentions(statement.test) &&
      /\b(return|throw)\b/.test(this.text({ script, node: statement.consequent }));
    for (let child: AnyNode = node, at = node.parent; at; child = at, at = at.parent) {
      if (at.type === 'ChainExpression') return true;
      if ((at.type === 'IfStatement' || at.type === 'ConditionalExpression') && mentions(at.test)) return true;
      if (at.type === 'LogicalExpression' && (at.right === child ? mentions(at.left) : at.left === child && child === node)) return true;
      if (at.type === 'UnaryExpression' && at.operator !== '-' && child === node) return true;
      if (at.type === 'TryStatement' && at.block === child) return true;
      if (
        (at.type === 'BlockStatement' || at.type === 'Program') &&
        (at.body as AnyNode[]).some((each) => each.end <= child.start && leaves(each))
      ) {
        return true;
      }
    }
    return false;
  }

  /** Whether the expressions put a value of such a path together, directly or through a name of theirs. */
  mentions(refs: readonly Ref[], path: RegExp): boolean {
    return this.parts(refs).some((ref) => path.test(this.path(ref)));
  }

  /** The leaves of expressions, with the values of local names in them followed once: what a URL is put together from. */
  parts(refs: readonly Ref[]): Ref[] {
    const found: Ref[] = [];
    const seen = new Set<AnyNode>();
    const rest = [...refs];
    for (let ref = rest.pop(); ref && found.length < 200; ref = rest.pop()) {
      const { script, node } = ref;
      if (seen.has(node)) continue;
      seen.add(node);
      found.push(ref);
      for (const child of piecesOf(node)) rest.push({ script, node: child });
      if (node.type === 'Identifier') rest.push(...this.names.values(ref));
    }
    return found;
  }

  /** Whether the scripts run one after the other in this order. */
  isBefore(a: Ref, b: Ref): boolean {
    const [first, second] = [a, b].map(({ script }) => this.scripts.findIndex((each) => each.script === script));
    return first === second ? a.node.start < b.node.start : first! < second!;
  }

  /** Whether both stand in different branches of one condition, so that only one of them runs. */
  excludes(a: Ref, b: Ref): boolean {
    if (a.script !== b.script) return false;
    for (let at = a.node.parent; at; at = at.parent) {
      if (at.type !== 'IfStatement' && at.type !== 'ConditionalExpression') continue;
      if (at.alternate && holds(at.consequent, a.node) !== holds(at.consequent, b.node) && holds(at, b.node)) return true;
    }
    return false;
  }

  /** The function around a node. */
  around({ script, node }: Ref): Ref<FunctionNode> | undefined {
    const found = functionAround(node);
    return found && { script, node: found };
  }
}

function piecesOf(node: AnyNode): readonly AnyNode[] {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return [node.left, node.right];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate];
    case 'TemplateLiteral':
      return [...node.quasis, ...node.expressions];
    case 'CallExpression':
      return [...(node.callee.type === 'MemberExpression' ? [node.callee.object] : []), ...node.arguments];
    case 'NewExpression':
      return node.arguments;
    case 'AssignmentExpression':
      return [node.right];
    case 'ArrayExpression':
      return node.elements.filter((each) => each !== null);
    case 'ChainExpression':
      return [node.expression];
    default:
      return [];
  }
}
