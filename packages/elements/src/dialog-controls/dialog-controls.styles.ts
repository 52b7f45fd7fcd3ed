import { css, type CSSResultGroup } from 'lit';
import { digits } from '../internal/phone-number.styles.js';
import { buttons, tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  buttons,
  digits,
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
    /* Three places of one width, whatever stands in them, and six under them; what comes later goes behind and moves none. */
    [role='toolbar'] {
      display: grid;
      grid-template-columns: repeat(6, minmax(0, 1fr));
      flex: 1 1 16em;
      gap: 8px;
      max-inline-size: 52em;
    }
    button {
      grid-column: span 2;
      padding-inline: 4px;
    }
    .quiet {
      grid-column: auto;
      flex-direction: column;
      gap: 2px;
      padding: 5px 0 4px;
      font-size: calc(11px + 2px * var(--_density));
      line-height: 1.2;
    }
    :host(:dir(rtl)) :is(.transfer, .transfer-now) svg {
      scale: -1 1;
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
    /* One weight whatever leads: other letters' widths would move the word. */
    .answer,
    .end,
    .hold,
    .done {
      font-weight: 500;
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
    .quiet.blocked {
      background: none;
    }
    [aria-busy='true']:not(.primary, .danger, .blocked) {
      background: var(--_surface);
    }
    .on,
    .on[aria-disabled='true'] {
      border-color: currentColor;
      background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
      color: var(--_accent);
      font-weight: 600;
    }
    .on svg {
      fill: currentColor;
    }
    .asked {
      outline: 2px dotted currentColor;
      outline-offset: -4px;
    }
    #flyout {
      padding: 8px;
      box-shadow: 0 8px 24px rgb(0 0 0 / 0.18);
    }
    [role='menu']:popover-open {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      inline-size: max-content;
    }
    consult-panel {
      inline-size: min(320px, calc(100vw - 28px));
    }
    dial-pad {
      inline-size: min(216px, calc(100vw - 28px));
    }
    .choice {
      grid-column: 1;
      justify-content: start;
      padding-inline: 8px;
      border-color: transparent;
      color: var(--_hold);
      white-space: nowrap;
    }
    .choice .who {
      margin-inline-end: auto;
      padding-inline-end: 4px;
      color: var(--_text);
      font-weight: 600;
    }
    .choice .time {
      font-weight: 600;
    }
    .choice:focus {
      outline: 2px solid var(--_focus);
      outline-offset: -2px;
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
    /* In a sixth of less the longest word would break. */
    @container (inline-size < 500px) {
      .quiet {
        grid-column: span 2;
      }
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
    /* Of the six, the icons are left; the words stay their names. */
    @container (inline-size < 320px) {
      [role='toolbar'] {
        column-gap: 4px;
      }
      [role='toolbar'] .quiet {
        grid-column: auto;
        min-inline-size: 0;
        padding: 0;
      }
      .quiet span {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
    @media (forced-colors: active) {
      .on {
        forced-color-adjust: none;
        background: Highlight !important;
        color: HighlightText !important;
      }
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
