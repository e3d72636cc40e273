import { css, html, type TemplateResult } from 'lit';

/** Grey shapes of rows of a list. Needs `panelStyles` and `skeletonRowStyles`. */
export const skeletonRows = (label: string, rows = 5): TemplateResult => html`
  <div class="skeleton rows" role="img" aria-label=${label}>
    ${Array.from({ length: rows }, () => html`<span class="bone-row"><span class="bone line w-50"></span><span class="bone line"></span></span>`)}
  </div>
`;

export const skeletonRowStyles = css`
  .skeleton.rows {
    padding: 0;
    gap: 0;
  }
  .bone-row {
    display: grid;
    align-content: center;
    gap: 8px;
    min-block-size: var(--_size-row);
    padding: 8px 12px;
  }
`;
