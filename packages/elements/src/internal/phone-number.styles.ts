import { css, type CSSResult } from 'lit';

/** The gaps of a `grouped` number. */
export const digits: CSSResult = css`
  .digits {
    font-variant-numeric: tabular-nums;
  }
  .digits span {
    display: inline-block;
  }
  .digits span:not(:last-child) {
    margin-inline-end: 0.24em;
  }
`;
