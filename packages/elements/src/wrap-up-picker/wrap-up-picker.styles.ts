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
      container-type: inline-size;
      max-inline-size: 24rem;
    }
    button {
      --_hue: var(--_quiet);
    }
    [data-reason='set'] {
      --_hue: var(--_ready);
    }
    [data-reason='needed'] {
      --_hue: var(--_not-ready);
    }
    [data-reason='needed'] .note.told {
      color: var(--_not-ready);
    }
    [data-reason='none'] strong {
      color: var(--_quiet);
      font-weight: 400;
    }
    /* What follows it does not move: it stands at the end. */
    .off {
      display: none;
    }
    @container (inline-size < 260px) {
      .mark {
        display: none;
      }
    }
  `,
];
