import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import { formatDateTime, formatList, formatNumber, formatter } from '../../i18n/format.js';
import { addWords } from '../../i18n/translate.js';
import type { Translate } from '../../model/index.js';
import { iconPrint } from '../../theme/kind-icons.js';
import { icon } from '../../ui/icon.js';
import { baseStyles, buttonStyles } from '../../ui/styles.js';
import type { FormPayload } from './payload.js';
import { shownOf, type Answer, type Answers, type Question, type Questionnaire } from './questionnaire.js';

addWords({
  'form.by': 'Completed by {name}, {time}',
  'form.yes': 'Yes',
  'form.no': 'No',
  'form.unanswered': 'Not answered',
  'form.print': 'Print',
});

const sheetStyles = css`
  h2,
  h3,
  p,
  dl {
    overflow-wrap: anywhere;
  }
  h3 {
    margin-block: var(--_space-l) 0;
    font-size: var(--_text-heading);
    font-weight: var(--_weight-strong);
  }
  dl,
  .asked {
    margin-block: var(--_space-m) 0;
    break-inside: avoid;
  }
  dt,
  .asked {
    font-weight: var(--_weight-strong);
  }
  dd {
    margin: 0;
    white-space: pre-line;
  }
  .soft {
    color: var(--_color-text-soft);
  }
  .words {
    margin-block: var(--_space-m) 0;
    white-space: pre-line;
  }
`;

/**
 * A form with its answers, to be read and printed.
 *
 * @tag clinic-form-answers
 */
export class ClinicFormAnswers extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    sheetStyles,
    css`
      :host {
        display: block;
        outline-offset: 4px;
      }
      /* A form of 500 questions costs what is in view. */
      dl,
      .asked {
        content-visibility: auto;
        contain-intrinsic-block-size: auto 50px;
      }
      .buttons {
        display: flex;
        justify-content: flex-end;
        margin-block-start: var(--_space-l);
      }
    `,
  ];

  @property({ attribute: false }) questionnaire!: Questionnaire;
  @property({ attribute: false }) form!: FormPayload;
  /** In place of the form's own: what was written for it and not sent. */
  @property({ attribute: false }) own: Answers | undefined;
  @property({ attribute: false }) t!: Translate;
  @property() locale = 'en';

  override render(): TemplateResult {
    return html`${this.#renderSheet()}
      <div class="buttons"><button class="button" type="button" @click=${this.#print}>${icon(iconPrint)}${this.t('form.print')}</button></div>`;
  }

  #renderSheet(): TemplateResult {
    const { t, locale, own, form: { state, answers: given = {}, answeredBy = '', answeredAt } } = this;
    const answers = own ?? new Map(Object.entries(given));
    // While it is open everything that may be asked is shown.
    const items = state === 'open' ? this.questionnaire.all.values() : shownOf(this.questionnaire, answers);
    return html`${answeredAt === undefined || own ? nothing : html`<p class="soft">${t('form.by', { name: answeredBy, time: formatDateTime(locale, answeredAt) })}</p>`}
      ${[...items].map((question) => this.#renderItem(question, answers.get(question.id)))}`;
  }

  #renderItem(question: Question, answer: Answer | undefined): TemplateResult | typeof nothing {
    const { type, text } = question;
    if (type === 'group') return text ? html`<h3><bdi>${text}</bdi></h3>` : nothing;
    if (type === 'display') return html`<p class="words soft" dir="auto">${text}</p>`;
    // What is still being asked has no answer to stand beside.
    if (answer === undefined && this.form.state === 'open') return html`<p class="asked"><bdi>${text}</bdi></p>`;
    return html`<dl><dt><bdi>${text}</bdi></dt><dd class=${answer === undefined ? 'soft' : ''}><bdi>${this.#wordsOf(question, answer)}</bdi></dd></dl>`;
  }

  #wordsOf({ type, options }: Question, answer: Answer | undefined): string {
    const { t, locale } = this;
    if (answer === undefined) return t('form.unanswered');
    if (typeof answer === 'boolean') return t(answer ? 'form.yes' : 'form.no');
    if (typeof answer === 'number') return formatNumber(locale, answer);
    const label = (code: string): string => options.find((one) => one.code === code)?.text ?? code;
    if (typeof answer !== 'string') return formatList(locale, answer.map(label));
    const day = type === 'date' ? Date.parse(`${answer}T00:00:00Z`) : Number.NaN;
    return Number.isNaN(day) ? label(answer) : formatter('DateTimeFormat', locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
  }

  readonly #print = async (): Promise<void> => {
    const { printAlone } = await import('../../ui/print-alone.js');
    printAlone(html`<h2>${this.form.title}</h2>${this.#renderSheet()}`, [sheetStyles], this.locale);
  };
}

define('clinic-form-answers', ClinicFormAnswers);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-form-answers': ClinicFormAnswers;
  }
}
