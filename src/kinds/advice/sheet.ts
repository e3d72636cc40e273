import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import { addWords } from '../../i18n/translate.js';
import { formStyles } from '../../ui/form-styles.js';
import { baseStyles, buttonStyles } from '../../ui/styles.js';
import { ComposeElement } from '../compose-element.js';
import './document.js';
import { adviceSections, noteLength, problemsOf, readAdvice, titleLength, type AdviceField, type AdviceProblem } from './payload.js';

addWords({
  'advice.title': 'Title',
  'advice.intro': 'One of the parts is enough; what stays empty is left out.',
  'advice.warnings.hint': 'When the patient should call or come at once.',
  'advice.code.label': 'ICD-10 code',
  'advice.code.hint': 'For example M23.2',
  'advice.date': 'Follow-up on',
  'advice.note': 'Follow-up, in words',
  'advice.missing.title': 'Give it a title.',
  'advice.missing.sections': 'Write at least one of the parts.',
  'advice.too-long': 'This is too long by {count}.',
  'advice.invalid.code': 'An ICD-10 code is a letter and digits, for example M23.2.',
  'advice.invalid.date': 'This is not a date.',
  'advice.review': 'Review and send',
  'advice.discard': 'Discard',
});

/**
 * Writes medical advice or a diagnosis (R-25).
 *
 * @tag clinic-kind-advice-sheet
 */
export class ClinicKindAdviceSheet extends ComposeElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    formStyles,
    css`
      textarea {
        min-block-size: 72px;
      }
      /* The space above words that are not there. */
      .wrong:empty {
        margin-block-start: -6px;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(160px, 100%), 1fr));
        align-items: start;
        gap: var(--_space-l) var(--_space-m);
      }
    `,
  ];

  @state() private problems: Partial<Record<AdviceField, AdviceProblem>> = {};

  override render(): TemplateResult {
    const { t } = this.host;
    return html`<form novalidate @submit=${this.#onSubmit} @input=${this.#onInput}>
      ${this.#renderField('title', t('advice.title'), html`<input id="title" type="text" dir="auto" autocomplete="off" maxlength=${titleLength} required aria-invalid=${this.#isWrong('title')} aria-describedby="title-wrong" />`)}
      <fieldset class="field" aria-describedby="sections-wrong">
        <p class="hint">${t('advice.intro')}</p>
        <p id="sections-wrong" class="wrong" role="alert">${this.problems.sections ? t('advice.missing.sections') : nothing}</p>
      </fieldset>
      ${adviceSections.map((name) => this.#renderField(name, t(`advice.section.${name}`),
        html`<textarea id=${name} dir="auto" rows="3" aria-invalid=${this.#isWrong(name)} aria-describedby="${name}-hint ${name}-wrong"></textarea>`, name === 'warnings' ? t('advice.warnings.hint') : ''))}
      <div class="pair">
        ${this.#renderField('code', t('advice.code.label'), html`<input id="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="12" aria-invalid=${this.#isWrong('code')} aria-describedby="code-hint code-wrong" />`, t('advice.code.hint'))}
        ${this.#renderField('date', t('advice.date'), html`<input id="date" type="date" aria-invalid=${this.#isWrong('date')} aria-describedby="date-wrong" />`)}
      </div>
      ${this.#renderField('note', t('advice.note'), html`<input id="note" type="text" dir="auto" autocomplete="off" maxlength=${noteLength} aria-invalid=${this.#isWrong('note')} aria-describedby="note-wrong" />`)}
      <div class="buttons"><button class="button" type="button" @click=${() => this.cancel()}>${t('advice.discard')}</button><button class="button primary" type="submit">${t('advice.review')}</button></div>
    </form>`;
  }

  #renderField(name: AdviceField, label: string, control: TemplateResult, hint = ''): TemplateResult {
    return html`<div class="field"><label for=${name}>${label}</label>${control}
      ${hint ? html`<p id="${name}-hint" class="hint">${hint}</p>` : nothing}
      <p id="${name}-wrong" class="wrong" role="alert">${this.#wordsFor(name) || nothing}</p>
    </div>`;
  }

  #isWrong(name: AdviceField): 'true' | 'false' {
    return this.problems[name] ? 'true' : 'false';
  }

  #wordsFor(name: AdviceField): string {
    const problem = this.problems[name];
    if (!problem) return '';
    const { t, limits } = this.host;
    return problem === 'too-long' ? t('advice.too-long', { count: this.#valueOf(name).trim().length - limits.textLength }) : t(`advice.${problem}.${name}`);
  }

  #valueOf(name: AdviceField): string {
    return this.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${name}`)?.value ?? '';
  }

  readonly #onInput = (event: Event): void => {
    const { id } = event.target as HTMLElement;
    const { [id as AdviceField]: _, sections: __, ...rest } = this.problems;
    this.problems = rest;
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const payload = readAdvice({
      title: this.#valueOf('title'), sections: Object.fromEntries(adviceSections.map((name) => [name, this.#valueOf(name)])),
      code: this.#valueOf('code'), followUp: { date: this.#valueOf('date'), note: this.#valueOf('note') }, patient: this.patient?.name, by: this.viewer.name,
    });
    // A date that was begun and is none has no value: the browser knows, and says so.
    const isHalfDate = this.renderRoot.querySelector<HTMLInputElement>('#date')?.validity.badInput === true;
    this.problems = { ...problemsOf(payload, this.host.limits), ...(isHalfDate && { date: 'invalid' as const }) };
    const [first] = (['title', 'sections', ...adviceSections, 'code', 'date', 'note'] as const).filter((name) => this.problems[name]);
    if (first) this.renderRoot.querySelector<HTMLElement>(`#${first === 'sections' ? adviceSections[0] : first}`)?.focus();
    else this.done({ payload });
  };
}

define('clinic-kind-advice-sheet', ClinicKindAdviceSheet);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-advice-sheet': ClinicKindAdviceSheet;
  }
}
