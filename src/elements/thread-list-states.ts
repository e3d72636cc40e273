import { html, type TemplateResult } from 'lit';
import type { Translate } from '../model/index.js';
import { iconInbox, iconSearch, iconWarning } from '../theme/icons.js';
import { state } from '../ui/panels.js';

/** What stands in the list of threads while there is none: the cause and the way out. Needs `panelStyles`, `buttonStyles` and `threadListStyles`. */
export const listFailed = (code: string | undefined, retry: () => void, t: Translate): TemplateResult =>
  html`<div class="failed" role="alert">${state({ icon: iconWarning, title: t('threads.failed'), hint: code && t(`error.${code}`), action: { label: t('retry'), run: retry }, tone: 'danger' })}</div>`;

/** Nothing fits the search or the filter. */
export const listWithoutResult = (showAll: () => void, t: Translate): TemplateResult =>
  state({ icon: iconSearch, title: t('threads.none'), hint: t('threads.none.hint'), action: { label: t('threads.all'), run: showAll } });

/** Nothing yet. `write` is absent where the viewer may not begin a thread. */
export const listEmpty = (write: (() => void) | undefined, archived: TemplateResult, t: Translate): TemplateResult =>
  state({ icon: iconInbox, title: t('threads.empty'), hint: t('threads.empty.hint'), action: write && { label: t('threads.write'), isMain: true, run: write }, more: archived });

export const listOff = (t: Translate): TemplateResult => state({ icon: iconInbox, title: t('off') });

const bones = html`<div class="row"><span class="bone face"></span><span class="text"><span class="bone name"></span><span class="bone line"></span></span></div>`;

/** Grey shapes of the rows that are about to come. */
export const listSkeleton = (t: Translate): TemplateResult =>
  html`<div class="bones" role="status" aria-label=${t('threads.loading')}><ul role="presentation">${[1, 2, 3, 4, 5, 6].map(() => html`<li role="presentation">${bones}</li>`)}</ul></div>`;
