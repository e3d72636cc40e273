import { html, nothing, type TemplateResult } from 'lit';
import type { Translate } from '../model/index.js';
import type { Chat, Edge, Gap, TimelineState } from '../store/types.js';
import { skeletonMessages } from '../ui/panels.js';
import { standing } from './states.js';

/** A thread that cannot come back: there is nothing to try again. */
const lost: ReadonlySet<string> = new Set(['not-found', 'gone', 'forbidden']);

export interface StateActions { chat: Chat | undefined; t: Translate; canWrite: boolean; reload(): void }

/** What stands in the list while there is no message: skeletons, the reason of a failure with the way out, or one sentence. */
export function emptyList(timeline: TimelineState | undefined, { chat, t, canWrite, reload }: StateActions): TemplateResult {
  if (timeline?.phase === 'failed') {
    const code = timeline.error?.code ?? 'unknown';
    return html`<div class="middle" role="alert">${lost.has(code) ? standing('thread.gone', chat) : standing('thread.failed', chat, { code, run: reload })}</div>`;
  }
  if (timeline?.phase !== 'ready') return html`<div class="foot">${skeletonMessages(t('thread.loading'))}</div>`;
  return html`<div class="middle"><slot name="empty">${standing('thread.empty', chat, { terse: !canWrite })}</slot></div>`;
}

/** One end of what is loaded: a skeleton where more is to come, the way out where that failed, nothing at the very end. */
export function listEdge(edge: Edge | undefined, words: string, t: Translate, load: () => void): TemplateResult | typeof nothing {
  if (!edge || edge.state === 'end') return nothing;
  if (edge.state !== 'failed') return html`<div class="edge"><div class="bone line w-30"></div></div>`;
  return html`<div class="edge"><span>${words}</span><button type="button" @click=${load}>${t('retry')}</button></div>`;
}

/** A hole in what is loaded: its words come with the first one (`gap.ts`). */
export function gapRow(gap: Gap, chat: Chat | undefined, load: () => void): TemplateResult {
  import('./gap.js').catch(() => undefined);
  return html`<clinic-gap part="gap" data-gap=${gap.state === 'more' ? gap.id : nothing} .chat=${chat} .gap=${gap} .load=${load}></clinic-gap>`;
}
