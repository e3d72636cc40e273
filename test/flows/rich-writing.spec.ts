import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { articles, field, send } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const picture = fileURLToPath(new URL('../../demo/seed/files/thigh-squeeze.png', import.meta.url));

/** As a word processor puts it on the clipboard. */
const fromWord = {
  'text/html': `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal { margin: 0; mso-style-parent: ""; }</style></head><body lang="EN-US"><!--StartFragment-->
<p class="MsoNormal"><b><span style="font-size:14.0pt;mso-bidi-font-size:11.0pt;color:#c00000">Warm up</span></b><span style="font-family:Calibri"> for <i>ten</i> minutes.<o:p></o:p></span></p>
<ul type="disc"><li class="MsoListParagraph" style="mso-list:l0 level1 lfo1">bicycle</li><li class="MsoListParagraph">stairs</li></ul><script>document.title = 'pwned'</script><!--EndFragment--></body></html>`,
  'text/plain': 'Warm up for ten minutes.\n- bicycle\n- stairs',
};

/** Puts this on the clipboard as a program beside the browser would. */
async function copy(page: Page, data: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((all) => addEventListener('copy', (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const [type, value] of Object.entries(all)) event.clipboardData?.setData(type, value);
  }, { capture: true, once: true }), data);
  await page.keyboard.press('Control+C');
}

/** What is written, as it is sent: the field keeps it behind the editor. */
const written = (page: Page): Promise<string> => page.locator('clinic-composer textarea').inputValue();

/** What stands out in formatted words, each with its text. */
const formats = async (scope: Locator): Promise<Record<string, string[]>> => ({
  headings: await scope.locator(':is(h1, h2, h3, h4, h5, h6, [role=heading])').allInnerTexts(),
  bold: await scope.locator('strong').allInnerTexts(),
  items: await scope.locator('li').allInnerTexts(),
  cells: (await scope.locator('th, td').allInnerTexts()).map((text) => text.trim()),
  links: await scope.locator('a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? '')),
  pictures: await scope.locator('img[alt]:not([alt=""])').evaluateAll((all) => all.map((image) => (image as HTMLImageElement).alt)),
});

const plan = {
  headings: ['Your week'], bold: ['Rest'], items: ['cool', 'raise'], cells: ['Day', 'Minutes', 'Monday', '10', '', ''],
  links: ['https://clinic.example/plan'], pictures: ['The thigh is squeezed'],
};

test('R-04 Dr. Lee writes with the tools, and pastes; the draft outlives a reload, and Ana reads what Dr. Lee has seen', async ({ open }) => {
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const { page: ana } = await open('ana', { path: '/messages/ana-maya', width: 390 });
  const tool = (name: string): Locator => maya.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name, exact: true });
  const panel = maya.locator('clinic-rich-panel');
  const keys = maya.keyboard;
  await maya.getByRole('button', { name: 'Formatting', exact: true }).click();
  await expect(tool('Bold')).toBeVisible();
  await expect(field(maya)).toBeFocused();

  // From a word processor, with its formatting, taken back, and without.
  await copy(maya, fromWord);
  await keys.press('Control+V');
  await expect.poll(() => written(maya)).toBe('**Warm up** for _ten_ minutes.\n\n- bicycle\n- stairs');
  await keys.press('Control+Z');
  await expect.poll(() => written(maya)).toBe('');
  await keys.press('Control+Shift+V');
  await expect(field(maya)).toContainText('Warm up for ten minutes.');
  expect((await formats(field(maya)))['bold']).toEqual([]);
  await tool('Undo').click();
  await expect.poll(() => written(maya)).toBe('');

  await tool('Heading').click();
  await keys.type('Your week');
  await keys.press('Shift+Enter');
  await tool('Bold').click();
  await keys.type('Rest');
  await tool('Bold').click();
  await keys.type(' in the evening, see ');
  await tool('Link').click();
  await panel.getByRole('textbox', { name: 'Address' }).fill('clinic.example/plan');
  await panel.getByRole('button', { name: 'Set link' }).click();
  await expect(panel).toHaveCount(0);
  await expect(field(maya)).toBeFocused();
  await keys.press('Shift+Enter');
  await tool('Image').click();
  const choosing = maya.waitForEvent('filechooser');
  await panel.getByRole('button', { name: 'Choose an image from the device' }).click();
  await (await choosing).setFiles(picture);
  await panel.getByRole('textbox', { name: 'What it shows' }).fill('The thigh is squeezed');
  // As long as the image is on its way, one is asked for patience.
  const insert = panel.getByRole('button', { name: 'Insert image' });
  await expect.poll(async () => {
    if (await insert.isVisible()) await insert.click();
    return panel.count();
  }).toBe(0);
  await expect(field(maya)).toBeFocused();
  await keys.press('Shift+Enter');
  await tool('Bullet list').click();
  await keys.type('cool');
  await keys.press('Enter');
  await keys.type('raise');
  await keys.press('Enter');
  await keys.press('Enter');
  await tool('Insert table').click();
  for (const [words, key] of [['Day', 'Tab'], ['Minutes', 'Tab'], ['Monday', 'Tab'], ['10', 'ArrowRight']] as const) {
    await keys.type(words);
    await keys.press(key);
  }
  await expect.poll(() => formats(field(maya))).toEqual(plan);

  // Her other tab has it as well, so that it is kept.
  const draft = await written(maya);
  const second = await maya.context().newPage();
  await second.goto(maya.url());
  await expect.poll(() => written(second)).toBe(draft);
  await second.close();
  await maya.reload();
  await expect.poll(() => formats(field(maya))).toEqual(plan);
  expect(await written(maya)).toBe(draft);

  await send(maya).click();
  await expect.poll(() => written(maya)).toBe('');
  await expect(articles(ana).last().getByRole('img', { name: 'The thigh is squeezed' })).toBeVisible();
  for (const side of [ana, maya]) await expect.poll(() => formats(articles(side).filter({ hasText: 'Your week' }).last())).toEqual(plan);
  expect(await maya.title()).not.toBe('pwned');
});
