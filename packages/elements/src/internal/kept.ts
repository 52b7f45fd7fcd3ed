import { noChange, render, type ChildPart, type TemplateResult } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';

interface Made {
  readonly name: string;
  readonly nodes: readonly Element[];
}

class Kept extends Directive {
  // What is shown, then what was before.
  #made: readonly Made[] = [];

  override update(part: ChildPart, [name, make]: Parameters<this['render']>): unknown {
    const [shown, before] = this.#made;
    if (name === shown?.name) return noChange;
    const next = name === before?.name ? before : { name, nodes: elementsOf(make()) };
    this.#made = shown ? [next, shown] : [next];
    // The first time something else may stand there, which Lit takes away.
    if (!shown) return next.nodes;
    for (const node of shown.nodes) node.remove();
    for (const node of next.nodes) part.parentNode.insertBefore(node, part.endNode);
    return noChange;
  }

  override render(_name: string, _make: () => TemplateResult): unknown {
    return noChange;
  }
}

function elementsOf(template: TemplateResult): readonly Element[] {
  const content = new DocumentFragment();
  render(template, content);
  return [...content.children];
}

/**
 * The elements that a template makes, once for each name, which stands for everything in it. Under another name others take their place; those
 * that stood there last are put back as they were when their name comes again. Other elements, and not the same changed: what is moved
 * because a word is longer counts as a shift of the page.
 */
export const kept: (name: string, make: () => TemplateResult) => DirectiveResult<typeof Kept> = directive(Kept);
