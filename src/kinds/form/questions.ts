import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { define } from '../../base/define.js';
import '../../i18n/errors.js';
import { addWords } from '../../i18n/translate.js';
import type { Translate } from '../../model/index.js';
import { formStyles } from '../../ui/form-styles.js';
import { baseStyles, buttonStyles } from '../../ui/styles.js';
import { problemsOf, type Wrong } from './check.js';
import { shownOf, type Question, type Questionnaire } from './questionnaire.js';
import { answersIn, noDate, type Written } from './written.js';

addWords({
  'form.kept': 'Your answers are kept on this device while you fill in the form, and go to the clinic only when you send them.',
  'form.once': 'A form can be sent once.',
  'form.send-in': 'Send to the clinic',
  'form.busy': 'Sending',
  'form.refused': '{reason} Your answers are still here.',
  'form.optional': '(optional)',
  'form.yes': 'Yes',
  'form.no': 'No',
  'form.choose': 'Choose',
  'form.clear': 'Clear this answer',
  'form.sign': 'Type your full name to agree',
  'form.wrong.one': '{count} answer is missing or not right yet:',
  'form.wrong.other': '{count} answers are missing or not right yet:',
  'form.wrong.more': 'and {count} more',
  'form.wrong.required': 'Please answer this.',
  'form.wrong.name': 'Please type your full name.',
  'form.wrong.number': 'Please enter a number, for example 37.5.',
  'form.wrong.integer': 'Please enter a whole number, for example 3.',
  'form.wrong.date': 'Please enter a whole date: day, month and year.',
  'form.wrong.choice': 'Please choose from the list.',
  'form.wrong.too-long': 'Please write no more than {most} characters.',
});

/** From this many answers on one chooses from a list that opens. */
const listFrom = 9;
/** So many of the wrong answers are named above the form. */
const named = 8;

/**
 * A form to be filled in.
 *
 * @tag clinic-form-questions
 * @fires {CustomEvent<Written>} clinic-form-written - Something was written.
 * @fires {CustomEvent<Record<string, unknown>>} clinic-form-submit - The answers, all of them right.
 */
export class ClinicFormQuestions extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    formStyles,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--_space-l);
      }
      h3 {
        margin-block: var(--_space-s) 0;
        font-size: var(--_text-heading);
        font-weight: var(--_weight-strong);
      }
      h3,
      label,
      legend,
      .words {
        overflow-wrap: anywhere;
      }
      .words {
        white-space: pre-line;
      }
      /* A form of 500 questions costs what is in view. */
      .field {
        content-visibility: auto;
        contain-intrinsic-block-size: auto 90px;
        padding: 2px;
        margin: -2px;
      }
      .summary {
        padding: 12px 16px;
        border-radius: var(--_radius-field);
        background: var(--_color-sunken);
      }
      .summary .wrong {
        font-weight: var(--_weight-strong);
      }
      .summary .text-button {
        padding-block: 6px;
        text-align: start;
      }
    `,
  ];

  @property({ attribute: false }) questionnaire!: Questionnaire;
  @property({ attribute: false }) written: Written = {};
  @property({ attribute: false }) t!: Translate;
  @property({ type: Boolean }) isBusy = false;
  /** The code of the error with which the server refused. */
  @property() refused = '';
  /** Somebody has tried to send: from then on one sees what is wrong. */
  @state() private isTried = false;
  #wrong: ReadonlyMap<string, Wrong> = new Map();
  #shown: ReadonlySet<Question> = new Set();
  readonly #names = new Map<Question, string>();

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('questionnaire')) {
      this.#names.clear();
      for (const question of this.questionnaire.all.values()) this.#names.set(question, `q${this.#names.size}`);
    }
    const answers = answersIn(this.questionnaire, this.written);
    this.#shown = shownOf(this.questionnaire, answers);
    this.#wrong = this.isTried ? problemsOf(this.questionnaire, answers) : new Map();
  }

  override render(): TemplateResult {
    const { t, questionnaire, isBusy, refused } = this;
    return html`<form novalidate @submit=${(event: Event) => event.preventDefault()}>
      <p class="hint">${t('form.kept')}</p>
      ${this.#wrong.size > 0 ? this.#renderSummary() : nothing}
      ${questionnaire.top.map((question) => this.#renderItem(question))}
      <div role="alert">${refused ? html`<p class="wrong">${t('form.refused', { reason: t(`error.${refused}`) })}</p>` : nothing}</div>
      <div class="buttons"><p class="hint">${t('form.once')}</p><button class="button primary" type="button" ?disabled=${isBusy} @click=${this.#submit}>${isBusy ? t('form.busy') : t('form.send-in')}</button></div>
    </form>`;
  }

  #renderSummary(): TemplateResult {
    const { t } = this;
    const wrong = [...this.#wrong.keys()];
    return html`<div class="summary" tabindex="-1">
      <p class="wrong">${t('form.wrong', { count: wrong.length })}</p>
      <ul>
        ${wrong.slice(0, named).map((id) => html`<li><button class="text-button" type="button" @click=${() => this.#goTo(id)}>${this.questionnaire.all.get(id)?.text}</button></li>`)}
        ${wrong.length > named ? html`<li>${t('form.wrong.more', { count: wrong.length - named })}</li>` : nothing}
      </ul>
    </div>`;
  }

  #renderItem(question: Question): TemplateResult | typeof nothing {
    if (!this.#shown.has(question)) return nothing;
    const { type, text, items } = question;
    const inner = items.map((one) => this.#renderItem(one));
    if (type === 'group') return html`<section>${text ? html`<h3><bdi>${text}</bdi></h3>` : nothing}${inner}</section>`;
    if (type === 'display') return html`<p class="words" dir="auto">${text}</p>${inner}`;
    return html`${this.#renderQuestion(question)}${inner}`;
  }

  #renderQuestion(question: Question): TemplateResult {
    const { t } = this;
    const { id, text, type, isRequired, isSigned, isMany, options } = question;
    const name = this.#names.get(question) ?? '';
    const why = this.#wrong.get(id);
    const words = html`<span class="words" dir="auto">${text}</span>${isRequired ? nothing : html` <span class="hint">${t('form.optional')}</span>`}`;
    const wrong = html`<p id="${name}-wrong" class="wrong">${why ? t(`form.wrong.${why}`, { most: question.maxLength }) : nothing}</p>`;
    const set = (value: string | boolean | readonly string[] | undefined): void => this.#write(id, value);
    const raw = this.#raw(id);
    if (type === 'boolean' || (type === 'choice' && (isMany || options.length < listFrom))) {
      const chosen: readonly string[] = typeof raw === 'object' ? raw : [];
      const choices = type === 'boolean' ? [[true, t('form.yes')], [false, t('form.no')]] as const : options.map(({ code, text: label }) => [code, label] as const);
      return html`<fieldset class="field" id=${name} role=${isMany ? 'group' : 'radiogroup'} aria-describedby="${name}-wrong">
        <legend>${words}</legend>
        <div class="choices">${choices.map(([value, label]) => html`<label class="choice"><input type=${isMany ? 'checkbox' : 'radio'} name=${name}
          .checked=${isMany ? chosen.includes(String(value)) : raw === value} aria-describedby="${name}-wrong"
          @change=${(event: Event) => set(!isMany ? value : (event.target as HTMLInputElement).checked ? [...chosen, String(value)] : chosen.filter((one) => one !== value))} /><span><bdi>${label}</bdi></span></label>`)}</div>
        ${!isMany && !isRequired && raw !== undefined ? html`<div><button class="text-button" type="button" @click=${() => this.#clear(id, name)}>${t('form.clear')}</button></div>` : nothing}
        ${wrong}
      </fieldset>`;
    }
    if (type === 'choice') {
      return html`<div class="field" id=${name}><label for="${name}-in">${words}</label>
        <select id="${name}-in" aria-invalid=${why ? 'true' : 'false'} aria-required=${isRequired} aria-describedby="${name}-wrong" @change=${(event: Event) => set((event.target as HTMLSelectElement).value || undefined)}>
          <option value="">${t('form.choose')}</option>${options.map(({ code, text: label }) => html`<option value=${code} ?selected=${raw === code}>${label}</option>`)}
        </select>${wrong}</div>`;
    }
    // What is typed is not set again: a date half typed would go, and the caret would jump.
    const once = guard([], () => (raw === noDate ? '' : raw ?? ''));
    const onInput = (event: Event): void => {
      const field = event.target as HTMLInputElement;
      set(field.value === '' && field.validity.badInput ? noDate : field.value);
    };
    const field = type === 'text'
      ? html`<textarea id="${name}-in" dir="auto" .value=${once} aria-invalid=${why ? 'true' : 'false'} aria-required=${isRequired} aria-describedby="${name}-wrong" @input=${onInput}></textarea>`
      : html`<input id="${name}-in" type=${type === 'date' ? 'date' : 'text'} inputmode=${type === 'integer' ? 'numeric' : type === 'decimal' ? 'decimal' : 'text'} autocomplete=${isSigned ? 'name' : 'off'}
        dir="auto" .value=${once} aria-invalid=${why ? 'true' : 'false'} aria-required=${isRequired} aria-describedby="${name}-wrong" @input=${onInput} />`;
    if (!isSigned) return html`<div class="field" id=${name}><label for="${name}-in">${words}</label>${field}${wrong}</div>`;
    return html`<fieldset class="field" id=${name}><legend>${words}</legend><label for="${name}-in">${t('form.sign')}</label>${field}${wrong}</fieldset>`;
  }

  /** A name from outside, such as `constructor`, is a key like another. */
  #raw(id: string): Written[string] | undefined {
    return Object.hasOwn(this.written, id) ? this.written[id] : undefined;
  }

  #write(id: string, value: Written[string] | undefined): void {
    this.written = Object.fromEntries([...Object.entries(this.written).filter(([other]) => other !== id), ...(value === undefined ? [] : [[id, value] as const])]);
    this.dispatchEvent(new CustomEvent<Written>('clinic-form-written', { detail: this.written }));
  }

  #clear(id: string, name: string): void {
    this.#write(id, undefined);
    this.renderRoot.querySelector<HTMLElement>(`#${name} input`)?.focus();
  }

  #goTo(id: string): void {
    const question = this.questionnaire.all.get(id);
    const field = question && this.renderRoot.querySelector<HTMLElement>(`#${this.#names.get(question) ?? ''} :is(input, textarea, select)`);
    field?.focus();
    field?.closest('.field')?.scrollIntoView({ block: 'nearest' });
  }

  readonly #submit = async (): Promise<void> => {
    const answers = answersIn(this.questionnaire, this.written);
    if (problemsOf(this.questionnaire, answers).size === 0) {
      this.dispatchEvent(new CustomEvent('clinic-form-submit', { detail: Object.fromEntries(answers) }));
      return;
    }
    this.isTried = true;
    await this.updateComplete;
    const summary = this.renderRoot.querySelector<HTMLElement>('.summary');
    summary?.focus();
    summary?.scrollIntoView({ block: 'nearest' });
  };
}

define('clinic-form-questions', ClinicFormQuestions);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-form-questions': ClinicFormQuestions;
  }
}
