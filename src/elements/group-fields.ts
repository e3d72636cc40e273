import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import { groupOf, isPatient, type Participant, type Translate } from '../model/index.js';
import { iconEye } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { newMessageStyles } from './new-message.styles.js';
import './people-field.js';
import type { ClinicPeopleField } from './people-field.js';
import { someNames } from './some-names.js';
import { wordsOf } from './words.js';

/** What makes a group: its name and who is in it besides the viewer. */
export interface GroupBeginning { name: string; people: readonly Participant[] }

/**
 * The part of the form for a new message that makes a group (R-27): its name, who is in it, and who will read it.
 *
 * @tag clinic-group-fields
 * @fires {CustomEvent<GroupBeginning>} clinic-group-change - The name was changed, or somebody was chosen or taken out.
 */
export class ClinicGroupFields extends ChatElement {
  static override styles = [
    baseStyles,
    newMessageStyles,
    css`
      :host {
        flex: none;
        gap: var(--_space-l);
        background: none;
      }
      .readers {
        display: flex;
        gap: var(--_space-s);
        padding: var(--_space-s) var(--_space-m);
        border-radius: var(--_radius-card);
        background: var(--_color-sunken);
        font-size: var(--_text-meta);
        --_size-icon: 18px;
      }
      .readers > .icon {
        flex: none;
        color: var(--_color-text-soft);
      }
      .readers p {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .soft {
        color: var(--_color-text-soft);
      }
      @media (forced-colors: active) {
        .readers {
          border: 1px solid CanvasText;
        }
      }
    `,
  ];

  /** What has been entered. */
  @property({ attribute: false }) group: GroupBeginning = { name: '', people: [] };
  /** Whether what is missing is said: somebody has tried to create the group. */
  @property({ type: Boolean }) attempted = false;

  @query('input') private input!: HTMLInputElement;
  @query('clinic-people-field') private field!: ClinicPeopleField;

  /** Moves the focus to what is missing, else to the name. */
  override focus(options?: FocusOptions): void {
    if (this.group.name.trim() && !groupOf(this.group.people)) this.field.focus(options);
    else this.input.focus(options);
  }

  /** Whether a group can be made of it. */
  get isComplete(): boolean {
    return this.group.name.trim() !== '' && groupOf(this.group.people) !== undefined;
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const { name, people } = this.group;
    const noName = this.attempted && !name.trim();
    return html`<div class="field">
        <label for="name">${t('group.name')}</label>
        <input id="name" type="text" autocomplete="off" maxlength="200" dir="auto" aria-invalid=${noName ? 'true' : 'false'} aria-describedby="no-name" .value=${name} @input=${this.#onName} @keydown=${this.#onKeydown} />
        <div class="reason" id="no-name" role="alert">${noName ? t('group.name.missing') : nothing}</div>
      </div>
      <clinic-people-field .chat=${this.chat} .label=${t('group.people')} .people=${people} .reason=${this.attempted ? this.#missing(t) : ''} @clinic-people-change=${this.#onPeople}></clinic-people-field>
      <div role="status">${this.#renderReaders(t)}</div>`;
  }

  #missing(t: Translate): string {
    const { people } = this.group;
    if (groupOf(people)) return '';
    return t(people.length === 0 ? 'group.people.missing' : 'group.people.one');
  }

  /** R-27: who will read it is known before the first message. */
  #renderReaders(t: Translate): TemplateResult | typeof nothing {
    const kind = groupOf(this.group.people);
    if (!kind) return nothing;
    const names = someNames(this.group.people.filter(isPatient), this.chat, t);
    return html`<div class="readers">${icon(iconEye)}<p>${t(`group.of.${kind}`, { names })} ${kind === 'team' ? nothing : html`<span class="soft">${t('group.followers')}</span>`}</p></div>`;
  }

  readonly #onName = (): void => this.#tell({ ...this.group, name: this.input.value });

  readonly #onPeople = (event: CustomEvent<{ people: Participant[] }>): void => {
    event.stopPropagation();
    this.#tell({ ...this.group, people: event.detail.people });
  };

  /** Enter goes on to the people: a group is never made by accident. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.field.focus();
  };

  #tell(group: GroupBeginning): void {
    this.group = group;
    this.dispatchEvent(new CustomEvent('clinic-group-change', { detail: group, bubbles: true, composed: true }));
  }
}

define('clinic-group-fields', ClinicGroupFields);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-group-fields': ClinicGroupFields;
  }
  interface HTMLElementEventMap {
    'clinic-group-change': CustomEvent<GroupBeginning>;
  }
}
