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
      max-inline-size: 52em;
      container-type: inline-size;
    }
    form {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px;
    }
    .field {
      position: relative;
      grid-column: 1 / -1;
    }
    input {
      inline-size: 100%;
      block-size: var(--_control);
      padding-inline: 10px 30px;
      border: 1px solid color-mix(in oklab, var(--_line) 40%, var(--_quiet));
      border-radius: var(--_radius);
      background: var(--_surface);
      color: inherit;
      font: inherit;
      font-variant-numeric: tabular-nums;
      text-overflow: ellipsis;
    }
    input::placeholder {
      color: var(--_quiet);
      opacity: 1;
    }
    input[aria-invalid='true'] {
      border-color: var(--_danger);
    }
    .chevron {
      position: absolute;
      inset-block: 0;
      inset-inline-end: 8px;
      display: flex;
      align-items: center;
      color: var(--_quiet);
      pointer-events: none;
    }
    .message {
      min-block-size: 36px;
      padding-block: 2px;
      color: var(--_quiet);
      font-size: calc(12px + 2px * var(--_density));
      line-height: 16px;
      overflow-wrap: anywhere;
    }
    [role='alert'] {
      color: var(--_danger);
    }
    #popup {
      padding: 4px;
      box-shadow: 0 8px 24px rgb(0 0 0 / 0.18);
    }
    .heading,
    [role='option'] {
      min-block-size: calc(var(--_control) - 4px);
      padding: 4px 8px;
      overflow-wrap: anywhere;
    }
    .heading {
      color: var(--_quiet);
    }
    [role='option'] {
      display: flex;
      align-items: center;
      gap: 8px;
      padding-inline-start: 6px;
      border-inline-start: 2px solid transparent;
      border-radius: calc(var(--_radius) - 2px);
      cursor: pointer;
    }
    [role='option'] > :first-child {
      flex: 1;
      min-inline-size: 0;
    }
    [role='option'] > .digits {
      color: var(--_quiet);
    }
    small {
      display: block;
      color: var(--_quiet);
      font-size: 0.923em;
    }
    .active {
      border-inline-start-color: var(--_focus);
      background: var(--_raised);
    }
    @container (inline-size >= 440px) {
      form {
        grid-template-columns: 1fr auto auto;
      }
      .field {
        grid-column: auto;
      }
      form > button {
        min-inline-size: 8em;
      }
    }
    @media (forced-colors: active) {
      [role='option'] {
        border-inline-start-color: Canvas;
      }
      .active {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  `,
];
