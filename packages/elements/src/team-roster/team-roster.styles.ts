import { css, type CSSResultGroup } from 'lit';
import { tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  css`
    :host {
      display: flex;
      flex-direction: column;
      block-size: 30rem;
      min-block-size: 12rem;
      container-type: inline-size;
      --_row: calc(1.4em + 12px + 8px * var(--_density));
    }
    input,
    button {
      font: inherit;
      color: inherit;
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    input {
      flex: none;
      inline-size: 100%;
      block-size: var(--_control);
      padding-inline: 10px;
    }
    input::placeholder {
      color: var(--_quiet);
      opacity: 1;
    }
    button {
      cursor: pointer;
      touch-action: manipulation;
    }
    .groups {
      flex: none;
      display: flex;
      gap: 4px;
      padding-block: 8px;
      overflow-x: auto;
      scrollbar-width: thin;
    }
    .groups button {
      flex: none;
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-block-size: calc(26px + 8px * var(--_density));
      padding-inline: 8px;
    }
    .groups svg {
      color: var(--_hue, currentColor);
    }
    .groups button:hover,
    .sort:hover,
    .again:hover {
      background: var(--_raised);
    }
    .groups [aria-pressed='true'] {
      border-color: var(--_accent);
      background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    }
    .count {
      min-inline-size: 3ch;
      text-align: end;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }
    [data-state='ready'],
    [data-group='ready'] {
      --_hue: var(--_ready);
    }
    [data-state='not-ready'],
    [data-group='not-ready'] {
      --_hue: var(--_not-ready);
    }
    [data-state='talking'],
    [data-group='talking'],
    [data-state='reserved'],
    [data-group='reserved'] {
      --_hue: var(--_talking);
    }
    [data-state='hold'],
    [data-group='hold'] {
      --_hue: var(--_hold);
    }
    [data-state='work'],
    [data-group='work'] {
      --_hue: var(--_accent);
    }
    [role='grid'] {
      flex: 1;
      min-block-size: 0;
      position: relative;
      overflow: hidden auto;
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_surface);
      overflow-anchor: none;
    }
    [role='grid']:focus-visible {
      outline-offset: -2px;
    }
    [role='row'] {
      display: grid;
      grid-template: 'name state reason time' auto / minmax(0, 2fr) minmax(0, 1.3fr) minmax(0, 1.3fr) 8ch;
      align-items: center;
      column-gap: 12px;
      padding-inline: 12px;
    }
    .head {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      min-block-size: calc(30px + 8px * var(--_density));
      border-block-end: 1px solid var(--_line);
      background: var(--_raised);
      color: var(--_quiet);
    }
    .rows {
      --_hue: var(--_quiet);
      contain: layout;
    }
    .slot {
      display: contents;
    }
    .rows [role='row'] {
      block-size: var(--_row);
      contain: content;
      border-block-end: 1px solid color-mix(in oklab, var(--_line) 55%, transparent);
    }
    .rows [role='row']:hover {
      background: var(--_raised);
    }
    .active {
      box-shadow: inset 3px 0 var(--_accent);
      background: color-mix(in oklab, var(--_accent) 10%, var(--_surface));
    }
    :host(:dir(rtl)) .active {
      box-shadow: inset -3px 0 var(--_accent);
    }
    .ruler {
      position: absolute;
      visibility: hidden;
      inset-block-start: 0;
      block-size: var(--_row);
      inline-size: 1px;
    }
    .symbols {
      display: none;
    }
    .symbols svg {
      inline-size: 24px;
      block-size: 24px;
    }
    .name {
      grid-area: name;
      font-weight: 600;
    }
    .state {
      grid-area: state;
      display: flex;
      align-items: center;
      gap: 6px;
      min-inline-size: 0;
    }
    .rows .state svg {
      color: var(--_hue);
    }
    .reason {
      grid-area: reason;
      color: var(--_quiet);
    }
    .time {
      grid-area: time;
      min-inline-size: 0;
    }
    .rows .time {
      font-weight: 600;
    }
    .name,
    .state > span,
    .reason {
      overflow: hidden;
      text-align: -webkit-match-parent;
      text-align: match-parent;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .stale,
    .other {
      color: var(--_quiet);
    }
    .head .name,
    .head .time {
      font-weight: 400;
    }
    .head > * {
      overflow: visible;
    }
    .sort {
      display: inline-flex;
      align-items: center;
      gap: 2px;
      max-inline-size: 100%;
      margin-inline: -6px;
      padding: 2px 6px;
      border-color: transparent;
      background: none;
    }
    .head .time .sort {
      flex-direction: row-reverse;
    }
    .arrow {
      display: flex;
      visibility: hidden;
    }
    .arrow svg {
      inline-size: 12px;
      block-size: 12px;
    }
    .ascending,
    .descending {
      visibility: visible;
    }
    .ascending {
      transform: scaleY(-1);
    }
    [aria-sort] {
      color: var(--_text);
    }
    .note {
      flex: none;
      display: flex;
      align-items: center;
      gap: 12px;
      block-size: calc(28px + 8px * var(--_density));
      padding-inline: 2px;
      color: var(--_quiet);
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
      overflow: hidden;
    }
    .note span:empty {
      display: none;
    }
    .note .trouble {
      color: var(--_danger);
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .again {
      margin-inline-start: auto;
      padding: 2px 8px;
    }
    @container (inline-size < 560px) {
      .rows,
      .ruler {
        --_row: calc(2.8em + 14px + 8px * var(--_density));
      }
      .rows [role='row'] {
        grid-template: 'name time' auto 'state reason' auto / minmax(0, 1fr) minmax(6ch, auto);
        row-gap: 0;
        align-content: center;
      }
      .rows .reason {
        text-align: end;
      }
      .head {
        grid-template: 'name state time' auto / minmax(0, 2fr) minmax(0, 1fr) auto;
      }
      .head .reason {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        clip-path: inset(50%);
      }
    }
    @media (forced-colors: active) {
      .groups svg,
      .rows .state svg {
        color: inherit;
      }
      .active {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
      .groups [aria-pressed='true'] {
        border-color: Highlight;
        outline: 1px solid Highlight;
      }
    }
  `,
];
