import { css, type CSSResultGroup } from 'lit';
import { digits } from '../internal/phone-number.styles.js';
import { tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  digits,
  css`
    :host {
      display: block;
      container-type: inline-size;
    }
    .card {
      --_hue: var(--_quiet);
      position: relative;
      padding: 12px 12px 0;
      border: 1px solid var(--_line);
      border-radius: calc(var(--_radius) + 2px);
      background: var(--_surface);
      overflow-wrap: anywhere;
    }
    [data-phase='ringing'],
    [data-phase='calling'] {
      --_hue: var(--_ready);
    }
    [data-phase='talking'],
    [data-phase='consulting'],
    [data-phase='conference'],
    [data-phase='monitoring'] {
      --_hue: var(--_talking);
    }
    [data-phase='held'] {
      --_hue: var(--_hold);
    }
    [data-phase='failed'] {
      --_hue: var(--_danger);
    }
    /* The call the agent is in leads by weight, not by place: cards that trade places under the pointer end the wrong call. */
    .leads {
      border-color: var(--_hue);
      box-shadow: inset 0 0 0 1px var(--_hue);
    }
    header {
      display: grid;
      grid-template: 'mark who time' auto 'mark what state' auto / auto minmax(0, 1fr) auto;
      align-items: center;
      column-gap: 12px;
      row-gap: 2px;
      margin-block-end: 12px;
    }
    .mark {
      grid-area: mark;
      position: relative;
      display: grid;
      place-items: center;
      inline-size: 40px;
      block-size: 40px;
      border-radius: 50%;
      background: color-mix(in oklab, var(--_hue) 14%, var(--_surface));
      color: var(--_hue);
    }
    .mark svg {
      inline-size: 20px;
      block-size: 20px;
    }
    /* The one thing that moves, less than once a second. */
    [data-phase='ringing'] .mark::before {
      content: '';
      position: absolute;
      inset: 0;
      border: 2px solid var(--_hue);
      border-radius: 50%;
      animation: ring 1.6s ease-out infinite;
    }
    @keyframes ring {
      from {
        opacity: 0.9;
      }
      60%,
      to {
        opacity: 0;
        transform: scale(1.32);
      }
    }
    .who {
      grid-area: who;
      font-size: 1.23em;
      font-weight: 600;
      line-height: 1.3;
    }
    .time {
      grid-area: time;
      font-size: 1.54em;
      font-weight: 600;
      line-height: 1.2;
      letter-spacing: -0.01em;
    }
    .what {
      grid-area: what;
      display: flex;
      gap: 8px;
      min-block-size: 1.4em;
      color: var(--_quiet);
      white-space: nowrap;
    }
    .what > :empty {
      display: none;
    }
    .what > :first-child {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .doubt {
      display: inline-flex;
      flex: none;
      align-items: center;
      gap: 4px;
      color: var(--_not-ready);
    }
    .doubt svg {
      inline-size: 14px;
      block-size: 14px;
    }
    .state {
      grid-area: state;
      text-align: end;
      white-space: nowrap;
      color: var(--_hue);
      font-weight: 500;
    }
    outbound-preview,
    wrap-up-picker,
    conference-roster {
      max-inline-size: none;
      margin-block-end: 12px;
    }
    dialog-controls ~ outbound-preview {
      padding-block-start: 12px;
      border-block-start: 1px solid var(--_line);
    }
    conference-roster {
      margin-block: -4px 4px;
    }
    @container (inline-size < 360px) {
      header {
        grid-template: 'mark who who' auto 'state state time' auto 'what what what' auto / auto minmax(0, 1fr) auto;
        column-gap: 8px;
      }
      .mark {
        inline-size: 28px;
        block-size: 28px;
      }
      .mark svg {
        inline-size: 16px;
        block-size: 16px;
      }
      .who {
        font-size: 1.15em;
      }
      .state {
        text-align: start;
        overflow: hidden;
        text-overflow: ellipsis;
      }
    }
    @media (forced-colors: active) {
      .leads {
        outline: 2px solid Highlight;
      }
      .mark {
        border: 1px solid CanvasText;
      }
    }
  `,
];
