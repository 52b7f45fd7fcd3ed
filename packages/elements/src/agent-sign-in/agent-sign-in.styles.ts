import { css, type CSSResultGroup } from 'lit';
import { buttons, tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  buttons,
  css`
    :host {
      display: block;
      position: relative;
      max-inline-size: 20rem;
    }
    :host([signed-in]) {
      display: none;
    }
    form {
      display: grid;
      gap: 12px;
    }
    label {
      display: block;
      color: var(--_quiet);
    }
    .text {
      display: block;
      inline-size: 100%;
      block-size: var(--_control);
      margin-block-start: 4px;
      padding: 0 8px;
      border: 1px solid light-dark(#858c98, #6b7280);
      border-radius: var(--_radius);
      background: var(--_surface);
      color: var(--_text);
      font: inherit;
    }
    .text:read-only {
      background: var(--_raised);
      color: var(--_quiet);
    }
    .text[aria-invalid='true'] {
      border-color: var(--_danger);
    }
    .choice {
      display: flex;
      align-items: center;
      gap: 8px;
      inline-size: fit-content;
      min-block-size: calc(24px + 8px * var(--_density));
      color: var(--_text);
    }
    .choice input {
      flex: none;
      inline-size: 16px;
      block-size: 16px;
      margin: 0;
      accent-color: var(--_accent);
    }
    .choice input[aria-invalid='true'] {
      outline: 1px solid var(--_danger);
      outline-offset: 1px;
    }
    .choice input:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    fieldset {
      display: grid;
      min-inline-size: 0;
      margin: 4px 0 0;
      padding: 0;
      padding-inline-start: 24px;
      border: 0;
    }
    .hint {
      margin: -2px 0 6px;
      padding-inline-start: 24px;
      color: var(--_quiet);
      font-size: calc(12px + 2px * var(--_density));
    }
    .trouble {
      display: flex;
      gap: 8px;
      min-block-size: 2.8em;
      color: var(--_danger);
    }
    .trouble svg {
      margin-block-start: 1px;
    }
  `,
];
