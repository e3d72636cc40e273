import { css } from 'lit';

export const threadDetailsStyles = css`
  :host {
    display: block;
    min-block-size: 0;
    background: var(--_color-raised);
    color: var(--_color-text);
    font-size: var(--_text-body);
  }
  section {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  header {
    display: flex;
    align-items: center;
    flex: none;
    min-block-size: calc(var(--_size-header) + 1px);
    padding-inline: var(--_space-side) var(--_space-s);
    background: var(--_color-header);
    color: var(--_color-on-header);
    border-block-end: var(--_border-hairline);
  }
  h3 {
    flex: 1;
    font-size: var(--_text-title);
    font-weight: var(--_weight-strong);
  }
  h4 {
    font-size: var(--_text-body);
    font-weight: var(--_weight-strong);
  }
  .body {
    flex: 1;
    min-block-size: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--_space-m);
    padding: var(--_space-l) var(--_space-side) var(--_space-xl);
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_color-hairline) transparent;
  }
  .body > clinic-details-link,
  .body > clinic-details-files,
  .last {
    margin-block-start: var(--_space-s);
    padding-block-start: var(--_space-l);
    border-block-start: var(--_border-hairline);
  }
  .body > .button {
    justify-self: start;
  }
  .failure {
    padding: var(--_space-s) var(--_space-m);
    border-radius: var(--_radius-card);
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
    font-size: var(--_text-meta);
  }
  .name {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    font-size: var(--_text-heading);
    font-weight: var(--_weight-strong);
    line-height: 1.3;
  }
  .name bdi {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  form {
    display: grid;
    gap: var(--_space-s);
  }
  .rename label {
    font-weight: var(--_weight-strong);
  }
  input[type='text'] {
    inline-size: 100%;
    min-block-size: var(--_size-target);
    padding: var(--_field-padding);
    border: 1px solid var(--_color-control);
    border-radius: var(--_radius-field);
    background: var(--_color-raised);
    font-size: var(--_text-input);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_space-s);
  }
  .people {
    display: grid;
    gap: 2px;
  }
  .people li {
    display: flex;
    align-items: center;
    gap: var(--_space-m);
    min-block-size: 48px;
    --_avatar: 36px;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .meta {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
  .mark {
    flex: none;
    padding: 2px 8px;
    border-radius: var(--_radius-pill);
    background: var(--_color-accent-tint);
    color: var(--_color-accent-text);
    font-size: var(--_text-small);
    font-weight: var(--_weight-strong);
  }
  .inactive .who bdi,
  .inactive .avatar {
    color: var(--_color-text-soft);
  }
  .last {
    display: grid;
    justify-items: start;
    gap: var(--_space-l);
  }
  @media (forced-colors: active) {
    .mark {
      border: 1px solid CanvasText;
    }
  }
`;

/** What the parts of the details that are elements of their own have in common. */
export const sectionStyles = css`
  :host {
    display: grid;
    gap: var(--_space-s);
  }
  h4 {
    font-size: var(--_text-body);
    font-weight: var(--_weight-strong);
  }
  p {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
`;
