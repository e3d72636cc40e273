import { css, html, nothing, type LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { formatDate } from '../i18n/format-date.js';
import '../i18n/people.js';
import { isPatient, type Id, type Participant, type Thread, type ThreadStatus, type Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { iconPhone, iconPlus } from '../theme/icons.js';
import { iconVideo } from '../theme/people-icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import './kind-offer.js';
import { selectStyles } from './select.styles.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** What a header looks like around all this. */
const headerStyles = css`
  .profile {
    font-weight: inherit;
    text-align: start;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .profile:hover {
    color: var(--_color-accent-text);
  }
  clinic-staff-header {
    flex: none;
  }
  /* Staff's controls get a line of their own where the name would have none. */
  @container (max-width: 640px) {
    .staff {
      flex-wrap: wrap;
    }
    .staff .words {
      flex-basis: 40%;
    }
    clinic-staff-header {
      order: 1;
      flex: 1 0 100%;
    }
  }
`;

/** Gives a header the styles for what stands in it for staff. */
export function dress(header: LitElement): void {
  const { adoptedStyleSheets } = header.renderRoot as ShadowRoot;
  const { styleSheet } = headerStyles;
  if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
}

/** The second identifier beside the name, against the wrong chart. */
export const birthOf = (subject: Participant, locale: string, t: Translate): string =>
  subject.birthDate ? t('header.born', { date: formatDate(locale, subject.birthDate) }) : '';

/** whose thread it is, where it is one patient's: name and birth. */
export function patientOf(host: ChatElement, thread: Thread): { subject: Id; birth: string; link: TemplateResult; isTitle: boolean } | undefined {
  const { chat } = host;
  const patients = thread.participants.filter((who) => isPatient(who) && who.active);
  const [subject] = patients;
  if (!chat || !subject || patients.length > 1 || subject.id !== thread.subject) return undefined;
  const t = wordsOf(chat);
  return { subject: subject.id, birth: birthOf(subject, chat.locale, t), link: profileLink(host, chat, thread, subject, t), isTitle: subject.name === thread.title };
}

/** the patient's name leads to the profile. Where that is, the portal knows: it hears `clinic-profile-open`. */
function profileLink(host: HTMLElement, chat: Chat, thread: Thread, subject: Participant, t: Translate): TemplateResult {
  if (!chat.can('profile.open', thread.id)) return html`<bdi>${subject.name}</bdi>`;
  const open = (): void => {
    host.dispatchEvent(new CustomEvent('clinic-profile-open', { detail: { patient: subject.id, thread: thread.id }, bubbles: true, composed: true, cancelable: true }));
  };
  return html`<button class="profile" type="button" aria-label=${t('header.profile', { name: subject.name })} @click=${open}><bdi>${subject.name}</bdi></button>`;
}

/**
 * What staff has in a thread's header after the patient's name: audio call, video call, advice or diagnosis, thread status. Each stands there
 * while the viewer has the capability.
 *
 * @tag clinic-staff-header
 */
export class ClinicStaffHeader extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    selectStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--_space-xs);
        min-inline-size: 0;
        max-inline-size: 100%;
      }
      :host([hidden]) {
        display: none;
      }
      /* Beside the name three labelled buttons would leave it no room. */
      @container (max-width: 900px) {
        .label {
          display: none;
        }
      }
      select,
      .status {
        min-inline-size: 0;
        max-inline-size: 190px;
      }
      .status {
        overflow: hidden;
        padding: 4px 10px;
        border-radius: var(--_radius-pill);
        background: var(--_color-sunken);
        font-size: var(--_text-meta);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';
  /** Which calls the portal starts by itself: `audio`, `video`, or both with a space between. */
  @property() calls = '';

  readonly #thread = new Watch(this, () => this.chat?.thread(this.thread));
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #statuses = new Watch(this, () => this.chat?.catalog('statuses'));

  protected override willUpdate(): void {
    if (this.#statuses.value?.phase === 'idle' && this.#session.value?.phase === 'ready' && this.#may('status.read')) this.command({ type: 'catalog.load', name: 'statuses' });
  }

  /** What has nothing in it takes no room. */
  protected override updated(_changed: PropertyValues): void {
    this.hidden = this.renderRoot.childElementCount === 0;
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const calls = this.#may('call.start') ? this.calls.split(/\s+/) : [];
    const advice = this.chat?.kinds.get('advice');
    const thread = this.#thread.value;
    return html`${calls.includes('audio') ? this.#renderButton('header.call.audio', iconPhone, () => this.#call(false), t) : nothing}
      ${calls.includes('video') ? this.#renderButton('header.call.video', iconVideo, () => this.#call(true), t) : nothing}
      ${advice && thread?.participants.some(isPatient) && advice.needs.send.every((need) => this.#may(need)) ? this.#renderButton('header.advice', iconPlus, this.#onAdvice, t) : nothing}
      ${this.#may('status.read') && thread ? this.#renderStatus(thread, t) : nothing}`;
  }

  #renderButton(name: string, mark: typeof iconPhone, run: () => void, t: Translate): TemplateResult {
    return html`<button class="icon-button" type="button" aria-label=${t(name)} title=${t(name)} @click=${run}>${icon(mark)}<span class="label">${t(name)}</span></button>`;
  }

  /** a status that is not in the list is shown as none. */
  #renderStatus(thread: Thread, t: Translate): unknown {
    const { phase, items = [] } = this.#statuses.value ?? {};
    const now = items.find(({ id }) => id === thread.staff?.status);
    if (!this.#may('status.set')) return now ? html`<span class="status" title=${now.name}><span class="visually-hidden">${t('header.status.is', { status: '' })}</span>${now.name}</span>` : nothing;
    if (phase !== 'ready' || items.length === 0) return nothing;
    return html`<select class=${now ? 'set' : ''} aria-label=${t('header.status')} title=${t('header.status')} .value=${now?.id ?? ''} @change=${this.#onStatus}>
      <option value="" ?selected=${!now}>${t('header.status.none')}</option>
      ${items.map(({ id, name }: ThreadStatus) => html`<option value=${id} ?selected=${id === now?.id}>${name}</option>`)}
    </select>`;
  }

  #may(capability: string): boolean {
    return !!this.chat?.can(capability, this.thread);
  }

  #call(video: boolean): void {
    this.command({ type: 'call.start', threadId: this.thread, video });
  }

  readonly #onAdvice = (): void => this.command({ type: 'kind.compose', threadId: this.thread, kind: 'advice' });

  readonly #onStatus = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.command({ type: 'status.set', threadId: this.thread, status: value || null });
  };
}

define('clinic-staff-header', ClinicStaffHeader);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-staff-header': ClinicStaffHeader;
  }
  interface HTMLElementEventMap {
    'clinic-profile-open': CustomEvent<{ patient: Id; thread: Id }>;
  }
}
