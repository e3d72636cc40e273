import { html, nothing, type TemplateResult } from 'lit';
import type { Id, Translate } from '../model/index.js';
import type { Edge, Gap, TimelineState } from '../store/types.js';
import { iconMessages, iconWarning } from '../theme/icons.js';
import { skeletonMessages, state } from '../ui/panels.js';

/** A thread that cannot come back: there is nothing to try again. */
const lost: ReadonlySet<string> = new Set(['not-found', 'gone', 'forbidden']);

export interface StateActions { t: Translate; canWrite: boolean; reload(): void }

/** What stands in the list while there is no message: skeletons, the reason of a failure with the way out, or one sentence. */
export function emptyList(timeline: TimelineState | undefined, { t, canWrite, reload }: StateActions): TemplateResult {
  if (timeline?.phase === 'failed') {
    const code = timeline.error?.code ?? 'unknown';
    const panel = lost.has(code)
      ? state({ icon: iconWarning, title: t('thread.gone') })
      : state({ icon: iconWarning, title: t('thread.failed'), hint: t(`error.${code}`), tone: 'danger', action: { label: t('retry'), run: reload } });
    return html`<div class="middle" role="alert">${panel}</div>`;
  }
  if (timeline?.phase !== 'ready') return html`<div class="foot">${skeletonMessages(t('thread.loading'))}</div>`;
  return html`<div class="middle">
    <slot name="empty">${state({ icon: iconMessages, title: t('thread.empty'), hint: canWrite ? t('thread.empty.hint') : undefined })}</slot>
  </div>`;
}

/** One end of what is loaded: a skeleton where more is to come, the way out where that failed, nothing at the very end. */
export function listEdge(edge: Edge | undefined, words: string, t: Translate, load: () => void): TemplateResult | typeof nothing {
  if (!edge || edge.state === 'end') return nothing;
  if (edge.state !== 'failed') return html`<div class="edge"><div class="bone line w-30"></div></div>`;
  return html`<div class="edge"><span>${words}</span><button class="text-button" type="button" @click=${load}>${t('retry')}</button></div>`;
}

/** A hole in what is loaded: a skeleton while it loads, else what is the matter and the way out. */
export function gapRow(gap: Gap, t: Translate, load: () => void): TemplateResult {
  const { id, state: phase, error } = gap;
  const isLoading = phase === 'loading';
  const words = t('gap');
  return html`<div class="gap" part="gap" role="group" aria-label=${words} aria-busy=${isLoading} data-gap=${phase === 'more' ? id : nothing}>
    ${isLoading
      ? html`<span class="bone bubble w-50"></span><span class="bone bubble own w-40"></span>`
      : html`<span>${words}${error ? html`<br>${t(`error.${error.code}`)}` : nothing}</span><button class="text-button" type="button" @click=${load}>${t('gap.load')}</button>`}
  </div>`;
}

/** The gap that waits to be loaded, if the reader is less than `near` pixels away from it. */
export function gapNear(list: HTMLElement, near: number, load: (id: Id) => void): void {
  const { top, bottom } = list.getBoundingClientRect();
  const gap = [...list.querySelectorAll<HTMLElement>('[data-gap]')].find((row) => {
    const box = row.getBoundingClientRect();
    return box.bottom > top - near && box.top < bottom + near;
  });
  if (gap) load(gap.dataset['gap'] as Id);
}
