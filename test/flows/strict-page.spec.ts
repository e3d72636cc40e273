import { fileURLToPath } from 'node:url';
import { articles, attach, field, log, openPopup, openThread, say, send } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types lit-html clinic-chat";
const image = fileURLToPath(new URL('../../demo/seed/files/heel-slide.png', import.meta.url));
const document = fileURLToPath(new URL('../../demo/seed/files/laboratory-report.pdf', import.meta.url));

const forms = [
  { name: 'the strict header', query: '', header: strict },
  { name: 'the strict header, one-file form', query: 'form=iife', header: strict },
  { name: 'the header for several copies: our bundle twice, a portal’s own lit and DOMPurify', query: 'csp=copies', header: `${strict} dompurify 'allow-duplicates'` },
];

for (const [index, { name, query, header }] of forms.entries()) {
  // The fixture fails the test on any console error, violation of the policy, or request to another origin.
  test(`R-04 R-06 R-10 under ${name} text, rich text, images, files, gallery and new messages work`, async ({ open, portal }) => {
    const answer = await fetch(`${portal.url}/?as=ana${query ? `&${query}` : ''}`);
    expect(answer.headers.get('content-security-policy')).toBe(header);
    const { page } = await open('ana', { query });
    const window = await openPopup(page);
    const list = await openThread(window, 'Dr. Maya Lee');
    await expect(list.getByRole('table').last()).toBeVisible();

    const shownImage = articles(window).filter({ hasText: 'Three weeks today' }).getByRole('button', { name: /Open image/ }).first();
    await shownImage.scrollIntoViewIfNeeded();
    const seeded = shownImage.locator('img');
    await expect(seeded).toBeVisible();
    await expect.poll(() => seeded.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    await shownImage.click();
    // Its code comes now: the popup's window is a dialog as well.
    const gallery = page.locator('clinic-ui-gallery dialog');
    await expect(gallery).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(gallery).toBeHidden();

    await say(window, `Under ${name}`);
    await expect(list.getByText(`Under ${name}`, { exact: true })).toBeVisible();

    await attach(window, [image, document]);
    await field(window).fill(`With two files, ${index}`);
    await expect(send(window)).toBeEnabled();
    await send(window).click();
    const sent = articles(window).filter({ hasText: `With two files, ${index}` });
    await expect(sent.getByRole('button', { name: /Open image/ }).locator('img')).toBeVisible();
    await expect(sent.getByText('laboratory-report')).toBeVisible();
    const download = page.waitForEvent('download');
    await sent.getByRole('button', { name: /^Download .*laboratory/ }).or(sent.getByRole('link', { name: /laboratory/ })).first().click();
    expect((await download).suggestedFilename()).toContain('laboratory-report');

    if (query === 'csp=copies') {
      await expect(page.locator('portal-weather')).toContainText('Weather at the clinic');
      await expect(page.locator('#own-note i')).toHaveText('Bring a coat.');
    }
  });
}

test('R-14 no page of the portal asks another origin for anything', async ({ open }) => {
  const { page } = await open('maya', { path: '/two-sides' });
  await expect(log(page).first().getByRole('article').first()).toBeVisible();
  await expect(log(page).nth(1).getByRole('article').first()).toBeVisible();
  const [anas, mayas] = [page.locator('clinic-inbox').first(), page.locator('clinic-inbox').nth(1)];
  await say(anas, 'From one side of the page to the other');
  await expect(mayas.getByRole('log').getByText('From one side of the page to the other', { exact: true })).toBeVisible();
});
