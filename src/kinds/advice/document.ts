import { css, html, nothing, type TemplateResult } from 'lit';
import { formatDate } from '../../i18n/format-date.js';
import { formatter } from '../../i18n/format.js';
import { addWords } from '../../i18n/translate.js';
import type { Translate } from '../../model/index.js';
import { iconWarning } from '../../theme/icons.js';
import { iconAdvice } from '../../theme/kind-icons.js';
import { icon } from '../../ui/icon.js';
import { toneStyles } from '../../ui/tone-styles.js';
import { safeName } from '../../ui/safe-text.js';
import { adviceSections, type AdvicePayload } from './payload.js';

addWords({
  'advice.label': 'Medical advice',
  'advice.from': 'Medical advice from {name}',
  'advice.for': 'For {name}',
  'advice.section.diagnosis': 'Findings and diagnosis',
  'advice.section.advice': 'Advice',
  'advice.section.medication': 'Medication',
  'advice.section.warnings': 'Get help if you notice',
  'advice.follow-up': 'Follow-up',
  'advice.code': 'ICD-10 {code}',
});

export interface AdviceFacts {
  payload: AdvicePayload;
  /** Who wrote it, as the thread calls them. */
  author: string;
  sentAt: number;
  locale: string;
  t: Translate;
}

/** The document, the same on the screen and on paper. Its headings begin below those of a page and of a thread. */
export function adviceDocument({ payload, author, sentAt, locale, t }: AdviceFacts, actions: unknown = nothing): TemplateResult {
  const { title, sections, code, followUp, patient, by } = payload;
  const name = safeName(by ?? author);
  const day = Number.isFinite(sentAt) && Math.abs(sentAt) <= 8.64e15 ? formatter('DateTimeFormat', locale, { dateStyle: 'long' }).format(sentAt) : '';
  const section = (key: string, label: string, words: unknown): TemplateResult => html`<div class="section ${key}">
    <div class="name" role="heading" aria-level="4">${key === 'warnings' ? icon(iconWarning) : nothing}${label}</div>
    <div class="text" dir="auto">${words}</div>
  </div>`;
  return html`<div class="document" role="group" aria-label=${t('advice.from', { name })}>
    <div class="top">
      <div class="face">${icon(iconAdvice)}</div>
      <div class="words">
        <div class="label-line">${t('advice.label')}</div>
        <div class="title" role="heading" aria-level="3"><bdi>${title}</bdi></div>
      </div>
      ${code ? html`<div class="code">${t('advice.code', { code })}</div>` : nothing}
    </div>
    <ul class="facts">
      ${patient ? html`<li><bdi>${t('advice.for', { name: safeName(patient) })}</bdi></li>` : nothing}
      <li><bdi>${name}</bdi></li>
      ${day ? html`<li>${day}</li>` : nothing}
    </ul>
    ${adviceSections.map((key) => (sections[key] ? section(key, t(`advice.section.${key}`), sections[key]) : nothing))}
    ${followUp ? section('follow-up', t('advice.follow-up'), html`${followUp.date ? html`<div class="day">${formatDate(locale, followUp.date)}</div>` : nothing}${followUp.note ?? nothing}`) : nothing}
    ${actions}
  </div>`;
}

export const documentStyles = css`
  ${toneStyles}
  .document {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-m);
    padding: 16px 18px;
    border: var(--_border-hairline);
    border-block-start: 3px solid var(--_color-accent-text);
    border-radius: var(--_radius-card);
    background: var(--_color-raised);
    color: var(--_color-text);
    overflow-wrap: anywhere;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 12px;
  }
  .face {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--_radius-field);
    background: var(--_color-accent-tint);
    color: var(--_color-accent-text);
  }
  .words {
    flex: 1 1 160px;
    min-inline-size: 0;
  }
  .label-line,
  .facts {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
  .title {
    font-size: var(--_text-heading);
    font-weight: var(--_weight-strong);
    line-height: 1.3;
  }
  .code {
    flex: none;
    max-inline-size: 100%;
    padding: 2px 10px;
    border: var(--_border-hairline);
    border-radius: var(--_radius-field);
    font-size: var(--_text-meta);
    font-variant-numeric: tabular-nums;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 0;
    padding: 0 0 12px;
    border-block-end: var(--_border-hairline);
    list-style: none;
  }
  .section {
    display: grid;
    gap: 2px;
  }
  .name {
    display: flex;
    align-items: center;
    gap: 6px;
    font-weight: var(--_weight-strong);
  }
  .name .icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
  }
  .text {
    max-inline-size: 66ch;
    white-space: pre-line;
    unicode-bidi: plaintext;
    text-align: start;
  }
  .day {
    font-variant-numeric: tabular-nums;
  }
  .warnings {
    padding: 10px 12px;
    border-radius: var(--_radius-field);
    background: var(--_color-warning-tint);
  }
  .warnings .name {
    color: var(--_color-warning);
  }
  .foot {
    display: flex;
    justify-content: flex-end;
    gap: 6px;
  }
  @media (forced-colors: active) {
    .warnings {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .document {
      padding: 0;
      border: 0;
    }
    .face,
    .foot {
      display: none;
    }
    .warnings {
      border: 1px solid CanvasText;
    }
    .section {
      break-inside: avoid;
    }
    .name {
      break-after: avoid;
    }
  }
`;
