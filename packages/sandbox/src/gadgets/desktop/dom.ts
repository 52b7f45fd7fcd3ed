type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Listeners = { readonly [Type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Type]) => void };

/** Makes an element. `true` is an attribute without a value; `false` and `undefined` leave it out. Texts are text. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  children: readonly (Node | string)[] = [],
  listeners: Listeners = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children);
  for (const [type, listener] of Object.entries(listeners)) element.addEventListener(type, listener as EventListener);
  return element;
}

/** Sets, empties or takes away an attribute; writes only what differs. */
export function setAttribute(element: Element, name: string, value: string | number | boolean | undefined): void {
  if (value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== (value === true ? '' : String(value)))
    element.setAttribute(name, value === true ? '' : String(value));
}

/** Writes text only where it differs, so that a screen reader is not told twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A button of the page; `name` is its accessible name where its content is an icon. */
export function button(content: Node | string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return el('button', { type: 'button', ...attributes }, [content], { click: onClick });
}

/** Whether a control may be used now. It keeps the focus and says why not: `aria-disabled`, never `disabled`. */
export function allow(control: HTMLElement, allowed: boolean, why = ''): void {
  setAttribute(control, 'aria-disabled', allowed ? undefined : 'true');
  setAttribute(control, 'title', allowed || why === '' ? undefined : why);
}

/** Whether it may be used now. */
export function isAllowed(control: HTMLElement): boolean {
  return control.getAttribute('aria-disabled') !== 'true';
}
