import { css, type CSSResultGroup } from 'lit';
import { tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  css`
    :host {
      display: block;
      position: relative;
      --_hue: var(--_quiet);
    }
    /* Always as high as two short lines, so that bad news moves nothing. */
    .bar {
      display: flex;
      align-items: center;
      gap: 8px;
      block-size: calc(var(--_control) + 4px);
      padding: 0 8px;
      border-radius: var(--_radius);
      font-size: 0.96em;
      line-height: 1.25;
      border: 1px solid transparent;
    }
    .bar.well,
    .bar.quiet {
      color: var(--_quiet);
    }
    .well {
      --_hue: var(--_ready);
    }
    .warn {
      --_hue: var(--_not-ready);
    }
    .bad {
      --_hue: var(--_danger);
    }
    .warn,
    .bad {
      background: color-mix(in oklab, var(--_hue) 12%, var(--_surface));
      border-color: color-mix(in oklab, var(--_hue) 40%, transparent);
    }
    .dot {
      flex: none;
      inline-size: 8px;
      block-size: 8px;
      border-radius: 50%;
      background: var(--_hue);
    }
    .quiet .dot {
      background: none;
      box-shadow: inset 0 0 0 2px var(--_hue);
    }
    .bar svg {
      color: var(--_hue);
    }
    .words {
      flex: 1;
      min-inline-size: 0;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      line-clamp: 2;
      overflow: hidden;
    }
    .retry {
      color: var(--_quiet);
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    @media (forced-colors: active) {
      .bar svg {
        color: CanvasText;
      }
      .dot {
        forced-color-adjust: none;
        background: CanvasText;
      }
    }
  `,
];
