// Makes the images and the PDF of `files/` from the drawings in `art/`: `node demo/seed/make-files.mjs`. The results are committed.
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';

const here = new URL('./', import.meta.url);
const drawings = [
  ['heel-slide', 'png', 960, 640], ['thigh-squeeze', 'png', 960, 640], ['side-entrance', 'png', 1000, 700],
  ['knee-day-5', 'jpg', 900, 1200], ['knee-week-3', 'jpg', 900, 1200], ['river-path', 'jpg', 1200, 800],
];

const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
for (const [name, extension, width, height] of drawings) {
  const page = await browser.newPage({ viewport: { width, height } });
  const svg = await readFile(new URL(`art/${name}.svg`, here), 'utf8');
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  const bytes = await page.screenshot(extension === 'png' ? { type: 'png' } : { type: 'jpeg', quality: 62 });
  await writeFile(new URL(`files/${name}.${extension}`, here), bytes);
  await page.close();
}
const page = await browser.newPage();
await page.setContent(await readFile(new URL('art/laboratory-report.html', here), 'utf8'));
await page.pdf({ path: new URL('files/laboratory-report.pdf', here).pathname, preferCSSPageSize: true });
await browser.close();
