import { css, type CSSResultGroup } from 'lit';
import { combobox, listPopup } from '../internal/listbox.styles.js';
import { tokens } from '../styles/tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  combobox,
  listPopup,
  css`
    :host {
      display: block;
      position: relative;
      max-inline-size: 24rem;
      --_hue: var(--_quiet);
    }
    [data-state='ready'] {
      --_hue: var(--_ready);
    }
    [data-state='not-ready'] {
      --_hue: var(--_not-ready);
    }
    [data-state='talking'],
    [data-state^='reserved'] {
      --_hue: var(--_talking);
    }
    [data-state='hold'] {
      --_hue: var(--_hold);
    }
    [data-state^='work'] {
      --_hue: var(--_accent);
    }
    [role='option'].inner {
      padding-inline-start: 22px;
    }
    .state + [data-state='signed-out'] {
      margin-block-start: 4px;
      padding-block-start: 4px;
      border-block-start: 1px solid var(--_line);
    }
    .dot {
      flex: none;
      inline-size: 8px;
      block-size: 8px;
      border-radius: 50%;
      background: var(--_hue);
    }
    @media (forced-colors: active) {
      .dot {
        forced-color-adjust: none;
        background: CanvasText;
      }
    }
  `,
];
