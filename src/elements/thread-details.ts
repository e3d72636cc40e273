import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import type { ChatError } from '../base/errors.js';
import '../i18n/errors.js';
import '../i18n/people.js';
import type { Command, Id, Participant, Thread, Translate } from '../model/index.js';
import { iconClose, iconEdit } from '../theme/icons.js';
import { iconInvite, iconLeave } from '../theme/people-icons.js';
import { avatarStyles } from '../ui/avatar.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import './confirm.js';
import type { ClinicConfirm } from './confirm.js';
import './details-files.js';
import './details-link.js';
import { detailsPeople } from './details-people.js';
import './people-field.js';
import { switchStyles } from './switch.styles.js';
import { threadDetailsStyles } from './thread-details.styles.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * What is known of a thread and what can be done with it: who is in it, its files, its name, the group's link, notifications, leaving. Each control
 * stands there while the viewer has the capability (R-27).
 *
 * @tag clinic-thread-details
 * @fires {CustomEvent} clinic-details-toggle - The details are to be closed.
 */
export class ClinicThreadDetails extends ChatElement {
  static override styles = [baseStyles, buttonStyles, avatarStyles, switchStyles, threadDetailsStyles];

  /** The thread's id. */
  @property() thread: Id = '';

  @state() private form: 'none' | 'rename' | 'invite' = 'none';
  @state() private invited: readonly Participant[] = [];
  @state() private attempted = false;
  @state() private failure = '';
  @query('clinic-confirm') private confirm!: ClinicConfirm;
  @query('.close') private closeButton!: HTMLElement;
  readonly #thread = new Watch(this, () => this.chat?.thread(this.thread));
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #presence = new Watch(this, () => this.chat?.presence);
  readonly #errors = new Watch(this, () => this.chat?.errors);
  /** What was asked last: the next error is its answer. */
  #asked: { before: ChatError | undefined } | undefined;

  override focus(options?: FocusOptions): void {
    this.closeButton.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('thread')) this.#reset();
    const error = this.#errors.value;
    if (this.#asked && error && error !== this.#asked.before) {
      this.failure = error.code;
      this.#asked = undefined;
    }
    // A right that has gone takes its form with it.
    if (this.form === 'rename' && !this.#may('thread.rename')) this.form = 'none';
    if (this.form === 'invite' && !this.#may('thread.invite')) this.form = 'none';
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const thread = this.#thread.value;
    return html`<section aria-labelledby="heading" @keydown=${this.#onKeydown}>
      <header><h3 id="heading">${t('details.title')}</h3>
        <button class="icon-button close" type="button" aria-label=${t('details.close')} title=${t('details.close')} @click=${this.#close}>${icon(iconClose)}</button></header>
      <div class="body">
        <div role="alert">${this.failure ? html`<p class="failure">${t('details.failed', { reason: t(`error.${this.failure}`) })}</p>` : nothing}</div>
        ${thread ? this.#renderThread(thread, t) : nothing}
      </div>
      <clinic-confirm cancel=${t('details.cancel')}></clinic-confirm>
    </section>`;
  }

  #renderThread(thread: Thread, t: Translate): TemplateResult {
    const viewer = this.#session.value?.session?.viewer;
    const link = thread.kind === 'group' && this.#may('thread.link');
    return html`${this.#renderName(thread, t)}
      ${detailsPeople({ thread, viewer, t, presence: this.#presence.value, locale: this.chat?.locale ?? 'en', remove: this.#may('thread.remove-participant') ? this.#onRemove : undefined })}
      ${this.#may('thread.invite') ? this.#renderInvite(t) : nothing}
      ${link ? html`<clinic-details-link .chat=${this.chat} .thread=${thread.id}></clinic-details-link>` : nothing}
      <clinic-details-files .chat=${this.chat} .thread=${thread.id}></clinic-details-files>
      <div class="last">
        ${this.#may('thread.mute')
          ? html`<label class="switch"><span>${t('details.mute')}</span><input type="checkbox" .checked=${thread.muted} @change=${this.#onMute} /></label>`
          : nothing}
        ${this.#may('thread.leave')
          ? html`<button class="button danger" type="button" @click=${this.#onLeave}>${icon(iconLeave)}${t(`details.leave.${this.#leaving(thread)}`)}</button>`
          : nothing}
      </div>`;
  }

  #renderName(thread: Thread, t: Translate): TemplateResult {
    const title = thread.title || t('threads.untitled');
    if (this.form === 'rename') {
      return html`<form class="rename" @submit=${this.#onRename}>
        <label for="name">${t('details.name')}</label>
        <input id="name" type="text" autocomplete="off" maxlength="200" dir="auto" .value=${thread.title} />
        <div class="buttons"><button class="button quiet" type="button" @click=${this.#reset}>${t('details.cancel')}</button><button class="button primary" type="submit">${t('details.save')}</button></div>
      </form>`;
    }
    return html`<div class="name"><bdi>${title}</bdi>
      ${this.#may('thread.rename')
        ? html`<button id="rename" class="icon-button" type="button" aria-label=${t('details.rename')} title=${t('details.rename')} @click=${() => this.#open('rename', '#name')}>${icon(iconEdit)}</button>`
        : nothing}
    </div>`;
  }

  #renderInvite(t: Translate): TemplateResult {
    if (this.form !== 'invite') {
      return html`<button id="invite" class="button" type="button" @click=${() => this.#open('invite', 'clinic-people-field')}>${icon(iconInvite)}${t('details.invite')}</button>`;
    }
    return html`<form @submit=${this.#onInvite}>
      <clinic-people-field .chat=${this.chat} .thread=${this.thread} .label=${t('details.invite')} .people=${this.invited}
        .reason=${this.attempted && this.invited.length === 0 ? t('details.invite.none') : ''} @clinic-people-change=${this.#onPeople}></clinic-people-field>
      <div class="buttons"><button class="button quiet" type="button" @click=${this.#reset}>${t('details.cancel')}</button><button class="button primary" type="submit">${t('details.invite.do')}</button></div>
    </form>`;
  }

  #may(capability: string): boolean {
    return !!this.chat?.can(capability, this.thread);
  }

  /** What leaving means for this viewer. */
  #leaving(thread: Thread): 'erase' | 'group' | 'direct' {
    if (thread.kind === 'direct') return 'direct';
    return thread.groupAdmin === this.#session.value?.session?.viewer.id ? 'erase' : 'group';
  }

  /** Does something, and says it here if the server refuses. */
  #ask(command: Command): void {
    this.failure = '';
    this.#asked = { before: this.#errors.value };
    this.command(command);
  }

  async #open(form: 'rename' | 'invite', field: string): Promise<void> {
    this.form = form;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(field)?.focus();
  }

  readonly #reset = (): void => {
    const opener = this.form === 'none' ? undefined : `#${this.form}`;
    this.form = 'none';
    this.invited = [];
    this.attempted = false;
    this.failure = '';
    if (opener) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(opener)?.focus());
  };

  readonly #close = (): void => {
    this.dispatchEvent(new CustomEvent('clinic-details-toggle', { bubbles: true, composed: true }));
  };

  readonly #onRename = (event: Event): void => {
    event.preventDefault();
    const title = (this.renderRoot.querySelector('#name') as HTMLInputElement).value.trim();
    const before = this.#thread.value?.title;
    this.#reset();
    if (title && title !== before) this.#ask({ type: 'thread.rename', threadId: this.thread, title });
  };

  readonly #onPeople = (event: CustomEvent<{ people: Participant[] }>): void => {
    this.invited = event.detail.people;
  };

  readonly #onInvite = (event: Event): void => {
    event.preventDefault();
    this.attempted = true;
    if (this.invited.length === 0) return this.renderRoot.querySelector('clinic-people-field')?.focus();
    const participants = this.invited.map(({ id }) => id);
    this.#reset();
    this.#ask({ type: 'thread.invite', threadId: this.thread, participants });
  };

  readonly #onRemove = async (who: Participant): Promise<void> => {
    const t = wordsOf(this.chat);
    const isSure = await this.confirm.ask({
      heading: t('details.remove.title', { name: who.name }), hint: t('details.remove.hint', { name: who.name }), action: t('details.remove.do'), danger: true,
    });
    if (isSure) this.#ask({ type: 'thread.remove-participant', threadId: this.thread, participant: who.id });
  };

  readonly #onMute = (event: Event): void => {
    this.#ask({ type: 'thread.flag', threadId: this.thread, muted: (event.target as HTMLInputElement).checked });
  };

  /** R-27: that the group is erased for everyone is said first. */
  readonly #onLeave = async (): Promise<void> => {
    const thread = this.#thread.value;
    if (!thread) return;
    const t = wordsOf(this.chat);
    const what = this.#leaving(thread);
    const others = thread.participants.filter((who) => who.active && who.id !== this.#session.value?.session?.viewer.id).length;
    const isSure = await this.confirm.ask({
      heading: t(`leave.${what}.title`, { title: thread.title || t('threads.untitled') }), hint: t(`leave.${what}.hint`, { count: others }),
      action: t(`leave.${what}.do`), danger: true, ...(what === 'erase' ? { cancel: t('leave.cancel') } : {}),
    });
    if (isSure) this.#ask({ type: 'thread.leave', threadId: this.thread });
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    // One level at a time: a form, then the details; a popup around stays.
    event.preventDefault();
    event.stopPropagation();
    if (this.form === 'none') this.#close();
    else this.#reset();
  };
}

define('clinic-thread-details', ClinicThreadDetails);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-thread-details': ClinicThreadDetails;
  }
}
