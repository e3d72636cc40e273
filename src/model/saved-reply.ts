import type { Limits } from './limits.js';
import { isCoordinator, isDoctor, isPatient, type Participant, type Viewer } from './participant.js';
import type { Id } from './primitives.js';
import { isBlank, textLength } from './text.js';

/** words that a practitioner keeps to use again. They are their own; whoever assists them uses them. */
export interface SavedReply {
  /** Made by the client. */
  id: Id;
  /** The practitioner whose it is. */
  owner: Id;
  title?: string;
  /** As it would be sent, with its placeholders. */
  text: string;
}

/** What a workspace fills in besides: `[OPENING HOURS]` has the id `OPENING HOURS`. */
export interface Placeholder { id: string; value: string }

export const replyTitleLength = 100;
/** As many as a client reads. */
export const repliesPerPerson = 1_000;

/** What a reply is called: its title, else its first line. */
export const replyName = ({ title, text }: Pick<SavedReply, 'title' | 'text'>): string => title?.trim() || (text.trim().split('\n', 1)[0] ?? '');

const byName = new Intl.Collator(undefined, { numeric: true });

/** In the order of their names. */
export const sortReplies = (replies: readonly SavedReply[]): SavedReply[] =>
  [...replies].sort((a, b) => byName.compare(replyName(a), replyName(b)) || (a.id < b.id ? -1 : 1));

/** Whose replies somebody uses: their own; a coordinator those of the practitioners among these people whom they assist. */
export const replyOwners = (viewer: Pick<Participant, 'id' | 'role'>, people: readonly Pick<Participant, 'id' | 'role'>[], assists: (practitioner: Id) => boolean): Id[] =>
  isCoordinator(viewer) ? people.filter((who) => isDoctor(who) && assists(who.id)).map(({ id }) => id) : [viewer.id];

/** Why this cannot be saved, by field. A reply may be as long as a message, for it is sent as one. */
export function checkReply({ title = '', text }: Pick<SavedReply, 'title' | 'text'>, limits: Pick<Limits, 'textLength'>): Partial<Record<'title' | 'text', 'empty' | 'too-long'>> {
  const length = textLength(text);
  return {
    ...(title.trim().length > replyTitleLength && { title: 'too-long' }),
    ...(isBlank(text) ? { text: 'empty' } : length > limits.textLength && { text: 'too-long' }),
  };
}

/** Something in brackets that is no link; an editor's Markdown has strokes before them. */
const inBrackets = /\\?\[([^[\]\n\\]{2,60})\\?\](?![([])/gu;
/** What looks like a placeholder whoever has made it: capitals, two at least. A tick `[X]` and ordinary words in brackets are none. */
const inCapitals = /^(?=(?:.*\p{Lu}){2})[^\p{Ll}]+$/u;

/** Words in small letters are ordinary words: only what has a capital is the same in capitals. */
function nameOf(words: string): string {
  const name = words.trim().replace(/\s+/g, ' ');
  return /\p{Lu}/u.test(name) ? name.toUpperCase() : name;
}

/** Puts the values in the place of their placeholders. `value` is asked by name. */
export const fillPlaceholders = (text: string, value: (name: string) => string | undefined): string =>
  text.replace(inBrackets, (whole, words: string) => value(nameOf(words)) ?? whole);

/** The placeholders that stand in a text, each once, as they are written: those with a known name, and what looks like one. */
export function placeholdersIn(text: string, known: (name: string) => boolean = () => false): string[] {
  const found = [...text.matchAll(inBrackets)].map(([, words = '']) => words.trim()).filter((words) => inCapitals.test(words) || known(nameOf(words)));
  return [...new Map(found.map((words) => [nameOf(words), `[${words}]`])).values()];
}

/** What everybody's placeholders stand for in a thread. With several patients nobody's name is guessed. */
export function placeholderValues(viewer: Viewer, clinic: string, people: readonly Participant[], own: readonly Placeholder[]): ReadonlyMap<string, string | undefined> {
  const patients = people.filter((who) => who.active && isPatient(who));
  return new Map<string, string | undefined>([
    ...own.map(({ id, value }) => [nameOf(id), value] as const),
    ['PATIENT NAME', patients.length === 1 ? patients[0]?.name : undefined], ['MY NAME', viewer.name], ['CLINIC', clinic],
  ]);
}
