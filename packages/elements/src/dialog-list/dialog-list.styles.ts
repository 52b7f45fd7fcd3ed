import { css, type CSSResultGroup } from 'lit';
import { tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  css`
    :host {
      display: block;
    }
    ul {
      display: grid;
      gap: 8px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .calls:focus {
      outline: none;
    }
    .empty {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: 8px;
      min-block-size: 136px;
      border: 1px dashed var(--_line);
      border-radius: calc(var(--_radius) + 2px);
      color: var(--_quiet);
    }
    .empty svg {
      inline-size: 20px;
      block-size: 20px;
      opacity: 0.7;
    }
  `,
];
