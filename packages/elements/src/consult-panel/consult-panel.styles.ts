import { css, type CSSResultGroup } from 'lit';
import { listPopup } from '../internal/listbox.styles.js';
import { digits } from '../internal/phone-number.styles.js';
import { buttons, tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  buttons,
  listPopup,
  digits,
  css`
    :host {
      display: block;
      max-inline-size: 52em;
      container-type: inline-size;
    }
    form {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .field {
      display: flex;
      flex: 1 1 100%;
      align-items: center;
      min-inline-size: 0;
      block-size: var(--_control);
      padding-inline-end: 8px;
      border: 1px solid color-mix(in oklab, var(--_line) 40%, var(--_quiet));
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    .field:has(:focus-visible) {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .field:has([aria-invalid='true']) {
      border-color: var(--_danger);
    }
    .field svg {
      color: var(--_quiet);
      pointer-events: none;
    }
    [role='combobox'] {
      flex: 1;
      min-inline-size: 0;
      block-size: 100%;
      padding-inline: 10px;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      font-variant-numeric: tabular-nums;
      text-align: -webkit-match-parent;
      text-align: match-parent;
      text-overflow: ellipsis;
    }
    [role='combobox']::placeholder {
      color: var(--_quiet);
      opacity: 1;
    }
    /* Drawn around the whole field. */
    [role='combobox']:focus-visible {
      outline: none;
    }
    form > button {
      flex: 1 1 8.5em;
    }
    .ways {
      display: grid;
      flex: 1 1 100%;
      gap: 2px;
    }
    .ways label {
      display: flex;
      align-items: center;
      gap: 8px;
      min-block-size: 28px;
      padding-inline: 4px;
    }
    .ways .blocked {
      color: var(--_quiet);
    }
    [type='radio'] {
      flex: none;
      inline-size: 16px;
      block-size: 16px;
      margin: 0;
      accent-color: var(--_accent);
    }
    [type='radio']:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .possible[aria-disabled='true'] {
      border-color: transparent;
      background: var(--_accent);
      color: var(--_on-accent);
    }
    .asked {
      outline: 2px dotted currentColor;
      outline-offset: -4px;
    }
    .message {
      min-block-size: 36px;
      padding-block-start: 4px;
      color: var(--_quiet);
      font-size: calc(12px + 2px * var(--_density));
      line-height: 16px;
      overflow-wrap: anywhere;
    }
    [role='alert'] {
      color: var(--_danger);
    }
    #popup {
      max-inline-size: calc(100vw - 8px);
    }
    [role='option'] {
      flex-wrap: wrap;
      gap: 0 8px;
    }
    [role='option'] > .who {
      flex: 1 1 8em;
      text-align: -webkit-match-parent;
      text-align: match-parent;
    }
    [role='option'] > .digits {
      color: var(--_quiet);
      white-space: nowrap;
    }
    [aria-selected='true'] {
      font-weight: inherit;
    }
    @container (inline-size >= 440px) {
      .ways {
        order: 1;
        grid-auto-flow: column;
        justify-content: start;
        gap: 16px;
      }
      .field {
        flex-basis: 12em;
      }
      form > button {
        flex: none;
        min-inline-size: 8em;
      }
    }
    @media (forced-colors: active) {
      .field:has(:focus-visible) {
        outline-color: Highlight;
      }
    }
  `,
];
