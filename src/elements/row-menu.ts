import { html, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import type { Id, Thread, Translate } from '../model/index.js';
import { iconMuted, iconPinned } from '../theme/icons.js';
import { iconArchiveBox, iconRead, iconUnmuted, iconUnpinned, iconUnread } from '../theme/people-icons.js';
import '../ui/menu.js';
import type { ClinicUiMenu, MenuItem } from '../ui/menu.js';
import { ChatElement } from './chat-element.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * What can be done with a thread from its row: pin, mark as unread, mute, archive.
 *
 * @tag clinic-row-menu
 */
export class ClinicRowMenu extends ChatElement {
  /** The thread's id. */
  @property() thread: Id = '';

  @query('clinic-ui-menu') private menu!: ClinicUiMenu;
  readonly #thread = new Watch(this, () => (this.thread ? this.chat?.thread(this.thread) : undefined));

  /** What may not be done any more leaves the menu while it is open. */
  readonly #session = new Watch(this, () => this.chat?.session);

  /** Opens the menu of a thread beside a button. */
  async openAt(button: HTMLElement, thread: Id): Promise<void> {
    this.thread = thread;
    await this.updateComplete;
    await this.menu.updateComplete;
    this.menu.openAt(button);
  }

  override render(): TemplateResult {
    const thread = this.#thread.value;
    const t = wordsOf(this.chat);
    const isReady = this.#session.value?.phase === 'ready';
    return html`<clinic-ui-menu detached .label=${thread ? t('threads.more-of', { title: thread.title }) : ''} .items=${thread && isReady ? this.#items(thread, t) : []} @clinic-ui-select=${this.#onSelect}></clinic-ui-menu>`;
  }

  #items(thread: Thread, t: Translate): MenuItem[] {
    const isNew = thread.unread > 0 || thread.markedUnread;
    return [
      thread.pinned ? { id: 'unpin', label: t('row.unpin'), icon: iconUnpinned } : { id: 'pin', label: t('row.pin'), icon: iconPinned },
      ...(isNew ? [{ id: 'mark-read', label: t('row.mark-read'), icon: iconRead }] : thread.last ? [{ id: 'mark-unread', label: t('row.mark-unread'), icon: iconUnread }] : []),
      ...(this.chat?.can('thread.mute', thread.id)
        ? [thread.muted ? { id: 'unmute', label: t('row.unmute'), icon: iconUnmuted } : { id: 'mute', label: t('row.mute'), icon: iconMuted }]
        : []),
      { id: thread.archived ? 'unarchive' : 'archive', label: t(thread.archived ? 'row.unarchive' : 'row.archive'), icon: iconArchiveBox },
    ];
  }

  readonly #onSelect = (event: CustomEvent<string>): void => {
    event.stopPropagation();
    const { thread: threadId } = this;
    const last = this.#thread.value?.last?.position;
    const flags: Readonly<Record<string, object>> = {
      'pin': { pinned: true }, 'unpin': { pinned: false }, 'mute': { muted: true }, 'unmute': { muted: false },
      'archive': { archived: true }, 'unarchive': { archived: false }, 'mark-unread': { unread: true }, 'mark-read': { unread: false },
    };
    if (event.detail === 'mark-read' && last !== undefined) this.command({ type: 'read', threadId, upTo: last });
    if (event.detail !== 'mark-read' || this.#thread.value?.markedUnread) this.command({ type: 'thread.flag', threadId, ...flags[event.detail] });
  };
}

define('clinic-row-menu', ClinicRowMenu);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-row-menu': ClinicRowMenu;
  }
}
