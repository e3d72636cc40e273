import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { safeHref, shownAddress } from '../../src/ui/addresses.js';
import { linkParts } from '../../src/ui/links.js';
import { fileNameParts } from '../../src/ui/file-name.js';
import { initials, safeName, stableNumber } from '../../src/ui/safe-text.js';

const links = (text: string) => linkParts(text).filter((part) => typeof part !== 'string').map((part) => `${part.text} → ${part.href}`);

describe('ui: names', () => {
  it('takes controls of direction, invisible joiners and line ends out of names', () => {
    assert.equal(safeName('invoice\u202efdp.exe'), 'invoice fdp.exe');
    assert.equal(safeName('\u2066Ana\u2069\u200b \n Silva\u0000'), 'Ana Silva');
    assert.equal(safeName('\u202e\u200b\ufeff'), '');
    assert.equal(safeName('محمد علي'), 'محمد علي');
    assert.equal(safeName('👩‍⚕️ Dr. Lee'), '👩‍⚕️ Dr. Lee');
  });
  it('cuts floods of combining marks and leaves what languages need', () => {
    assert.equal(safeName(`Z${'\u0301'.repeat(500)}a`), `Z${'\u0301'.repeat(4)}a`);
    assert.equal(safeName('ที่นี่ पुष्टि'), 'ที่นี่ पुष्टि');
  });
  it('R-06 sets a file’s extension apart, whatever its name pretends', () => {
    assert.deepEqual(fileNameParts('scan.pdf.exe'), { stem: 'scan.pdf', extension: 'exe' });
    assert.deepEqual(fileNameParts('README'), { stem: 'README', extension: '' });
    assert.deepEqual(fileNameParts('.profile'), { stem: '.profile', extension: '' });
    assert.deepEqual(fileNameParts(`${'a'.repeat(300)}.docx`), { stem: 'a'.repeat(300), extension: 'docx' });
    assert.deepEqual(fileNameParts('a. not an extension'), { stem: 'a. not an extension', extension: '' });
  });
  it('finds initials in any script and leaves titles out', () => {
    assert.deepEqual(['Dr. Maya Lee', 'Ana', 'Tom van Okafor', '李小龙', '', '🙂', '«Rosa» Diaz'].map(initials), ['ML', 'A', 'TO', '李', '', '', 'RD']);
  });
  it('gives the same person the same number', () => {
    assert.equal(stableNumber('ana', 6), stableNumber('ana', 6));
    const seen = new Set(Array.from({ length: 100 }, (_, i) => stableNumber(`p${i}`, 6)));
    assert.deepEqual([...seen].sort(), [1, 2, 3, 4, 5, 6]);
  });
});

describe('ui: links in plain text', () => {
  it('R-04 finds addresses, and leaves the sentence’s own marks out', () => {
    assert.deepEqual(links('See https://a.example/x?y=1#z, (http://b.example/p_(q)) or www.c.example. Bye!'), [
      'https://a.example/x?y=1#z → https://a.example/x?y=1#z', 'http://b.example/p_(q) → http://b.example/p_(q)', 'www.c.example → https://www.c.example/',
    ]);
  });
  it('R-04 finds mail and telephone numbers', () => {
    assert.deepEqual(links('Write to ana.silva+x@clinic.example or call +49 (0)30 123-456, (212) 555-0134, 030 1234567 or 415-555-0199.'), [
      'ana.silva+x@clinic.example → mailto:ana.silva+x@clinic.example', '+49 (0)30 123-456 → tel:+49030123456', '(212) 555-0134 → tel:2125550134', '030 1234567 → tel:0301234567', '415-555-0199 → tel:4155550199',
    ]);
  });
  it('R-04 takes no date, amount, time or record number for a telephone number', () => {
    assert.deepEqual(links('On 2026-05-12, 12.05.2026 or 12/05/2026 at 10:30-11:30 pay 1 200 000.50 for MRN 123456789, ICD M17.1, 200 000 000, 3x10-12, #5551234'), []);
  });
  it('R-04 never links another scheme, a user name before a host, or an address with hidden characters', () => {
    assert.deepEqual(links('javascript:alert(1) data:text/html,x https://clinic.example@evil.example vbscript:x file:///etc ftp://x.example http://'), []);
    assert.deepEqual(links('https://a.example\u202egnp.exe'), ['https://a.example → https://a.example/']);
  });
  it('R-04 shows hosts that mix scripts or pass for Latin as punycode', () => {
    assert.deepEqual(links('https://аррӏе.com/login https://pаypal.com https://müller.example https://日本.example https://президент.рф'), [
      'https://xn--80ak6aa92e.com/login → https://xn--80ak6aa92e.com/login', 'https://xn--pypal-4ve.com → https://xn--pypal-4ve.com/',
      'https://müller.example → https://xn--mller-kva.example/', 'https://日本.example → https://xn--wgv71a.example/', 'https://президент.рф → https://xn--d1abbgf6aiiy.xn--p1ai/',
    ]);
    assert.equal(shownAddress('https://clinic.example/a', 'https://clinic.example/a'), 'https://clinic.example/a');
  });
  it('R-05 loses no character: the parts are the text', () => {
    for (const text of ['', 'a', 'x https://a.example y', '  \n\t', '(www.a.example)', '+4930123456', '<script>alert(1)</script>']) {
      assert.equal(linkParts(text).map((part) => (typeof part === 'string' ? part : part.text)).join(''), text);
    }
  });
  // A pattern that tries everything would never come to its end here.
  it('R-04 comes to an end on what is made to be slow, and loses nothing of it', () => {
    for (const text of ['a'.repeat(5000), '1 '.repeat(2500), 'a@'.repeat(2500), 'www.'.repeat(1250), `http://${')'.repeat(4990)}`, '('.repeat(5000), `${'a.'.repeat(2000)}@b`, '+'.repeat(5000), '0-'.repeat(2500)]) {
      assert.equal(linkParts(text).map((part) => (typeof part === 'string' ? part : part.text)).join(''), text);
    }
  });
  it('accepts absolute http(s), mailto and tel only', () => {
    assert.deepEqual(['https://a.example', 'HTTP://A.example/x', 'mailto:a@b.example', 'tel:+49-30-1'].map(safeHref), ['https://a.example/', 'http://a.example/x', 'mailto:a@b.example', 'tel:+49-30-1']);
    for (const href of ['', ' ', '/x', '//x', '#x', '?x', 'x', 'javascript:1', 'java\nscript:1', ' javascript:1', 'data:,', 'blob:https://a', 'https:x', 'https://', 'http://user@x.example', 'mailto:', 'tel:', 'tel:javascript', 'clinic-file:1', 'https://a.example/\u202ex']) {
      assert.equal(safeHref(href), undefined, href);
    }
  });
});
