import { css, html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ComposeHost, ComposeProperties, KindDraft, Participant } from '../../src/index.js';
import { readingOf } from './payload.js';

/** Asks for the numbers. It sends nothing by itself: it hands in what was written, and whoever opened it sends it. */
export class RiversideBloodPressureSheet extends LitElement implements ComposeProperties {
  static override styles = css`
    form {
      display: grid;
      gap: 16px;
    }
    label {
      display: grid;
      gap: 4px;
      font-weight: 600;
    }
    input,
    button {
      box-sizing: border-box;
      inline-size: 100%;
      min-block-size: 44px;
      padding: 8px 14px;
      border: 1px solid currentcolor;
      border-radius: 8px;
      background: none;
      color: inherit;
      font: inherit;
      font-size: 16px;
    }
    input {
      font-weight: 400;
    }
    button {
      font-weight: 600;
      cursor: pointer;
    }
    p {
      margin: 0;
    }
  `;

  @property({ attribute: false }) threadId = '';
  @property({ attribute: false }) viewer!: Participant;
  @property({ attribute: false }) people: readonly Participant[] = [];
  @property({ attribute: false }) patient: Participant | undefined;
  @property({ attribute: false }) host!: ComposeHost;
  @state() private isWrong = false;

  override render(): TemplateResult {
    const { t } = this.host;
    const field = (name: string, label: string): TemplateResult =>
      html`<label>${t(label)}<input name=${name} type="text" inputmode="numeric" autocomplete="off" maxlength="3" aria-describedby="wrong" /></label>`;
    return html`<form novalidate @submit=${this.#onSubmit}>
      ${field('systolic', 'blood-pressure.systolic')}${field('diastolic', 'blood-pressure.diastolic')}${field('pulse', 'blood-pressure.pulse.label')}
      <p id="wrong" role="alert">${this.isWrong ? t('blood-pressure.wrong') : ''}</p>
      <button type="submit">${t('blood-pressure.submit')}</button>
    </form>`;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const typed = [...new FormData(form)].filter(([, value]) => value !== '').map(([name, value]) => [name, Number(value)] as const);
    try {
      const detail: KindDraft = { payload: readingOf(Object.fromEntries(typed)) };
      this.dispatchEvent(new CustomEvent('clinic-kind-done', { detail, bubbles: true, composed: true }));
    } catch {
      this.isWrong = true;
      form.querySelector('input')?.focus();
    }
  };
}

if (!customElements.get('riverside-blood-pressure-sheet')) customElements.define('riverside-blood-pressure-sheet', RiversideBloodPressureSheet);
