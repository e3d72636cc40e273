import { expect } from '@open-wc/testing';
import { rootCss } from '../../src/theme/index.js';
import { tonesCss } from '../../src/theme/tones.js';

/** Words and what they stand on. */
const textPairs: [text: string, on: string][] = [
  ...['color-page', 'color-raised', 'color-sunken', 'color-hover', 'color-accent-tint'].flatMap((on): [string, string][] => [
    ['color-text', on], ['color-text-soft', on], ['color-accent-text', on],
  ]),
  ['color-on-bubble-other', 'color-bubble-other'], ['color-text-soft', 'color-bubble-other'], ['color-accent-text', 'color-bubble-other'],
  ['color-on-bubble-own', 'color-bubble-own'], ['color-link-own', 'color-bubble-own'],
  ['color-on-header', 'color-header'], ['color-text-soft', 'color-header'],
  ['color-danger', 'color-danger-tint'], ['color-danger', 'color-page'], ['color-danger', 'color-raised'], ['color-danger', 'color-sunken'], ['color-text', 'color-danger-tint'],
  ['color-warning', 'color-warning-tint'], ['color-text', 'color-warning-tint'], ['color-warning', 'color-raised'], ['color-warning', 'color-page'],
  ['color-success', 'color-success-tint'], ['color-text', 'color-success-tint'], ['color-success', 'color-raised'], ['color-success', 'color-page'],
  ...['color-accent', 'color-accent-hover', 'color-accent-pressed'].map((on): [string, string] => ['color-on-accent', on]),
  ...[1, 2, 3, 4, 5, 6].map((n): [string, string] => ['color-on-avatar', `color-avatar-${n}`]),
];
/** Lines and marks that one must see (WCAG 1.4.11). */
const markPairs: [mark: string, on: string][] = [
  ['color-control', 'color-page'], ['color-control', 'color-raised'], ['color-focus', 'color-page'], ['color-focus', 'color-raised'], ['color-focus', 'color-sunken'],
];

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

function rgba(color: string): [number, number, number, number] {
  if (!canvas) throw new Error('no canvas');
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a];
}

function luminance(color: string): number {
  const [r, g, b] = rgba(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const ratio = (a: string, b: string): number => {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

function surface(design: string, scheme: string, accent?: string) {
  const host = document.createElement('div');
  host.setAttribute('design', design);
  host.setAttribute('scheme', scheme);
  if (accent) host.style.setProperty('--clinic-color-accent', accent);
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rootCss + tonesCss);
  root.adoptedStyleSheets = [sheet];
  const probe = document.createElement('span');
  root.append(probe);
  document.body.append(host);
  const color = (token: string): string => {
    probe.style.color = '';
    probe.style.color = `var(--_${token})`;
    const value = getComputedStyle(probe).color;
    // A transparent surface lets the page's surface through.
    return rgba(value)[3] === 0 && token !== 'color-page' ? color('color-page') : value;
  };
  return { color, remove: () => host.remove() };
}

function failures(design: string, scheme: string, pairs: [string, string][], least: number, accent?: string): string[] {
  const { color, remove } = surface(design, scheme, accent);
  const found = pairs
    .map(([a, b]) => ({ a, b, is: ratio(color(a), color(b)) }))
    .filter(({ is }) => is < least)
    .map(({ a, b, is }) => `${a} on ${b}: ${is.toFixed(2)}`);
  remove();
  return found;
}

describe('theme: contrast', () => {
  for (const design of ['modern', 'classic']) {
    for (const scheme of ['light', 'dark']) {
      it(`R-15 every text has at least 4.5:1 in ${design}, ${scheme}`, () => {
        expect(failures(design, scheme, textPairs, 4.5)).to.deep.equal([]);
      });
      it(`R-15 every mark that one must see has at least 3:1 in ${design}, ${scheme}`, () => {
        expect(failures(design, scheme, markPairs, 3)).to.deep.equal([]);
      });
    }
  }

  it('R-15 any accent that a host sets gives readable words on it and of it', () => {
    const accents = ['#ffd400', '#000', '#fff', '#e4002b', '#767676', '#0057b8', '#7cfc00', 'hotpink', 'oklch(0.7 0.2 200)', '#1a1a2e', 'light-dark(#036, #9cf)'];
    const found = accents.flatMap((accent) =>
      ['modern', 'classic'].flatMap((design) =>
        ['light', 'dark'].flatMap((scheme) => failures(design, scheme, textPairs, 4.5, accent).map((line) => `${accent} ${design} ${scheme}: ${line}`)),
      ),
    );
    expect(found).to.deep.equal([]);
  });
});
