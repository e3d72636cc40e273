import { articles, bubble, expectInOrder, field, log, openPopup, openThread, say, send } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

/** Our own words: what Ana and Dr. Lee write to each other, in turns. */
const turns: readonly (readonly ['ana' | 'maya', string])[] = [
  ['ana', 'I cycled for fourteen minutes before breakfast.'],
  ['maya', 'How does the knee look now, two hours later?'],
  ['ana', 'Slim. I can see both edges of the kneecap.'],
  ['ana', 'And the scar is only a thin line.'],
  ['maya', 'Then sixteen minutes the day after tomorrow.'],
  ['maya', 'Keep the saddle where it is.'],
  ['ana', 'May I carry my niece? She is two & weighs < 12 kg.'],
  ['maya', 'Sitting down, yes. On the stairs, not yet.'],
  ['ana', '1. bicycle 2. stairs 3. niece *not* the other way round #promise'],
  ['maya', 'I take you at your word.'],
];

test('R-01 Ana at 390 px and Dr. Lee at 1280 px write in turns: each message stands on both sides once, in order', async ({ open }) => {
  const { page: ana } = await open('ana', { width: 390 });
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const phone = await openPopup(ana);
  const hers = await openThread(phone, 'Dr. Maya Lee');
  const theirs = log(maya, 'Ana Silva');
  await expect(theirs.getByRole('article').first()).toBeVisible();

  for (const [who, text] of turns) {
    await say(who === 'ana' ? phone : maya, text);
    await expect((who === 'ana' ? theirs : hers).getByText(text, { exact: true })).toBeVisible();
  }
  const texts = turns.map(([, text]) => text);
  await expectInOrder(hers, texts);
  await expectInOrder(theirs, texts);
  // Still so after both pages were loaded anew: the server has each of them once.
  await Promise.all([ana.reload(), maya.reload()]);
  await expectInOrder(log(maya, 'Ana Silva'), texts);
  await expectInOrder(await openThread(await openPopup(ana), 'Dr. Maya Lee'), texts);
});

test('R-02 the care team’s messages show name, role and time; one’s own are marked in words', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages/ana-team' });
  const list = log(page, 'Ana’s knee: back to running');
  await expect(list.getByText('Tom Okafor').first()).toBeVisible();
  await expect(list.getByText('Therapist').first()).toBeVisible();
  await expect(articles(page).filter({ hasText: 'you are not leaning' })).toHaveAccessibleName(/Tom Okafor.*\d/);
  await expect(articles(page).filter({ hasText: 'First walk along the river' })).toHaveAccessibleName(/You.*\d/);
});

test('R-03 a relation’s message says who wrote it and for whom', async ({ open }) => {
  const { page } = await open('maya', { path: '/messages/ana-office', expects: /./ });
  // Dr. Lee is no participant of that one: her own thread with Ana holds Luis’ messages.
  await expect(page.getByText('unused sessions')).toHaveCount(0);
  await page.goto(page.url().replace('ana-office', 'ana-maya'));
  await expect(articles(page).filter({ hasText: 'I will set alarms' })).toHaveAccessibleName(/Luis Silva.*Ana Silva/);
});

test('R-04 Dr. Lee’s heading, list, table, link and quote are drawn as such, outside the portal’s outline', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages/ana-maya' });
  const plan = articles(page).filter({ hasText: 'Weeks four to six' });
  await expect(plan.getByRole('table')).toBeVisible();
  await expect(plan.getByRole('listitem').first()).toContainText('Bicycle at home');
  const link = plan.getByRole('link', { name: /what insurers ask/ });
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(articles(page).getByRole('blockquote').first()).toBeVisible();
  expect(await plan.getByRole('heading', { level: 1 }).count()).toBe(0);
});

test('R-05 Enter sends, Shift+Enter breaks the line, a double Enter sends once', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages/ana-office' });
  await field(page).click();
  await page.keyboard.type('First line');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('second line');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('');
  const sent = articles(page).filter({ hasText: 'second line' });
  await expect(sent).toHaveCount(1);
  await field(page).fill('A double click');
  await send(page).dblclick();
  await expect(articles(page).filter({ hasText: 'A double click' })).toHaveCount(1);
  await page.reload();
  await expect(articles(page).filter({ hasText: 'A double click' })).toHaveCount(1);
  await expect(articles(page).filter({ hasText: 'second line' })).toHaveCount(1);
});

test('R-01 nobody but its participants reads a thread, the office neither', async ({ open }) => {
  const { page } = await open('office', { path: '/messages/ana-maya', expects: /./ });
  await expect(page.getByText('This thread is no longer available to you.')).toBeVisible();
  await expect(articles(page)).toHaveCount(0);
});

test('R-11 the bubble and the portal’s link count what is unread, and reading takes it away', async ({ open }) => {
  const { page } = await open('luis');
  await expect(bubble(page)).toHaveAccessibleName(/Messages, \d+ unread/);
  await expect(page.locator('#unread')).toBeVisible();
  const before = Number(/\d+/.exec((await bubble(page).getAttribute('aria-label')) ?? '')?.[0]);
  await openThread(await openPopup(page), 'Dr. Maya Lee');
  await expect.poll(async () => Number(/\d+/.exec((await bubble(page).getAttribute('aria-label')) ?? '0')?.[0] ?? 0)).toBeLessThan(before);
});
