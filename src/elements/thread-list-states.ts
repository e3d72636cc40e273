import { html, nothing, type TemplateResult } from 'lit';
import type { Translate } from '../model/index.js';
import { iconInbox, iconPlus, iconSearch, iconWarning } from '../theme/icons.js';
import { icon } from '../ui/icon.js';

/** What stands in the list of threads while there is none: the cause and the way out. Needs `buttonStyles` and `threadListStyles`. */
export const listFailed = (code: string | undefined, retry: () => void, t: Translate): TemplateResult => html`<div class="state" role="alert">
  ${icon(iconWarning)}<strong>${t('threads.failed')}</strong>
  ${code ? html`<p>${t(`error.${code}`)}</p>` : nothing}
  <button class="button" type="button" @click=${retry}>${t('retry')}</button>
</div>`;

/** Nothing fits the search or the filter. */
export const listWithoutResult = (showAll: () => void, t: Translate): TemplateResult => html`<div class="state">
  ${icon(iconSearch)}<strong>${t('threads.none')}</strong>
  <p>${t('threads.none.hint')}</p>
  <button class="button" type="button" @click=${showAll}>${t('threads.all')}</button>
</div>`;

/** Nothing yet. `write` is absent where the viewer may not begin a thread. */
export const listEmpty = (write: (() => void) | undefined, archived: TemplateResult, t: Translate): TemplateResult => html`<div class="state">
  ${icon(iconInbox)}<strong>${t('threads.empty')}</strong>
  <p>${t('threads.empty.hint')}</p>
  ${write ? html`<button class="button primary" type="button" @click=${write}>${icon(iconPlus)}${t('threads.write')}</button>` : nothing}
  ${archived}
</div>`;

export const listOff = (t: Translate): TemplateResult => html`<div class="state">${icon(iconInbox)}<p>${t('off')}</p></div>`;

const bones = html`<div class="row"><span class="bone face"></span><span class="text"><span class="bone name"></span><span class="bone line"></span></span></div>`;

/** Grey shapes of the rows that are about to come. */
export const listSkeleton = (t: Translate): TemplateResult =>
  html`<div class="skeleton" role="status" aria-label=${t('threads.loading')}><ul role="presentation">${[1, 2, 3, 4, 5, 6].map(() => html`<li role="presentation">${bones}</li>`)}</ul></div>`;
