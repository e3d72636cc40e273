import { formatDateTime } from '../i18n/format.js';
import { isInlineImage, type FileRef, type Id, type Message } from '../model/index.js';
import type { Chat } from '../store/types.js';
import type { ClinicUiGallery, GalleryImage } from '../ui/gallery.js';
import { safeName } from '../ui/safe-text.js';
import { commandEvent, handleCommand } from './commands.js';
import { wordsOf } from './words.js';

interface Sent { file: FileRef; author: Id; sentAt: number }

/** The images among files, each with who sent it and when. */
export function galleryImages(sent: readonly Sent[], chat: Chat, threadId: Id): GalleryImage[] {
  const t = wordsOf(chat);
  const people = chat.thread(threadId).get()?.participants ?? [];
  const viewer = chat.session.get().session?.viewer.id;
  return sent.filter(({ file }) => isInlineImage(file) && file.scan === 'clean').map(({ file, author, sentAt }) => {
    const name = author === viewer ? t('author.you') : safeName(people.find(({ id }) => id === author)?.name ?? '') || t('author.unknown');
    return { ...file, note: `${name} · ${formatDateTime(chat.locale, sentAt)}` };
  });
}

/** The list has the newest message first, and the files of each in their order. */
function oldestFirst<T extends { messageId: Id }>(items: readonly T[]): T[] {
  const turned: T[] = [];
  let at = 0;
  for (const item of items) {
    if (item.messageId !== turned[at - 1]?.messageId) at = 0;
    turned.splice(at++, 0, item);
  }
  return turned;
}

/** A message has opened a gallery: it gets all images of the thread, in their order. `back` is told the message of the image that was seen last. */
export function showThreadImages(gallery: ClinicUiGallery, chat: Chat, message: Message, back: (messageId: Id, fileId: Id) => void): void {
  const { threadId } = message;
  const files = chat.catalog('files', threadId);
  const [opened, own] = [message.files, gallery.fileUrl];
  const fill = (): void => {
    const { items } = files.get();
    const known = new Set(items.map(({ file }) => file.id));
    // What is on its way is in no list yet.
    const others = opened.filter(({ id }) => !known.has(id)).map((file) => ({ file, author: message.author, sentAt: message.sentAt }));
    gallery.images = galleryImages([...oldestFirst(items), ...others], chat, threadId);
  };
  gallery.fileUrl = (file, as) => {
    const whole = files.get().items.find((one) => one.file.id === file.id)?.file;
    return whole ? chat.fileUrl(whole, as) : own(file, as);
  };
  const stop = files.subscribe(fill);
  gallery.addEventListener('close', () => {
    stop();
    const last = files.get().items.find(({ file }) => file.id === gallery.current);
    if (last && last.messageId !== message.id) back(last.messageId, last.file.id);
  }, { once: true });
  const load = commandEvent({ type: 'catalog.load', name: 'files', threadId });
  gallery.dispatchEvent(load);
  handleCommand(load, chat);
}
