import { html, type TemplateResult } from 'lit';
import type { Translate } from '../model/index.js';
import { plainFailure } from '../ui/panels.js';

/** The form for a new message: most visits never open it, so it is brought when it is first asked for. */
export type FormState = 'closed' | 'open' | 'failed';

/** Brings the form. The next call tries again where it could not be loaded. */
export const loadForm = (): Promise<FormState> => import('./new-message.js').then(() => 'open' as const, () => 'failed' as const);

/** What stands in the place of code that could not be loaded. Needs `panelStyles` and `buttonStyles`. */
export const codeFailure = (t: Translate, retry: () => void): TemplateResult =>
  html`<div class="state">${plainFailure(t('error.unavailable'), t, retry)}</div>`;
