import { parse, type AnyNode, type Program } from 'acorn';
import type { Located } from '../text.js';
import { Scopes } from './scope.js';

declare module 'acorn' {
  interface Node {
    /** Set by `readScript` on every node but the program. */
    parent?: AnyNode;
  }
}

/** How the browser reads it: `handler` is the text of an `onclick` and its like. */
export type ScriptKind = 'classic' | 'module' | 'handler';

export type NodeOf<T extends AnyNode['type']> = Extract<AnyNode, { type: T }>;
export type FunctionNode = NodeOf<'FunctionDeclaration'> | NodeOf<'FunctionExpression'> | NodeOf<'ArrowFunctionExpression'>;

/** A script that was parsed: its nodes by type, each list in the order of the source. */
export class Script {
  readonly source: Located;
  readonly kind: ScriptKind;
  readonly program: Program;
  readonly comments: readonly { readonly text: string; readonly start: number }[];
  readonly scopes: Scopes;
  readonly #byType = new Map<string, AnyNode[]>();

  constructor(source: Located, kind: ScriptKind, program: Program, comments: Script['comments']) {
    this.source = source;
    this.kind = kind;
    this.program = program;
    this.comments = comments;
    // A stack instead of recursion: minified code nests deeper than the engine's own stack.
    const rest: AnyNode[] = [program];
    for (let node = rest.pop(); node; node = rest.pop()) {
      const list = this.#byType.get(node.type);
      if (list) list.push(node);
      else this.#byType.set(node.type, [node]);
      pushChildren(node, rest);
    }
    this.scopes = new Scopes(this);
  }

  /** Every node of a type; within another node, if one is given. */
  all<T extends AnyNode['type']>(type: T, within?: AnyNode): readonly NodeOf<T>[] {
    const list = (this.#byType.get(type) ?? []) as NodeOf<T>[];
    if (!within) return list;
    const from = firstAtOrAfter(list, within.start);
    let to = from;
    while (to < list.length && list[to]!.start < within.end) to++;
    return list.slice(from, to);
  }

  /** The functions of the script. */
  functions(): readonly FunctionNode[] {
    return [...this.all('FunctionDeclaration'), ...this.all('FunctionExpression'), ...this.all('ArrowFunctionExpression')];
  }
}

/** What became of reading a script. */
export type ScriptResult = { readonly script: Script } | { readonly message: string; readonly offset: number };

/** Parses a script. A text that is none, or nests too deep, is told; nothing of it is ever run. Never throws. */
export function readScript(source: Located, kind: ScriptKind): ScriptResult {
  const comments: { text: string; start: number }[] = [];
  // A handler is the body of a function: `return false` is right there.
  const options = {
    ecmaVersion: 'latest',
    sourceType: kind === 'module' ? 'module' : 'script',
    allowReturnOutsideFunction: kind === 'handler',
    allowHashBang: true,
    onComment: (_block: boolean, text: string, start: number) => comments.push({ text, start }),
  } as const;
  try {
    return { script: new Script(source, kind, parse(source.text, options), comments) };
  } catch (error) {
    if (error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number') {
      return { message: error.message.replace(/ \(\d+:\d+\)$/, ''), offset: error.pos };
    }
    return { message: error instanceof RangeError ? 'expressions are nested too deep' : String(error), offset: 0 };
  }
}

export function isFunction(node: AnyNode | undefined | null): node is FunctionNode {
  return node?.type === 'FunctionDeclaration' || node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression';
}

/** The function a node stands in; undefined at the top of a script. */
export function functionAround(node: AnyNode): FunctionNode | undefined {
  let at = node.parent;
  while (at && !isFunction(at)) at = at.parent;
  return at;
}

/** Whether `outer` holds `inner`. */
export function holds(outer: AnyNode, inner: AnyNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A string that is written out: a literal, or a template without anything put in. */
export function stringOf(node: AnyNode | undefined | null): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The value of a property of an object that is written out. */
export function propertyOf(node: AnyNode | undefined, name: string): AnyNode | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  for (const property of node.properties) if (property.type === 'Property' && keyOf(property) === name) return property.value;
  return undefined;
}

/** The name of a property, a method or a member, where it is written out. */
export function keyOf(node: NodeOf<'Property'> | NodeOf<'MethodDefinition'> | NodeOf<'PropertyDefinition'>): string | undefined {
  if (node.computed) return stringOf(node.key);
  return node.key.type === 'Identifier' ? node.key.name : node.key.type === 'Literal' ? String(node.key.value) : undefined;
}

/** `x` of `a.x` and `a['x']`. */
export function memberName({ property, computed }: NodeOf<'MemberExpression'>): string | undefined {
  return computed ? stringOf(property) : property.type === 'Identifier' ? property.name : undefined;
}

// The last child first, so that the first is taken first.
function pushChildren(node: AnyNode, rest: AnyNode[]): void {
  const children: AnyNode[] = [];
  let isSorted = true;
  for (const key in node) {
    if (key === 'parent') continue;
    const value: unknown = (node as unknown as Record<string, unknown>)[key];
    if (typeof value !== 'object' || value === null) continue;
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (!isNode(each)) continue;
      each.parent = node;
      isSorted &&= each.start >= (children[children.length - 1]?.start ?? 0);
      children.push(each);
    }
  }
  // Fields do not always stand in the order of the text: a template's strings and what is put between them.
  if (!isSorted) children.sort((a, b) => a.start - b.start);
  for (let i = children.length - 1; i >= 0; i--) rest.push(children[i]!);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
}

function firstAtOrAfter(list: readonly AnyNode[], start: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
