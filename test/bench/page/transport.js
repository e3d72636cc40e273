/**
 * The port of our own SDK over an array: it answers at once and copies nothing, so that what is measured is the store and the list, not a
 * server. A page may be as long as wanted; an older one is held back until the bench lets it go.
 */
import { defaultLimits } from 'clinic-chat/model';

const people = [
  { id: 'ana', name: 'Ana Silva', role: 'patient', active: true },
  { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner', active: true },
];
const capabilities = ['message.send', 'file.send', 'thread.create', 'thread.mute', 'thread.leave'];
const features = { idempotency: 'server', resume: 'cursor', live: 'push', history: 'both', read: true, typing: false, presence: false, edit: false, search: false, files: false };

const position = (number) => String(number).padStart(12, '0');
const imageFile = (id) => ({ id: `file-${id}`, name: 'photo.png', type: 'image/png', size: 1000, scan: 'clean' });

/** A message of the bench as the port has it. */
export const asMessage = ({ number, id, author, at, text, image, revision = 1 }, threadId = 't1') => ({
  id, threadId, author, sentAt: at, position: position(number), revision, kind: 'text', payload: { text, format: 'plain' },
  files: image ? [imageFile(id)] : [], delivery: 'sent',
});

export class BenchTransport {
  name = 'bench';
  messagesOfThread = [];
  /** Whether there is an older page; it comes by `release`. */
  hasOlder = false;
  /** Where images come from. */
  images = new Map();
  #held;
  #cursor = 0;

  async open(sink) {
    this.sink = sink;
    sink.connection({ state: 'online' });
    return { viewer: people[0], workspace: { id: 'riverside', name: 'Riverside Clinic', limits: defaultLimits, switches: { messaging: true, plan: false }, notices: { emergencyNumber: '112' } }, capabilities, features };
  }

  get thread() {
    const last = this.messagesOfThread.at(-1);
    return {
      id: 't1', kind: 'direct', title: 'Dr. Maya Lee', participants: people, unread: 0, denied: [], muted: false, pinned: false, archived: false,
      ...(last ? { readUpTo: last.position, last } : {}),
    };
  }

  async threads() {
    return { items: [this.thread] };
  }

  async messages(_threadId, { before }) {
    if (before === undefined) return { items: this.messagesOfThread, ...(this.hasOlder ? { older: 'older-0' } : {}) };
    const items = await new Promise((resolve) => (this.#held = resolve));
    return { items, older: `older-${++this.#cursor}` };
  }

  /** Whether the list has asked for the older page. */
  get isAsked() {
    return this.#held !== undefined;
  }

  release(messages) {
    this.#held(messages);
    this.#held = undefined;
  }

  async submit(command) {
    if (command.type === 'read') return {};
    throw new Error(`the bench sends no ${command.type}`);
  }

  push(messages) {
    for (const message of messages) this.sink.events([{ type: 'message', message }], `c${message.position}.${message.revision}`);
  }

  async upload() {
    throw new Error('the bench uploads nothing');
  }

  async fileUrl(file) {
    return { url: this.images.get(file.id) };
  }

  async catalog() {
    return { items: [] };
  }

  hint() {}
}
