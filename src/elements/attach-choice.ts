import { addWords } from '../i18n/translate.js';
import type { Id } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { iconFolder } from '../theme/document-icons.js';
import { iconUpload } from '../theme/icons.js';
import '../ui/menu.js';
import type { ClinicUiMenu } from '../ui/menu.js';
import { wordsOf } from './words.js';

addWords({
  'attach.device': 'From this device',
  'attach.documents': 'From Images & documents',
});

/** The element whose button it is. */
interface Picker { readonly renderRoot: HTMLElement | DocumentFragment; open(): void }

/** whence the patient's side attaches, as a menu at the button «Attach files». */
export async function offerPlaces(picker: Picker, chat: Chat, thread: Id): Promise<void> {
  const into = picker.renderRoot;
  const at = into.querySelector('button');
  if (!at || into.querySelector('clinic-ui-menu')) return;
  const t = wordsOf(chat);
  const menu: ClinicUiMenu = Object.assign(document.createElement('clinic-ui-menu'), {
    detached: true, align: 'start' as const, label: t('composer.attach'),
    items: [{ id: 'device', label: t('attach.device'), icon: iconUpload }, { id: 'documents', label: t('attach.documents'), icon: iconFolder }],
  });
  menu.addEventListener('close', () => menu.remove(), { once: true });
  menu.addEventListener('clinic-ui-select', (event) => {
    event.stopPropagation();
    if ((event as CustomEvent<string>).detail === 'device') return picker.open();
    void import('./documents.js').then(({ openDocuments }) => openDocuments(into, chat, thread), () => picker.open());
  });
  into.append(menu);
  await menu.updateComplete;
  menu.openAt(at);
}
