import { html, type TemplateResult } from 'lit';

/** An icon in the colour of the words beside it, drawn along a path. It says nothing to assistive technology: a control's name does. */
export function icon(path: string): TemplateResult {
  return html`<svg
    part="icon"
    aria-hidden="true"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    <path d=${path} />
  </svg>`;
}
