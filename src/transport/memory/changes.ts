import type { Acted, Message } from '../../model/index.js';
import { invalid } from './demands.js';
import { keepRecord } from './kinds.js';
import { announceMessage } from './membership.js';
import { keepRequest } from './requests.js';
import type { ThreadRow } from './rows.js';
import type { State } from './state.js';

/** Makes of a message what a verb has made of it, and tells everybody; a person's verb and the portal's alike. */
export function change(state: State, thread: ThreadRow, message: Message, { payload, files = [], record }: Acted<unknown>): void {
  message.payload = structuredClone(payload);
  const rows = files.map((id) => {
    const row = state.files.get(id);
    if (!row) throw invalid({ files: 'unknown' });
    row.threadId ||= thread.id;
    return row;
  });
  state.hold(thread, message, files, state.clock.now());
  message.files = [...message.files, ...rows.map((row) => row.ref)];
  message.revision += 1;
  announceMessage(state, thread, message);
  keepRequest(state, message);
  keepRecord(state, message, record);
}
