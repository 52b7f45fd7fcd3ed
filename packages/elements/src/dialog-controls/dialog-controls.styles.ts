import { css, type CSSResultGroup } from 'lit';
import { buttons, tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  buttons,
  css`
    :host {
      --_on-state: var(--cb-on-state, light-dark(#fff, #0d1512));
      display: block;
      container-type: inline-size;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    /* Three places of one width, whatever stands in them; what comes later goes behind them and moves none. */
    [role='toolbar'] {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      flex: 1 1 16em;
      gap: 8px;
      max-inline-size: 52em;
    }
    button {
      padding-inline: 4px;
    }
    .hold,
    .hold[aria-disabled='true'] {
      color: var(--_hold);
    }
    .end,
    .end[aria-disabled='true'] {
      color: var(--_danger);
    }
    .primary {
      --_fill: var(--_ready);
    }
    .primary.hold {
      --_fill: var(--_hold);
    }
    .primary,
    .primary[aria-disabled='true'] {
      background: var(--_fill);
      color: var(--_on-state);
    }
    .primary:hover {
      background: color-mix(in oklab, var(--_fill) 88%, var(--_text));
    }
    .danger,
    .danger[aria-disabled='true'] {
      border-color: transparent;
      background: light-dark(var(--_danger), color-mix(in oklab, var(--_danger) 86%, #000));
      color: var(--_on-danger);
    }
    .blocked[aria-disabled='true'] {
      border-color: transparent;
      background: var(--_raised);
      color: var(--_quiet);
    }
    [aria-busy='true']:not(.primary, .danger, .blocked) {
      background: var(--_surface);
    }
    .asked {
      outline: 2px dotted currentColor;
      outline-offset: -4px;
    }
    .message {
      display: flex;
      align-items: center;
      gap: 4px;
      min-block-size: 24px;
      color: var(--_danger);
      font-size: calc(12px + 2px * var(--_density));
      line-height: 16px;
    }
    .message span {
      overflow-wrap: anywhere;
    }
    .message svg {
      inline-size: 14px;
      block-size: 14px;
    }
    .message button {
      min-inline-size: 24px;
      min-block-size: 20px;
      padding: 0;
      border-color: transparent;
      background: transparent;
      color: inherit;
    }
    /* In a narrow column the word goes under the icon rather than away. */
    @container (inline-size < 340px) {
      [role='toolbar'] button {
        flex-direction: column;
        gap: 2px;
        padding: 6px 2px 4px;
        font-size: calc(11px + 2px * var(--_density));
        line-height: 1.2;
      }
    }
    @media (forced-colors: active) {
      .blocked[aria-disabled='true'] {
        border-color: GrayText;
        color: GrayText;
      }
      .primary,
      .danger {
        forced-color-adjust: none;
        background: Highlight !important;
        color: HighlightText !important;
      }
    }
  `,
];
