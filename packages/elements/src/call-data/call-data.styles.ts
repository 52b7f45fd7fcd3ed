import { css, type CSSResultGroup } from 'lit';
import { digits } from '../internal/phone-number.styles.js';
import { buttons, tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  buttons,
  digits,
  css`
    :host {
      display: block;
      container-type: inline-size;
      overflow-wrap: anywhere;
    }
    dl {
      margin: 0;
    }
    dt {
      color: var(--_quiet);
    }
    dd {
      margin: 0;
      min-inline-size: 0;
      font-variant-numeric: tabular-nums;
    }
    .lead {
      display: grid;
      gap: 8px;
      margin-block-end: 16px;
    }
    .lead bdi {
      font-size: 1.23em;
      font-weight: 600;
    }
    .lead dt bdi {
      font: inherit;
    }
    .facts {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 12px 16px;
    }
    .facts dd {
      font-weight: 600;
      font-size: 1.08em;
    }
    .head {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      margin-block: 20px 4px;
    }
    h3 {
      margin: 0;
      font-size: 1em;
      font-weight: 600;
    }
    .columns {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      column-gap: 24px;
    }
    .rows > div {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      align-items: start;
      column-gap: 12px;
      min-block-size: 32px;
      padding-block: 2px 1px;
      border-block-start: 1px solid var(--_line);
    }
    .rows dt {
      padding-block: 4px;
    }
    .value {
      position: relative;
      display: flex;
      align-items: start;
      column-gap: 4px;
      min-block-size: 28px;
    }
    /* As wide as it is: a value of the other direction begins beside its name all the same. */
    .value bdi {
      min-inline-size: 0;
      padding-block: 4px;
      white-space: pre-wrap;
      user-select: text;
    }
    .value .empty {
      color: var(--_quiet);
      font-style: italic;
      font-weight: 400;
    }
    .value .pending {
      text-decoration: underline dotted;
      text-underline-offset: 3px;
    }
    .value bdi + button {
      margin-inline-start: auto;
    }
    .none {
      margin: 4px 0;
      color: var(--_quiet);
    }
    .value button,
    .value button[aria-disabled='true'] {
      flex: none;
      min-inline-size: 28px;
      min-block-size: 28px;
      padding: 0;
      border-color: transparent;
      background: transparent;
      color: var(--_quiet);
    }
    .value button:hover {
      background: var(--_raised);
      color: var(--_text);
    }
    .value button svg {
      inline-size: 14px;
      block-size: 14px;
    }
    /* A click anywhere on the value begins; copying is on top of that. */
    .edit::before {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: var(--_radius);
      cursor: text;
    }
    .edit[aria-disabled='true']::before {
      cursor: default;
    }
    .changeable:hover {
      background: linear-gradient(var(--_raised), var(--_raised)) content-box;
      border-radius: var(--_radius);
    }
    [part='copy'] {
      z-index: 1;
    }
    .editing bdi:not(dt bdi),
    .editing button {
      visibility: hidden;
    }
    .editing input {
      position: absolute;
      inset-block-start: 0;
      inset-inline: -8px 0;
      block-size: 28px;
      min-inline-size: 0;
      padding: 0 7px;
      border: 1px solid light-dark(#858c98, #6b7280);
      border-radius: var(--_radius);
      background: var(--_surface);
      color: var(--_text);
      font: inherit;
    }
    .editing input[aria-invalid='true'] {
      border-color: var(--_danger);
    }
    .foot {
      display: flex;
      align-items: center;
      justify-content: end;
      gap: 8px;
      min-block-size: calc(var(--_control) + 8px);
      border-block-start: 1px solid var(--_line);
    }
    .foot [part='dismiss'] {
      min-inline-size: 28px;
      min-block-size: 28px;
      padding: 0;
      border-color: transparent;
      background: transparent;
      color: var(--_danger);
    }
    /* As many lines as there is room for: a value of any length may stand in it, and nothing below is to move. */
    .message {
      flex: 1;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      line-clamp: 2;
      overflow: hidden;
      min-inline-size: 0;
      color: var(--_quiet);
      font-size: calc(12px + 2px * var(--_density));
      line-height: 16px;
    }
    .wrong {
      color: var(--_danger);
    }
    summary {
      inline-size: fit-content;
      padding-block: 4px;
      border-radius: var(--_radius);
      color: var(--_quiet);
      cursor: pointer;
    }
    summary:hover {
      color: var(--_text);
    }
    .doubt {
      display: flex;
      flex: none;
      align-items: center;
      gap: 4px;
      color: var(--_not-ready);
    }
    .doubt svg {
      inline-size: 14px;
      block-size: 14px;
    }
    @container (inline-size >= 560px) {
      .columns {
        grid-template-columns: none;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
      }
    }
    @container (inline-size >= 640px) {
      .facts {
        grid-template-columns: repeat(4, minmax(0, 1fr));
      }
    }
    @container (inline-size < 400px) {
      .foot {
        min-block-size: calc(var(--_control) + 24px);
      }
      .message {
        -webkit-line-clamp: 3;
        line-clamp: 3;
      }
    }
    @container (inline-size < 320px) {
      .facts {
        grid-template-columns: minmax(0, 1fr);
        gap: 4px;
      }
      .facts > div {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
        align-items: baseline;
        column-gap: 12px;
      }
    }
  `,
];
