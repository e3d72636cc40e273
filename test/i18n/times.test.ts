import { expect } from '@open-wc/testing';
import { formatDay, formatTime } from '../../src/i18n/format.js';

const languages = ['en', 'en-US', 'en-GB', 'de', 'de-AT', 'de-CH', 'de-DE', 'fr', 'fr-CH', 'fr-FR', 'it', 'it-CH', 'it-IT', 'nl', 'nl-NL', 'pt', 'pt-BR', 'pt-PT'];
const others = ['es', 'es-ES', 'es-MX', 'en-CA', 'en-AU', 'fr-CA', 'nl-BE', 'ar', 'hi', 'ja', 'ko', 'sv', 'en-US-u-hc-h23', 'de-u-nu-arab'];
/** A browser may set a space of its own before AM and PM. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

describe('times', () => {
  for (const locale of [...languages, ...others]) {
    it(`R-01 the time of day is the browser’s own words for it, known without asking or not (${locale})`, () => {
      const asked = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
      for (const [hour, minute] of [[0, 0], [0, 5], [9, 5], [11, 59], [12, 0], [12, 30], [13, 1], [23, 59]] as const) {
        const at = new Date(2026, 4, 5, hour, minute);
        expect(plain(formatTime(locale, at.getTime()))).to.equal(plain(asked.format(at)));
      }
    });
  }

  for (const locale of ['en', 'en-US', 'en-GB', 'de']) {
    it(`R-01 a day’s line is the browser’s own words for it, known without asking or not (${locale})`, () => {
      const now = new Date(2026, 10, 26, 12);
      const upper = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
      for (let ago = -3; ago < 400; ago++) {
        const at = new Date(2026, 10, 26 - ago, 9);
        const year = at.getFullYear() === 2026 ? undefined : 'numeric';
        const asked = ago === 0 || ago === 1
          ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-ago, 'day')
          : new Intl.DateTimeFormat(locale, ago > 1 && ago < 7 ? { weekday: 'long' } : { weekday: 'long', day: 'numeric', month: 'long', year }).format(at);
        expect(formatDay(locale, at.getTime(), now.getTime())).to.equal(upper(asked));
      }
    });
  }
});
