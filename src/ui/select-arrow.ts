import { css } from 'lit';

/** The arrow of the platform's own list of choices, at the end and apart from the border in either direction. After what sets a background. */
export const selectArrow = css`
  select {
    appearance: none;
    padding-inline-end: 30px;
    background-image: linear-gradient(45deg, transparent 50%, currentcolor 50%), linear-gradient(-45deg, transparent 50%, currentcolor 50%);
    background-position: calc(100% - 17px) 55%, calc(100% - 12px) 55%;
    background-size: 5px 5px;
    background-repeat: no-repeat;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  select:dir(rtl) {
    background-position: 12px 55%, 17px 55%;
  }
  @media (forced-colors: active) {
    select {
      appearance: auto;
      padding-inline-end: 12px;
    }
  }
`;
