import { css, type CSSResultGroup } from 'lit';
import { combobox, listPopup } from '../internal/listbox.styles.js';
import { digits } from '../internal/phone-number.styles.js';
import { buttons, tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  buttons,
  digits,
  combobox,
  listPopup,
  css`
    :host {
      display: block;
      container-type: inline-size;
      overflow-wrap: anywhere;
      --_hue: var(--_talking);
    }
    header {
      display: grid;
      grid-template: 'mark who state' auto 'mark what time' auto / auto minmax(0, 1fr) auto;
      align-items: baseline;
      column-gap: 12px;
    }
    header .mark {
      grid-area: mark;
      align-self: center;
      inline-size: 36px;
      block-size: 36px;
    }
    .who {
      grid-area: who;
      font-size: 1.23em;
      font-weight: 600;
      line-height: 1.3;
    }
    .what {
      grid-area: what;
      min-block-size: 1.4em;
      color: var(--_quiet);
    }
    .state {
      grid-area: state;
      min-inline-size: 4em;
      color: var(--_hue);
      font-weight: 500;
      text-align: end;
    }
    header .time {
      grid-area: time;
      font-weight: 600;
      line-height: 1;
    }
    dl {
      margin: 12px 0 0;
    }
    dl > div {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      column-gap: 12px;
      padding-block: 4px;
      border-block-start: 1px solid var(--_line);
    }
    dt {
      color: var(--_quiet);
    }
    dd {
      margin: 0;
      white-space: pre-wrap;
      font-variant-numeric: tabular-nums;
      user-select: text;
    }
    .choices,
    .tools {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 8px;
      max-inline-size: 60em;
      margin-block-start: 12px;
    }
    /* A promise is longer than a class. */
    .tools {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
    .choice {
      display: flex;
      flex-direction: column;
      gap: 4px;
      text-align: center;
    }
    .choice button {
      font-weight: 600;
    }
    .choice small {
      color: var(--_quiet);
      font-size: 0.923em;
      line-height: 1.3;
    }
    /* Waiting is no other look: what was possible keeps its colours, so that a quick answer does not make the row flash. */
    .choices .possible[aria-disabled='true'] {
      background: var(--_surface);
      color: inherit;
    }
    .choices .possible.primary[aria-disabled='true'] {
      border-color: transparent;
      background: var(--_accent);
      color: var(--_on-accent);
    }
    .asked {
      outline: 2px dotted currentColor;
      outline-offset: -4px;
    }
    .tools .words {
      display: flex;
      flex-direction: column-reverse;
    }
    .tools .words strong {
      font-weight: 500;
    }
    .message {
      min-block-size: 24px;
      padding-block: 4px;
      color: var(--_danger);
      font-size: calc(12px + 2px * var(--_density));
      line-height: 16px;
    }
    #callback-popup {
      inline-size: min(20rem, calc(100vw - 8px));
      padding: 12px;
      box-shadow: 0 8px 24px rgb(0 0 0 / 0.18);
    }
    form {
      display: grid;
      gap: 4px;
    }
    form input {
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
    form input[aria-invalid='true'] {
      border-color: var(--_danger);
    }
    form small {
      color: var(--_quiet);
      font-size: 0.923em;
    }
    form label:not(:first-child) {
      margin-block-start: 4px;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    @container (inline-size < 480px) {
      .choices {
        grid-template-columns: minmax(0, 1fr);
      }
      .choice {
        flex-direction: row;
        align-items: center;
        gap: 12px;
        text-align: start;
      }
      .choice button {
        flex: 0 0 7em;
      }
    }
    @container (inline-size < 360px) {
      .tools {
        grid-template-columns: minmax(0, 1fr);
      }
      header {
        column-gap: 8px;
      }
      header .mark {
        inline-size: 28px;
        block-size: 28px;
      }
    }
    @media (forced-colors: active) {
      .mark {
        border: 1px solid CanvasText;
      }
      .choices .primary.possible {
        forced-color-adjust: none;
        background: Highlight !important;
        color: HighlightText !important;
      }
    }
  `,
];
