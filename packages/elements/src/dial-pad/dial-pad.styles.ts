import { css, type CSSResultGroup } from 'lit';
import { buttons, tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  buttons,
  css`
    :host {
      display: block;
      max-inline-size: 20rem;
      container-type: inline-size;
    }
    [role='row'] {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 4px;
      margin-block-end: 4px;
    }
    [role='gridcell'] {
      display: grid;
    }
    button {
      flex-direction: column;
      gap: 0;
      block-size: calc(var(--_control) + 12px);
      padding: 0;
      line-height: 1.1;
      user-select: none;
      -webkit-user-select: none;
    }
    b {
      font-size: 1.38em;
      font-weight: 500;
      font-variant-numeric: tabular-nums;
    }
    small {
      min-block-size: 1.1em;
      color: var(--_quiet);
      font-size: calc(10px + 2px * var(--_density));
      letter-spacing: 0.08em;
    }
    small::after {
      content: attr(data-letters) / '';
    }
    button:active:not([aria-disabled='true']) {
      background: color-mix(in oklab, var(--_accent) 22%, var(--_surface));
    }
    .sent {
      display: flex;
      align-items: center;
      gap: 8px;
      block-size: 24px;
      margin-block-end: 4px;
      color: var(--_quiet);
    }
    /* The last are shown when there is no room for all. */
    .dots {
      display: flex;
      flex: 1;
      justify-content: flex-end;
      min-inline-size: 0;
      overflow: hidden;
      color: var(--_text);
      letter-spacing: 0.15em;
      white-space: nowrap;
    }
    i {
      color: var(--_quiet);
      font-style: normal;
    }
    .count {
      min-inline-size: 3ch;
      font-variant-numeric: tabular-nums;
      text-align: end;
    }
    .message {
      min-block-size: 32px;
      color: var(--_danger);
      font-size: calc(12px + 2px * var(--_density));
      line-height: 16px;
      overflow-wrap: anywhere;
    }
    @media (forced-colors: active) {
      [aria-disabled='true'] small {
        color: inherit;
      }
    }
    @container (inline-size < 200px) {
      small {
        display: none;
      }
    }
  `,
];
