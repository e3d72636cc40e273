import { expect } from '@open-wc/testing';
import { translator } from '../../src/i18n/index.js';
import '../../src/ui/rich-images.js';
import '../../src/ui/rich-links.js';
import { richText, type RichTextSurroundings } from '../../src/ui/rich-text.js';
import { attacks } from './attacks.js';

const t = translator('en');
const around: RichTextSurroundings = { t, remoteImages: false, image: () => undefined };
const draw = (text: string, surroundings = around): HTMLElement => {
  const box = document.createElement('div');
  const fragment = richText(text, surroundings);
  if (fragment) box.append(fragment);
  else box.textContent = text;
  return box;
};

/** Everything that must never stand in a message, whatever was typed. */
function dangers(box: HTMLElement): string[] {
  const found: string[] = [];
  for (const element of box.querySelectorAll('*')) {
    const name = element.localName;
    if (!/^(p|br|hr|strong|em|del|code|pre|blockquote|ul|ol|li|a|span|div|table|thead|tbody|tr|th|td|img|button)$/.test(name)) found.push(`<${name}>`);
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') found.push(`namespace of <${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^(style|srcdoc|srcset|formaction|action|xlink:href|id|name|ping|background|poster|is|slot|part)$/.test(attribute)) found.push(`${name}[${attribute}]`);
      if (attribute === 'href' && !/^(https?:\/\/|mailto:|tel:)/.test(value)) found.push(`href ${value}`);
      if (attribute === 'src') found.push(`src ${value}`);
    }
  }
  return found;
}

describe('ui: rich text, attacks', () => {
  it('has a corpus of at least 60', () => {
    expect(attacks.length).to.be.at.least(60);
  });
  for (const attack of attacks) {
    it(`R-04 nothing runs, loads or leads astray in ${JSON.stringify(attack).slice(0, 90)}`, async () => {
      const globals = window as unknown as Record<string, unknown>;
      globals['pwned'] = undefined;
      globals['alert'] = () => { globals['pwned'] = true; };
      const box = draw(attack);
      document.body.append(box);
      expect(dangers(box)).to.deep.equal([]);
      for (const link of box.querySelectorAll('a')) {
        expect(link.rel).to.equal('noopener noreferrer');
        expect(link.target).to.equal('_blank');
        expect(link.textContent.trim()).not.to.equal('');
      }
      await new Promise((done) => setTimeout(done, 0));
      box.remove();
      expect(globals['pwned']).to.equal(undefined);
    });
  }
});

describe('ui: rich text', () => {
  it('R-04 draws headings, lists, bold, italic, quotes, code, tables and links', () => {
    const box = draw('# One\n\n**bold** *it* ~~del~~ `code`\n\n- a\n- b\n\n3. c\n4. d\n\n> quote\n\n```js\nlet x;\n```\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n[link](https://example.org/x) and [mail](mailto:a@b.org) and [tel](tel:+4930123456)');
    for (const selector of ['[role=heading]', 'strong', 'em', 'del', 'code', 'ul > li', 'ol[start="3"] > li', 'blockquote', '.scroll > pre', '.scroll > table td']) {
      expect(box.querySelector(selector), selector).not.to.equal(null);
    }
    expect([...box.querySelectorAll('a')].map((link) => link.getAttribute('href'))).to.deep.equal(['https://example.org/x', 'mailto:a@b.org', 'tel:+4930123456']);
  });

  it('R-04 headings never break the host page’s outline: no h1 to h6, level 3 at the highest, no level left out', () => {
    const box = draw('## Two\n\n#### Four\n\n###### Six\n\n## Two again');
    expect(box.querySelector('h1,h2,h3,h4,h5,h6')).to.equal(null);
    expect([...box.querySelectorAll('[role=heading]')].map((heading) => heading.getAttribute('aria-level'))).to.deep.equal(['3', '4', '5', '3']);
  });

  it('R-04 HTML that somebody typed is shown as text', () => {
    const box = draw('a <b>bold</b> claim\n\n<script>alert(1)</script>');
    expect(box.querySelector('b, script')).to.equal(null);
    expect(box.textContent).to.contain('<b>bold</b>').and.to.contain('<script>alert(1)</script>');
  });

  it('R-04 tables and code scroll by themselves, by keyboard too, and have a name', () => {
    const frames = [...draw('| a |\n|---|\n| 1 |\n\n```\nx\n```').querySelectorAll('.scroll')];
    expect(frames.map((frame) => [frame.getAttribute('tabindex'), frame.getAttribute('role'), frame.getAttribute('aria-label')])).to.deep.equal([['0', 'group', 'Table'], ['0', 'group', 'Code']]);
  });

  it('R-04 a remote image never loads by itself: a chip names its host', () => {
    const box = draw('![x-ray](https://tracker.example/p.gif?who=ana)');
    expect(box.querySelector('img')).to.equal(null);
    expect(box.textContent).to.contain('x-ray · Image from tracker.example');
    expect(box.querySelector('button')).to.equal(null);
  });

  it('R-04 a remote image loads on request only, where the portal allows it', () => {
    const box = draw('![x-ray](https://tracker.example/p.gif)', { ...around, remoteImages: true });
    const button = box.querySelector('button');
    expect(button?.textContent).to.contain('Load image from tracker.example');
    expect(box.querySelector('img')).to.equal(null);
  });

  it('R-04 an image of an upload is read through its own address, in its box before it comes', async () => {
    const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
    const box = draw('![my knee](clinic-file:f-1)', { ...around, image: (id) => (id === 'f-1' ? { url: Promise.resolve(pixel), width: 640, height: 480 } : undefined) });
    await Promise.resolve();
    const image = box.querySelector('img');
    const { inlineSize, aspectRatio } = image!.parentElement!.style;
    expect([image?.alt, inlineSize, Number.parseFloat(aspectRatio).toFixed(2), image?.src]).to.deep.equal(['my knee', '360px', '1.33', pixel]);
    expect(draw('![gone](clinic-file:f-2)').textContent.trim()).to.equal('gone');
  });

  it('R-04 words that read as one address do not lead to another', () => {
    const link = draw('[https://clinic.example/results](https://evil.example/login)').querySelector('a');
    expect(link?.textContent).to.equal('https://evil.example/login');
  });

  it('R-04 telephone numbers and addresses in running text become links, in code they do not', () => {
    const box = draw('Call +49 30 123456 or see https://clinic.example.\n\n`+49 30 123456`');
    expect([...box.querySelectorAll('a')].map((link) => link.getAttribute('href'))).to.deep.equal(['tel:+4930123456', 'https://clinic.example/']);
  });

  it('a list, with its marks, and a table take the direction of their words', () => {
    const box = draw('1. one\n   - two\n\n| a |\n|---|\n| 1 |');
    expect([...box.querySelectorAll('ol, ul, li, .scroll')].map((element) => element.getAttribute('dir'))).to.deep.equal(['auto', null, null, null, 'auto']);
  });

  it('the same text is drawn anew for each message and keeps its result', () => {
    const text = '**again**';
    const [a, b] = [richText(text, around), richText(text, around)];
    expect(a).not.to.equal(b);
    expect(b?.textContent.trim()).to.equal('again');
  });
});

describe('ui: rich text, poison', () => {
  const poison: Record<string, string> = {
    'quotes': '>'.repeat(5000), 'quotes in lists': '> * '.repeat(1250), 'numbered lists': '1. '.repeat(1600), 'stars': '*a '.repeat(1666),
    'underscores': 'a_'.repeat(2500), 'brackets': '['.repeat(5000), 'image brackets': '!['.repeat(2500), 'ticks': '`'.repeat(5000), 'table': `${'|a'.repeat(1200)}\n${'|-'.repeat(1200)}`,
    'deep lists': Array.from({ length: 90 }, (_, i) => `${' '.repeat(i)}- a`).join('\n'), 'a megabyte': 'word *and* '.repeat(100_000), 'mixed': '*_'.repeat(2500), 'comments': '<!--'.repeat(1250), 'nothing': '   \n\n  ',
  };
  // Over the budget: they would take seconds or overflow the stack, and are shown plain, unparsed.
  const plain = ['quotes', 'quotes in lists', 'numbered lists', 'stars', 'underscores', 'table', 'a megabyte', 'mixed'];
  for (const [name, text] of Object.entries(poison)) {
    it(`R-04 ${name}: does not throw, keeps to the budget, loses nothing`, () => {
      const box = draw(text);
      expect(richText(text, around) === undefined).to.equal(plain.includes(name));
      expect(box.querySelectorAll('*').length).to.be.at.most(4_000);
      if (!text.includes('|') && text.trim() && text.length < 10_000 && !/^[`*_\s-]/.test(text)) expect(box.textContent.length).to.be.above(0);
    });
  }
});
