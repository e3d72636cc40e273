import type { Message } from './message.js';
import { isPatientSide, type Participant } from './participant.js';

/**
 * Since when the patient's side waits for an answer: the time of its first message after the care team's last one. Undefined where the care
 * team wrote last, or nobody did.
 * @param messages of one thread, ascending, without those of quiet kinds
 */
export function waitingSince(messages: readonly Pick<Message, 'author' | 'sentAt'>[], who: (id: string) => Pick<Participant, 'role'> | undefined): number | undefined {
  let since: number | undefined;
  for (let at = messages.length - 1; at >= 0; at--) {
    const { author, sentAt } = messages[at] as Pick<Message, 'author' | 'sentAt'>;
    const person = who(author);
    // Nobody's: the clinic's own.
    if (!person) continue;
    if (!isPatientSide(person)) return since;
    since = sentAt;
  }
  return since;
}
