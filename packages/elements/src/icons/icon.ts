import { html, type TemplateResult } from 'lit';

/** An icon in the colour of the words beside it. It says nothing to assistive technology: a control's name does. */
export function icon(body: TemplateResult): TemplateResult {
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
    ${body}
  </svg>`;
}
