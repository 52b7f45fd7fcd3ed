import { css, type CSSResult } from 'lit';

/** Class `combobox`, a button that tells and opens a choice: a mark in its hue, a leading line, a second line and a time. The host sets `--_hue`. */
export const combobox: CSSResult = css`
  .combobox {
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: 100%;
    block-size: calc(var(--_control) + 16px);
    padding: 0 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    line-height: 1.3;
    text-align: start;
    cursor: pointer;
  }
  .combobox:hover {
    background: var(--_raised);
  }
  .combobox[aria-disabled='true'] {
    cursor: default;
    background: var(--_surface);
  }
  .mark {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 28px;
    block-size: 28px;
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_hue) 14%, transparent);
    color: var(--_hue);
  }
  .words {
    flex: 1;
    min-inline-size: 0;
  }
  .words > * {
    display: block;
    min-block-size: 1.3em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  strong {
    font-weight: 600;
  }
  .note {
    color: var(--_quiet);
    font-size: 0.923em;
  }
  .note.failed {
    color: var(--_danger);
  }
  .time {
    min-inline-size: 5ch;
    font-size: 1.38em;
  }
  .stale .time {
    color: var(--_quiet);
  }
  .chevron {
    display: flex;
    color: var(--_quiet);
  }
  .combobox[aria-disabled='true'] .chevron {
    visibility: hidden;
  }
`;

/** The popup of a list, and the list in it. */
export const listPopup: CSSResult = css`
  #popup {
    max-inline-size: min(24rem, calc(100vw - 8px));
    padding: 4px;
    box-shadow: 0 8px 24px rgb(0 0 0 / 0.18);
  }
  #popup input {
    position: sticky;
    inset-block-start: 0;
    inline-size: 100%;
    block-size: var(--_control);
    margin-block-end: 4px;
    padding: 0 8px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) - 2px);
    background: var(--_raised);
    color: inherit;
    font: inherit;
  }
  #popup input::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }
  #popup input:focus-visible {
    outline-offset: -1px;
  }
  .heading,
  [role='option'] {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: calc(var(--_control) - 4px);
    padding: 4px 8px;
    overflow-wrap: anywhere;
  }
  .heading {
    color: var(--_quiet);
  }
  [role='option'] {
    padding-inline: 6px 8px;
    border-inline-start: 2px solid transparent;
    border-radius: calc(var(--_radius) - 2px);
    cursor: pointer;
  }
  [role='option'] > span {
    flex: 1;
  }
  [role='option'] small {
    display: block;
    color: var(--_quiet);
    font-size: 0.923em;
  }
  .active {
    border-inline-start-color: var(--_focus);
    background: var(--_raised);
  }
  [aria-selected='true'] {
    font-weight: 600;
  }
  .blocked {
    color: var(--_quiet);
    cursor: default;
  }
  @media (forced-colors: active) {
    [role='option'] {
      border-inline-start-color: Canvas;
    }
    .active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .blocked,
    .blocked small {
      color: GrayText;
    }
  }
`;
