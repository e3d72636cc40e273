/** Pseudo-locales, for tests and stories: import this module, then use `en-XA` (longer, accented) or `ar-XB` (right to left) as the locale. */
import { pseudo } from './translate.js';

/** Text that reads as English, but longer and accented, so that cut-off and hard-coded words show. */
const accented = (text: string): string => outsidePlaceholders(text, (run) => run.replace(/[aeiouyn]/gi, '$&\u0301')) + ' ~~~'.slice(0, 1 + text.length / 3);
/** Text that runs from right to left whatever its letters are. */
const mirrored = (text: string): string => outsidePlaceholders(text, (run) => run.replace(/\S+/g, '\u202e$&\u202c'));
const outsidePlaceholders = (text: string, change: (run: string) => string): string =>
  text.split(/(\{\w+\})/).map((run, i) => (i % 2 ? run : change(run))).join('');

pseudo.set('en-XA', accented).set('ar-XB', mirrored);
