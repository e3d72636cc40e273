import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayNumber, formatCount, formatDay, formatList, formatNumber, formatRowTime, formatTime } from '../../src/i18n/format.js';
import { formatSpan } from '../../src/i18n/format-span.js';
import { formatSize } from '../../src/i18n/format-size.js';
import '../../src/i18n/more.js';
import { pseudoCatalogs } from '../../src/i18n/pseudo.js';
import { directionOf, en, translator } from '../../src/i18n/index.js';

describe('i18n: words', () => {
  it('chooses the plural of the language and writes numbers in it', () => {
    const t = translator('en');
    assert.equal(t('threads.unread', { count: 1 }), '1 unread');
    assert.equal(t('threads.unread', { count: 1200 }), '1,200 unread');
    const polish = translator('pl', { pl: { 'x.one': 'plik', 'x.few': 'pliki', 'x.many': 'plików', 'x.other': 'pliku' } });
    assert.deepEqual([1, 3, 5].map((count) => polish('x', { count })), ['plik', 'pliki', 'plików']);
  });
  it('keeps the accessible names that the house promises', () => {
    const t = translator('en');
    assert.equal(t('messages.unread', { count: 3 }), 'Messages, 3 unread');
    assert.deepEqual(['messages', 'composer.message', 'composer.send', 'composer.attach', 'threads.new', 'new.recipient', 'threads', 'latest', 'composer.upload'].map((key) => t(key)),
      ['Messages', 'Message', 'Send', 'Attach files', 'New message', 'Recipient', 'Threads', 'Jump to latest', 'Upload from device']);
  });
  it('merges the catalogues of kinds and portals, the more special language first', () => {
    const t = translator('de-AT', { en: { 'form.title': 'Form' }, de: { 'form.title': 'Formular', retry: 'Nochmal' } }, undefined, { 'de-AT': { retry: 'Noch amoi' } });
    assert.deepEqual([t('form.title'), t('retry'), t('composer.send')], ['Formular', 'Noch amoi', 'Send']);
  });
  it('gives an unknown key back and says so once', (context) => {
    const warn = context.mock.method(console, 'warn', () => undefined);
    const t = translator('en');
    assert.equal(t('no.such.key'), 'no.such.key');
    t('no.such.key');
    assert.equal(warn.mock.callCount(), 1);
  });
  it('leaves placeholders without a value as they are and never reads a value as a pattern', () => {
    const t = translator('en', { en: { hello: '{a} and {b}' } });
    assert.equal(t('hello', { a: '{b} $& $1' }), '{b} $& $1 and {b}');
  });
  it('survives a locale that is none', () => {
    assert.equal(translator('not a locale')('retry'), 'Try again');
    assert.equal(formatTime('not a locale', 0, 'UTC'), formatTime('en', 0, 'UTC'));
  });
  it('has pseudo-locales: longer and accented, and right to left, placeholders kept', () => {
    for (const key of Object.keys(en)) {
      const text = translator('en-XA', pseudoCatalogs)(key, { name: 'N' });
      assert.ok(text.length > translator('en')(key, { name: 'N' }).length, key);
    }
    assert.match(translator('ar-XB', pseudoCatalogs)('upload.retry', { name: 'scan.pdf' }), /\u202eTry\u202c scan\.pdf/);
    assert.deepEqual(['ar', 'ar-XB', 'he-IL', 'fa', 'ur', 'en', 'arn', 'az'].map(directionOf), ['rtl', 'rtl', 'rtl', 'rtl', 'rtl', 'ltr', 'ltr', 'ltr']);
  });
});

describe('i18n: format', () => {
  const noon = Date.UTC(2026, 4, 20, 12);
  const day = 864e5;
  it('names days as people do', () => {
    const name = (ago: number) => formatDay('en-GB', noon - ago * day, noon, 'UTC');
    assert.deepEqual([0, 1, 2, 6].map(name), ['Today', 'Yesterday', 'Monday', 'Thursday']);
    assert.match(name(7), /13 May/);
    assert.match(name(400), /2025/);
  });
  it('counts days in the viewer’s time zone', () => {
    const late = Date.UTC(2026, 4, 19, 23, 30);
    assert.equal(formatDay('en', late, noon, 'UTC'), 'Yesterday');
    assert.equal(formatDay('en', late, noon, 'Europe/Berlin'), 'Today');
    assert.equal(dayNumber(noon, 'UTC') - dayNumber(noon - day, 'UTC'), 1);
    assert.equal(formatTime('en-GB', late, 'Asia/Tokyo'), '08:30');
  });
  it('shortens times in rows', () => {
    const row = (ago: number) => formatRowTime('en-GB', noon - ago * day, noon, 'UTC');
    assert.deepEqual([0, 1, 2, 30].map(row), ['12:00', 'Yesterday', 'Mon', '20 Apr']);
  });
  it('shows nothing where there is no time', () => {
    assert.equal(formatTime('en', Number.NaN), '');
    assert.equal(formatDay('en', Number.NaN), '');
    assert.equal(formatTime('en', 1e20), '');
  });
  it('R-06 sizes read as limits are told: 209,715,200 bytes are 200 MB', () => {
    assert.deepEqual([0, 1, 1023, 1024, 1.5 * 2 ** 20, 209_715_200].map((bytes) => formatSize('en', bytes)), ['0 bytes', '1 byte', '1,023 bytes', '1 kB', '1.5 MB', '200 MB']);
  });
  it('writes lists, counts and spans', () => {
    assert.equal(formatList('en', ['Ana', 'Luis']), 'Ana and Luis');
    assert.deepEqual([7, 99, 100].map((count) => formatCount('en', count)), ['7', '99', '99+']);
    assert.deepEqual(['en', 'de-CH', 'ar-EG', 'fa', 'en-u-nu-deva', 'no such'].map((locale) => formatNumber(locale, 42)), ['42', '42', '٤٢', '۴۲', '४२', '42']);
    assert.deepEqual([999, 1_000, 0.5, -7, -0].map((value) => formatNumber('en', value)), ['999', '1,000', '0.5', '-7', '0']);
    assert.deepEqual([100, 12_000, 120_000].map((ms) => formatSpan('en', ms)), ['1 second', '12 seconds', '2 minutes']);
  });
});
