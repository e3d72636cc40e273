import { html, nothing, type TemplateResult } from 'lit';
import { define } from '../../base/define.js';
import { addWords } from '../../i18n/translate.js';
import { ListSheet } from '../list-sheet.js';
import { formEntryOf } from './payload.js';
import { isInput, readQuestionnaire, type Question } from './questionnaire.js';

addWords({
  'form.form': 'Form',
  'form.search': 'Search forms',
  'form.none': 'No form is called that.',
  'form.failed': 'The forms could not be loaded. {reason}',
  'form.loading': 'Loading the forms',
  'form.again': 'Try again',
  'form.missing': 'Choose a form.',
  'form.preview': 'What is asked',
  'form.unreadable': 'Its questions are broken; the clinic’s administrator can mend it.',
  'form.questions.one': '{count} question',
  'form.questions.other': '{count} questions',
  'form.repeat': 'A form that is sent again is a new one: answers to earlier ones stay as they are.',
  'form.send': 'Send form',
  'form.keep': 'Cancel',
});

interface Choice { id: string; name: string; item: unknown; questions: readonly Question[] | undefined }

/**
 * Chooses one of the clinic's forms for patients and sends it (R-20).
 *
 * @tag clinic-kind-form-sheet
 */
export class ClinicKindFormSheet extends ListSheet<Choice> {
  protected readonly list = 'forms';
  protected readonly entry = 'form';
  protected readonly words = 'form';

  protected read(entry: unknown): Choice | undefined {
    const { id, title, patientFacing, item } = formEntryOf(entry);
    return patientFacing ? { id, name: title, item, questions: questionsOf(item) } : undefined;
  }

  protected override isReady({ questions }: Choice): boolean {
    return questions !== undefined;
  }

  protected renderEnd({ questions }: Choice): unknown {
    const { t } = this.host;
    return questions ? t('form.questions', { count: questions.length }) : t('form.unreadable');
  }

  protected renderMore(chosen: Choice | undefined): TemplateResult {
    const { t } = this.host;
    return html`${chosen?.questions ? html`<details>
        <summary>${t('form.preview')}</summary>
        <ol>${chosen.questions.map(({ text }) => html`<li><bdi>${text}</bdi></li>`)}</ol>
      </details>` : nothing}
      <p class="hint">${t('form.repeat')}</p>`;
  }

  protected payloadOf({ id, name, item }: Choice): unknown {
    return { form: id, title: name, state: 'open', item };
  }
}

/** Undefined where the definition is broken. */
function questionsOf(item: unknown): readonly Question[] | undefined {
  try {
    return [...readQuestionnaire(item).all.values()].filter(isInput);
  } catch {
    return undefined;
  }
}

define('clinic-kind-form-sheet', ClinicKindFormSheet);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-form-sheet': ClinicKindFormSheet;
  }
}
