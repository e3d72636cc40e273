import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { formatList } from '../i18n/format.js';
import { isRelation, isStaff, type Participant, type Thread } from '../model/index.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { Watch } from './watch.js';
import { roleName, wordsOf } from './words.js';

/**
 * The line above a thread: its title and who takes part.
 *
 * @tag clinic-thread-header
 * @slot start - Before the title, for example a button that goes back.
 * @slot actions - After the title: what can be done with the thread.
 * @csspart header - The line.
 * @csspart title - The thread's title.
 * @csspart people - Who takes part.
 */
export class ClinicThreadHeader extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        background: var(--_color-header);
        color: var(--_color-on-header);
        border-block-end: var(--_border-hairline);
      }
      .header {
        display: flex;
        align-items: center;
        gap: var(--_space-m);
        min-block-size: var(--_size-header);
        padding: var(--_space-s) var(--_space-side);
      }
      .words {
        flex: 1;
        min-inline-size: 0;
      }
      h2 {
        font-size: var(--_text-title);
        font-weight: var(--_weight-strong);
        line-height: 1.3;
      }
      h2,
      .people {
        overflow: hidden;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow-wrap: anywhere;
      }
      .people {
        color: var(--_color-text-soft);
        font-size: var(--_text-meta);
        line-height: 1.35;
      }
      .skeleton {
        block-size: 14px;
        inline-size: min(180px, 60%);
        border-radius: 6px;
        background: var(--_color-hover);
      }
    `,
  ];

  /** The thread's id. */
  @property() thread = '';

  readonly #thread = new Watch(this, () => (this.thread && this.chat ? this.chat.thread(this.chat.resolve(this.thread)) : undefined));
  readonly #session = new Watch(this, () => this.chat?.session);

  override render(): TemplateResult {
    const thread = this.#thread.value;
    return html`<div class="header" part="header">
      <slot name="start"></slot>
      <div class="words">${thread ? this.#renderWords(thread) : this.thread ? html`<div class="skeleton"></div>` : nothing}</div>
      <slot name="actions"></slot>
    </div>`;
  }

  #renderWords(thread: Thread): TemplateResult {
    const title = thread.title || wordsOf(this.chat)('threads.untitled');
    const people = this.#people(thread);
    return html`<h2 part="title" title=${title}><bdi>${title}</bdi></h2>${people ? html`<div class="people" part="people" title=${people}>${people}</div>` : nothing}`;
  }

  /** Who else takes part; in a thread with the one person of the title, only what that person is. */
  #people(thread: Thread): string {
    const viewer = this.#session.value?.session?.viewer.id;
    const t = wordsOf(this.chat);
    const others = thread.participants.filter((who) => who.active && who.id !== viewer);
    const [only] = others;
    if (others.length === 1 && only?.name === thread.title) return isStaff(only) ? roleName(only, t) : '';
    const named = (who: Participant): string => (isRelation(who) ? t('people.with-role', { name: who.name, role: roleName(who, t) }) : who.name);
    return formatList(this.chat?.locale ?? 'en', others.map(named));
  }
}

define('clinic-thread-header', ClinicThreadHeader);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-thread-header': ClinicThreadHeader;
  }
}
