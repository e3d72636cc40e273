import type { Translator } from '../i18n/translate.js';
import { drawIcon } from '../theme/draw-icon.js';
import { iconClose } from '../theme/loader-icons.js';
import { make } from './dom.js';

export interface PlaceholderOptions {
  /** The key of a sentence, where something is wrong. */
  problem: string | undefined;
  onClose(): void;
  onRetry(): void;
}

/** What stands in the window before its code has arrived: a header, and the shape of what comes or one sentence and a way out. */
export function placeholder(t: Translator, { problem, onClose, onRetry }: PlaceholderOptions): DocumentFragment {
  const close = make('button', { class: 'square', type: 'button', 'aria-label': t('popup.close') }, drawIcon(iconClose));
  close.addEventListener('click', onClose);
  const fragment = new DocumentFragment();
  fragment.append(make('div', { class: 'head' }, make('h2', {}, t('messages')), close), problem === undefined ? skeleton(t) : trouble(t, problem, onRetry));
  return fragment;
}

function skeleton(t: Translator): HTMLElement {
  const row = (): HTMLElement => make('div', { class: 'row' });
  return make('div', { class: 'rows', role: 'status', 'aria-label': t('threads.loading') }, row(), row(), row(), row());
}

function trouble(t: Translator, key: string, onRetry: () => void): HTMLElement {
  const retry = make('button', { class: 'retry', type: 'button' }, t('retry'));
  retry.addEventListener('click', onRetry);
  return make('div', { class: 'trouble', role: 'alert' }, make('p', {}, t(key)), retry);
}
