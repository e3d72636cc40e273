import { html, nothing, type TemplateResult } from 'lit';
import type { Chat } from '../store/types.js';
import { plainFailure } from '../ui/panels.js';
import type { Standing } from './state-panel.js';
import { wordsOf } from './words.js';

export interface StandingOptions {
  /** Why it failed: without the panel's code there is the sentence alone, and the button. */
  code?: string | undefined;
  /** The way out. */
  run?: (() => void) | undefined;
  more?: unknown;
  terse?: boolean;
}

/** What stands where nothing can. Its looks and most of its words come with the first one (`state-panel.ts`). Needs `panelStyles`, and a style for its button. */
export function standing(what: Standing, chat: Chat | undefined, { code, run, more, terse }: StandingOptions = {}): TemplateResult {
  import('./state-panel.js').catch(() => undefined);
  const t = wordsOf(chat);
  return html`<clinic-state-panel .chat=${chat} .what=${what} .code=${code} .run=${run} .terse=${terse}>${code && run ? plainFailure(t(what), t, run) : nothing}${more}</clinic-state-panel>`;
}
