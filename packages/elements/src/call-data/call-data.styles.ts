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
    .variables > div {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      align-items: start;
      column-gap: 12px;
      min-block-size: 32px;
      padding-block: 2px 1px;
      border-block-start: 1px solid var(--_line);
    }
    .variables dt,
    .variables dd {
      padding-block: 4px;
    }
    .variables .value {
      display: flex;
      align-items: start;
      justify-content: space-between;
      gap: 12px;
      padding-block: 0;
    }
    .value bdi {
      min-inline-size: 0;
      padding-block: 4px;
      white-space: pre-wrap;
      user-select: text;
    }
    .empty {
      color: var(--_quiet);
      font-style: italic;
    }
    .none {
      margin: 4px 0;
      color: var(--_quiet);
    }
    button {
      min-inline-size: 28px;
      min-block-size: 28px;
      padding: 0;
      border-color: transparent;
      background: transparent;
      color: var(--_quiet);
    }
    button svg {
      inline-size: 14px;
      block-size: 14px;
    }
    .doubt {
      display: flex;
      flex: none;
      align-items: center;
      gap: 4px;
      color: var(--_not-ready);
    }
    @container (inline-size >= 640px) {
      .facts {
        grid-template-columns: repeat(4, minmax(0, 1fr));
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
