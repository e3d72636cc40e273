import { html, type TemplateResult } from 'lit';
import type { Translate } from '../model/index.js';

const bones = html`<div class="row"><span class="bone face"></span><span class="text"><span class="bone name"></span><span class="bone line"></span></span></div>`;

/** Grey shapes of the rows that are about to come. Needs `panelStyles` and `threadListStyles`. */
export const listSkeleton = (t: Translate): TemplateResult =>
  html`<div class="bones" role="status" aria-label=${t('threads.loading')}><ul role="presentation">${[1, 2, 3, 4, 5, 6].map(() => html`<li role="presentation">${bones}</li>`)}</ul></div>`;
