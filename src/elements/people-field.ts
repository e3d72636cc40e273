import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import type { Id, Participant, Translate } from '../model/index.js';
import { iconClose } from '../theme/icons.js';
import { avatar, avatarStyles } from '../ui/avatar.js';
import { icon } from '../ui/icon.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import './recipient-field.js';
import type { ClinicRecipientField } from './recipient-field.js';
import { wordsOf } from './words.js';

/**
 * Chooses several people: each stands as a chip above the field in which the next is looked for.
 *
 * @tag clinic-people-field
 * @fires {CustomEvent<{ people: Participant[] }>} clinic-people-change - Somebody was chosen or taken out.
 */
export class ClinicPeopleField extends ChatElement {
  static override styles = [
    baseStyles,
    avatarStyles,
    css`
      :host {
        display: grid;
        gap: var(--_space-s);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 6px;
        max-inline-size: 100%;
        min-block-size: 34px;
        padding-inline: 8px 2px;
        border-radius: var(--_radius-pill);
        background: var(--_color-accent-tint);
        --_avatar: 26px;
      }
      .avatar {
        margin-inline-start: -4px;
      }
      bdi {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      button {
        position: relative;
        display: grid;
        place-items: center;
        flex: none;
        inline-size: 28px;
        block-size: 28px;
        border-radius: var(--_radius-pill);
        color: var(--_color-text-soft);
        --_size-icon: 16px;
      }
      button::before {
        content: '';
        position: absolute;
        inset-block: -8px;
        inset-inline: -4px;
      }
      button:hover {
        background: var(--_color-hover);
        color: var(--_color-text);
      }
      @media (forced-colors: active) {
        li {
          border: 1px solid CanvasText;
        }
      }
    `,
  ];

  /** Who has been chosen. */
  @property({ attribute: false }) people: readonly Participant[] = [];
  /** The thread into which to invite, in place of writing. */
  @property() thread: Id = '';
  /** The field's name. */
  @property() label = '';
  /** What is wrong with the choice; empty where nothing is. */
  @property({ attribute: false }) reason = '';

  @query('clinic-recipient-field') private field!: ClinicRecipientField;

  override focus(options?: FocusOptions): void {
    this.field.focus(options);
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    return html`<clinic-recipient-field .chat=${this.chat} .label=${this.label} .reason=${this.reason} .thread=${this.thread} .without=${this.people.map(({ id }) => id)}
        @clinic-recipient-change=${this.#onChosen}></clinic-recipient-field>
      ${this.people.length === 0 ? nothing : html`<ul aria-label=${t('group.people.chosen')}>${repeat(this.people, ({ id }) => id, (who) => this.#renderChip(who, t))}</ul>`}`;
  }

  #renderChip(who: Participant, t: Translate): TemplateResult {
    const name = t('group.people.remove', { name: who.name });
    return html`<li>${avatar(who.name, who.id)}<bdi>${who.name}</bdi><button type="button" aria-label=${name} title=${name} @click=${() => this.#takeOut(who)}>${icon(iconClose)}</button></li>`;
  }

  #takeOut(who: Participant): void {
    this.#tell(this.people.filter(({ id }) => id !== who.id));
    this.focus();
  }

  #tell(people: readonly Participant[]): void {
    this.people = people;
    this.dispatchEvent(new CustomEvent('clinic-people-change', { detail: { people: [...people] }, bubbles: true, composed: true }));
  }

  readonly #onChosen = (event: CustomEvent<{ recipient: Participant | undefined }>): void => {
    event.stopPropagation();
    const { recipient } = event.detail;
    if (!recipient) return;
    this.field.clear();
    this.#tell([...this.people, recipient]);
  };
}

define('clinic-people-field', ClinicPeopleField);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-people-field': ClinicPeopleField;
  }
  interface HTMLElementEventMap {
    'clinic-people-change': CustomEvent<{ people: Participant[] }>;
  }
}
