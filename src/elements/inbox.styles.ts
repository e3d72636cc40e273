import { css } from 'lit';

export const inboxStyles = css`
  :host {
    display: flex !important;
    flex-direction: column;
    position: relative;
    block-size: var(--clinic-inbox-height, 100%);
    min-block-size: min(480px, 100vh);
    min-block-size: min(480px, 100dvh);
    overflow: hidden;
    background: var(--_color-raised);
    font-size: var(--_text-body);
  }
  .columns {
    position: relative;
    flex: 1;
    min-block-size: 0;
    display: grid;
    grid-template-columns: minmax(280px, 340px) minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
  }
  .narrow {
    grid-template-columns: minmax(0, 1fr);
  }
  .list,
  .main {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  .list {
    border-inline-end: var(--_border-hairline);
  }
  .narrow .list {
    border-inline-end: 0;
  }
  .narrow > * {
    grid-area: 1 / 1;
  }
  /* Out of sight with its scroll position kept. */
  .behind {
    position: absolute;
    inset: 0;
    visibility: hidden;
  }
  clinic-thread-list,
  clinic-thread,
  clinic-new-message {
    flex: 1;
    min-block-size: 0;
  }
  clinic-notices {
    flex: none;
    border-block-start: var(--_border-hairline);
  }
  .main {
    background: var(--_color-page);
  }
  [slot='start'] {
    margin-inline: -8px;
  }
  .state {
    flex: 1;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: var(--_space-m);
    padding: var(--_space-xl);
    text-align: center;
    color: var(--_color-text-soft);
    --_size-icon: 36px;
  }
  .state strong {
    color: var(--_color-text);
    font-weight: var(--_weight-strong);
  }
  .state .button {
    --_size-icon: 18px;
  }
`;
