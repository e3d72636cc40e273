import { ChatError } from '../../src/base/errors.js';
import { checkReply, repliesPerPerson, type Id, type SavedReply } from '../../src/model/index.js';
import type { Who } from './access.js';
import type { CommandParts, Of } from './commands.js';
import type { Store } from './store.js';

/** saves it, and tells whoever has it and those who assist them. To be called within a transaction. */
export function putReply(store: Store, ws: Id, reply: SavedReply): void {
  store.putReply(ws, reply);
  tell(store, ws, reply.owner);
}

function tell(store: Store, ws: Id, owner: Id): void {
  for (const person of [owner, ...store.coordinatorsOf(ws, [owner])]) store.append(ws, { type: 'catalog', name: 'saved-replies', person });
}

/** What a practitioner keeps to write again. */
export class ReplyCommands {
  constructor(readonly parts: CommandParts) {}

  save(who: Who, { reply: { id, title, text } }: Of<'reply.save'>): object {
    const { access, store } = this.parts;
    access.require(who, 'reply.save');
    const problems = checkReply({ ...(title !== undefined && { title }), text }, who.workspace.limits);
    if (Object.keys(problems).length > 0) throw new ChatError('invalid', 'not a reply to save', { fields: problems });
    const own = store.replies(who.ws, [who.id]);
    if (own.length >= repliesPerPerson && !own.some((one) => one.id === id)) throw new ChatError('invalid', 'too many replies', { fields: { reply: 'too-many' } });
    putReply(store, who.ws, { id, owner: who.id, text, ...(title?.trim() && { title: title.trim() }) });
    return {};
  }

  /** One that is not there any more is no mistake: another window may have been first. */
  delete(who: Who, { reply }: Of<'reply.delete'>): object {
    const { access, store } = this.parts;
    access.require(who, 'reply.save');
    if (store.dropReply(who.ws, who.id, reply)) tell(store, who.ws, who.id);
    return {};
  }
}
