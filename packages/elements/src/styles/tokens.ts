import { css, type CSSResult } from 'lit';

/**
 * The kit's look, as custom properties that a page may set anywhere above an element, and the few shapes all elements share.
 * Light and dark follow the page's `color-scheme`. Inside the kit only the `--_` names are used: they carry the defaults.
 *
 * | property | is |
 * |---|---|
 * | `--cb-surface`, `--cb-surface-raised` | backgrounds: the element's, and what lies on it |
 * | `--cb-text`, `--cb-text-quiet`, `--cb-line` | words, second words, hairlines |
 * | `--cb-accent`, `--cb-on-accent` | the one accent, and words on it |
 * | `--cb-ready`, `--cb-not-ready`, `--cb-talking`, `--cb-hold` | state hues |
 * | `--cb-danger`, `--cb-on-danger` | ending and dropping only; trouble |
 * | `--cb-focus` | focus ring |
 * | `--cb-font` | font family; the system's own by default |
 * | `--cb-density` | 0 compact (32 px controls, 13 px words), 1 comfortable (40, 15), 1.5 touch (44, 16); touch where the pointer is coarse |
 * | `--cb-radius` | corner radius |
 */
export const tokens: CSSResult = css`
  :host {
    --_surface: var(--cb-surface, light-dark(#fff, #16181c));
    --_raised: var(--cb-surface-raised, light-dark(#f4f5f7, #22252b));
    --_text: var(--cb-text, light-dark(#1a1d21, #e8eaee));
    --_quiet: var(--cb-text-quiet, light-dark(#5a626e, #a1a8b4));
    --_line: var(--cb-line, light-dark(#dcdfe4, #363b44));
    --_accent: var(--cb-accent, light-dark(#2f55d4, #8ea6ff));
    --_on-accent: var(--cb-on-accent, light-dark(#fff, #0e1430));
    --_ready: var(--cb-ready, light-dark(#15803d, #4ac27f));
    --_not-ready: var(--cb-not-ready, light-dark(#946200, #e9b44c));
    --_talking: var(--cb-talking, light-dark(#0a69b8, #5cb2f7));
    --_hold: var(--cb-hold, light-dark(#7447c2, #b99bf5));
    --_danger: var(--cb-danger, light-dark(#c3272b, #ff7b78));
    --_on-danger: var(--cb-on-danger, light-dark(#fff, #2c0506));
    --_focus: var(--cb-focus, var(--_accent));
    --_radius: var(--cb-radius, 6px);
    --_density: var(--cb-density, 0);
    --_control: calc(32px + 8px * var(--_density));
    font: calc(13px + 2px * var(--_density)) / 1.4 var(--cb-font, system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    color: var(--_text);
    /* What asks its own width has none by itself, and would come out at nothing in a row or a table of the page's. */
    contain-intrinsic-inline-size: 15rem;
  }
  @media (pointer: coarse) {
    :host {
      --_density: var(--cb-density, 1.5);
    }
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  ::before {
    box-sizing: border-box;
  }
  .time {
    min-inline-size: 6ch;
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .spoken {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
  }
  [popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    max-inline-size: calc(100vw - 8px);
    overflow: auto;
  }
  .why {
    padding: 4px 8px;
    inline-size: max-content;
    max-inline-size: min(264px, calc(100vw - 8px));
    /* Stands off from the control, and yet the pointer can be moved from one onto the other. */
    border: 4px solid transparent;
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_text) padding-box;
    color: var(--_surface);
    font-size: calc(12px + 2px * var(--_density));
    font-weight: 400;
    text-align: start;
    white-space: normal;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .why {
      border: 1px solid CanvasText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** Buttons: quiet by default, `primary` filled with the accent, `danger` filled for ending. A blocked one stays where it was, quiet. */
export const buttons: CSSResult = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-inline-size: var(--_control);
    min-block-size: var(--_control);
    padding: 0 10px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover {
    background: var(--_raised);
  }
  .primary,
  .danger {
    font-weight: 600;
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .danger {
    background: var(--_danger);
    color: var(--_on-danger);
  }
  .primary:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  .danger:hover {
    background: color-mix(in oklab, var(--_danger) 88%, var(--_text));
  }
  button[aria-disabled='true'] {
    border-color: var(--_line);
    background: var(--_raised);
    color: var(--_quiet);
    cursor: default;
  }
  button[aria-busy='true'] {
    cursor: progress;
  }
  @media (forced-colors: active) {
    button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
    .primary,
    .danger {
      border-color: ButtonText;
    }
  }
`;
