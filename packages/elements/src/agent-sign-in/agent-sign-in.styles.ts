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
    input {
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
    input:read-only {
      background: var(--_raised);
      color: var(--_quiet);
    }
    input[aria-invalid='true'] {
      border-color: var(--_danger);
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
