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
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    ul:focus {
      outline: none;
    }
    li {
      --_hue: var(--_quiet);
      display: grid;
      grid-template: 'mark who time drop' auto 'mark what time drop' auto / auto minmax(0, 1fr) auto auto;
      align-items: center;
      column-gap: 10px;
      min-block-size: calc(var(--_control) + 16px);
      padding-block: 6px;
      overflow-wrap: anywhere;
    }
    li + li {
      border-block-start: 1px solid var(--_line);
    }
    .joined {
      animation: join 120ms ease-out;
    }
    @keyframes join {
      from {
        opacity: 0;
        transform: translateY(-8px);
      }
    }
    [data-state='active'] {
      --_hue: var(--_talking);
    }
    [data-state='held'] {
      --_hue: var(--_hold);
    }
    [data-state='alerting'],
    [data-state='initiating'],
    [data-state='initiated'] {
      --_hue: var(--_ready);
    }
    [data-state='failed'] {
      --_hue: var(--_danger);
    }
    .mark {
      grid-area: mark;
      display: grid;
      place-items: center;
      inline-size: 28px;
      block-size: 28px;
      border-radius: 50%;
      background: color-mix(in oklab, var(--_hue) 14%, var(--_surface));
      color: var(--_hue);
    }
    .who {
      grid-area: who;
      display: flex;
      align-items: center;
      gap: 6px;
      font-weight: 600;
    }
    .who svg {
      inline-size: 14px;
      block-size: 14px;
      color: var(--_not-ready);
    }
    .what {
      grid-area: what;
      color: var(--_quiet);
    }
    .time {
      grid-area: time;
      font-size: 1.23em;
      font-weight: 600;
    }
    button {
      grid-area: drop;
      color: var(--_danger);
    }
    button[aria-disabled='true'] {
      border-color: transparent;
    }
    button.asked {
      outline: 2px dotted currentColor;
      outline-offset: -4px;
    }
    /* Grey by colour, not by opacity: what is still there to be read keeps its contrast. */
    .gone :is(.who, .time, .what) {
      color: var(--_quiet);
      font-weight: 400;
    }
    .message {
      min-block-size: 20px;
      color: var(--_danger);
      font-size: calc(12px + 2px * var(--_density));
      line-height: 16px;
      overflow-wrap: anywhere;
    }
    @container (inline-size < 320px) {
      li {
        column-gap: 6px;
      }
      button {
        padding: 0;
      }
      button span {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
    @media (forced-colors: active) {
      .mark {
        border: 1px solid CanvasText;
      }
    }
  `,
];
