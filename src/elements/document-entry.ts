import { html, nothing, type TemplateResult } from 'lit';
import { formatRowTime } from '../i18n/format.js';
import { formatSize } from '../i18n/format-size.js';
import '../i18n/more.js';
import { isInlineImage, type Participant, type PatientDocument, type Translate } from '../model/index.js';
import { iconBlocked } from '../theme/file-icons.js';
import { iconCheck } from '../theme/icons.js';
import { fileIcon, spokenName } from '../ui/files.js';
import { icon } from '../ui/icon.js';

export interface DocumentEntry {
  document: PatientDocument;
  author: Participant | undefined;
  isChosen: boolean;
  /** Whether the keyboard finds it. */
  isCurrent: boolean;
  picture: string | undefined;
  locale: string;
  t: Translate;
}

/** One file of a folder, in the grid or in the list. What the clinic's scanner has not let through says so, and cannot be chosen. */
export function documentEntry({ document, author, isChosen, isCurrent, picture, locale, t }: DocumentEntry): TemplateResult {
  const { file, savedAt } = document;
  const name = spokenName(file.name, t('file.unnamed'));
  const isClean = file.scan === 'clean';
  const facts = isClean ? [formatRowTime(locale, savedAt), formatSize(locale, file.size), author?.name ?? ''] : [t(`file.${file.scan}`)];
  return html`<li class=${file.scan} role="option" data-id=${file.id} ?data-picture=${isInlineImage(file) && isClean && !picture} tabindex=${isCurrent ? '0' : '-1'}
    aria-selected=${isChosen} aria-disabled=${!isClean}>
    <span class="picture">${picture ? html`<img src=${picture} alt="" decoding="async" />` : icon(file.scan === 'blocked' ? iconBlocked : fileIcon(file.type))}</span>
    <span class="words"><span class="name"><bdi>${name}</bdi></span> <span class="meta"><bdi>${facts.filter(Boolean).join(' · ')}</bdi></span></span>
    ${isClean ? html`<span class="mark">${icon(iconCheck)}</span>` : nothing}
  </li>`;
}
