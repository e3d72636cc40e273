import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/errors.js';
import '../i18n/people.js';
import { isStaff } from '../model/index.js';
import '../ui/dialog.js';
import type { ClinicUiDialog } from '../ui/dialog.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * Joins a group by its link (R-27): opens it, or says in one plain sentence that the link does not work, whatever the reason is.
 *
 * @tag clinic-join
 * @fires {CustomEvent<{ thread: string }>} clinic-thread-select - The group is joined and to be opened.
 */
export class ClinicJoin extends ChatElement {
  static override styles = [baseStyles, buttonStyles];

  /** The link's code. */
  @property() code = '';

  @query('clinic-ui-dialog') private dialog!: ClinicUiDialog;
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #joined = new Watch(this, () => this.chat?.joined);
  #asked = '';
  #told = '';

  protected override willUpdate(): void {
    if (this.#session.value?.phase !== 'ready' || !this.code || this.#asked === this.code) return;
    this.#asked = this.code;
    this.command({ type: 'thread.join', code: this.code });
  }

  protected override updated(_changed: PropertyValues): void {
    const { code, state, threadId } = this.#joined.value ?? {};
    if (code === undefined || code !== this.#asked || code === this.#told || state === 'joining') return;
    this.#told = code;
    if (state === 'refused') void this.dialog.show();
    else if (threadId !== undefined) this.dispatchEvent(new CustomEvent('clinic-thread-select', { detail: { thread: threadId }, bubbles: true, composed: true }));
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const now = this.#joined.value;
    // Whoever may not join gets one refusal, whatever the reason is: what it says depends on who asks alone.
    const side = this.#session.value?.session && isStaff(this.#session.value.session.viewer) ? 'staff' : 'patients';
    return html`<div class="visually-hidden" role="status">${now?.state === 'joining' ? t('join.joining') : nothing}</div>
      <clinic-ui-dialog heading=${t('join.title')}><p>${t(now?.error && now.error.code !== 'not-found' ? `error.${now.error.code}` : `join.refused.${side}`)}</p>
        <button slot="actions" class="button primary" type="button" @click=${() => this.dialog.close()}>${t('join.close')}</button></clinic-ui-dialog>`;
  }
}

define('clinic-join', ClinicJoin);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-join': ClinicJoin;
  }
}
