import { css, type CSSResultGroup } from 'lit';
import { buttons, tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  buttons,
  css`
    :host {
      display: block;
    }
    form {
      display: flex;
      gap: 8px;
      max-inline-size: 52em;
    }
    input {
      flex: 1 1 0;
      min-inline-size: 0;
      min-block-size: var(--_control);
      padding: 0 10px;
      border: 1px solid color-mix(in oklab, var(--_line) 40%, var(--_quiet));
      border-radius: var(--_radius);
      background: var(--_surface);
      color: inherit;
      font: inherit;
      font-variant-numeric: tabular-nums;
    }
    input::placeholder {
      color: var(--_quiet);
      opacity: 1;
    }
    input[aria-invalid='true'] {
      border-color: var(--_danger);
    }
    button {
      min-inline-size: 5.6em;
    }
    .message {
      min-block-size: 20px;
      padding-block: 2px;
      color: var(--_danger);
      font-size: calc(12px + 2px * var(--_density));
      line-height: 16px;
      overflow-wrap: anywhere;
    }
  `,
];
