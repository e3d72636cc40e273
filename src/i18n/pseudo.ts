/** Pseudo-locales, for tests and stories: give `pseudoCatalogs` to `translator`, with `en-XA` (longer, accented) or `ar-XB` (right to left) as the locale. */
import { composerEnglish } from './composer.js';
import { connectionEnglish } from './connection.js';
import { errorsEnglish } from './errors.js';
import { documentsEnglish } from './documents.js';
import { galleryEnglish } from './gallery.js';
import { moreEnglish } from './more.js';
import { peopleEnglish } from './people.js';
import { richEnglish } from './rich.js';
import { statesEnglish } from './states.js';
import { en } from './strings.js';
import type { Catalog, Catalogs } from './translate.js';
import { writingEnglish } from './writing.js';

/** Text that reads as English, but longer and accented, so that cut-off and hard-coded words show. */
const accented = (text: string): string => outsidePlaceholders(text, (run) => run.replace(/[aeiouyn]/gi, '$&\u0301')) + ' ~~~'.slice(0, 1 + text.length / 3);
/** Text that runs from right to left whatever its letters are. */
const mirrored = (text: string): string => outsidePlaceholders(text, (run) => run.replace(/\S+/g, '\u202e$&\u202c'));
const outsidePlaceholders = (text: string, change: (run: string) => string): string =>
  text.split(/(\{\w+\})/).map((run, i) => (i % 2 ? run : change(run))).join('');

const changed = (change: (text: string) => string): Catalog =>
  Object.fromEntries(Object.entries({ ...en, ...moreEnglish, ...composerEnglish, ...errorsEnglish, ...statesEnglish, ...richEnglish, ...connectionEnglish, ...peopleEnglish, ...writingEnglish, ...documentsEnglish, ...galleryEnglish }).map(([key, text]) => [key, change(text)]));

export const pseudoCatalogs: Catalogs = { 'en-XA': changed(accented), 'ar-XB': changed(mirrored) };
