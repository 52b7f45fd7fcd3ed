// Marks the kit's own classes, whichever copy of the kit they came with.
const KIT = Symbol.for('cordboard:element');

/**
 * Registers an element unless the page already has the tag: two gadgets may each bring the kit, and the first one stays.
 * Warns when the tag belongs to somebody else's element, because then the kit's will not work. Does nothing outside a page.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return;
  const present = customElements.get(tag);
  if (!present) {
    Object.defineProperty(element, KIT, { value: true });
    customElements.define(tag, element);
  } else if (!(KIT in present)) {
    // eslint-disable-next-line no-console -- the page's author has to know, and nobody else can be told
    console.warn(`<${tag}> is already defined by something else; the kit's element is not registered.`);
  }
}
