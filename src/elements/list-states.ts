import { html, nothing, type TemplateResult } from 'lit';
import type { Translate } from '../model/index.js';
import type { Edge, TimelineState } from '../store/types.js';
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
