import type { Page, Route } from '@playwright/test';
import { articles, bubble, field, log, openPopup, popup, row, say } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const office = '/messages/ana-office';
const commands = /\/api\/chat\/commands/;
/** What a broken server makes the browser itself write into the console. */
const network = /Failed to load resource|net::ERR/;

/** Answers the next sending of a message like this, and lets everything else through. */
async function nextSend(page: Page, answer: (route: Route) => Promise<void>, times = 1): Promise<() => number> {
  let met = 0;
  await page.route(commands, (route) => {
    if (met >= times || !route.request().postData()?.includes('message.send')) return route.continue();
    met += 1;
    return answer(route);
  });
  return () => met;
}

const problem = (status: number, code: string, headers: Record<string, string> = {}) => (route: Route): Promise<void> =>
  route.fulfill({ status, headers: { 'content-type': 'application/problem+json', ...headers }, body: JSON.stringify({ type: `urn:clinic-chat:problem:${code}`, title: code, status, code }) });

const refusals = [
  { name: 'a 500', answer: problem(500, 'unavailable'), times: 1 },
  { name: 'a 429 with Retry-After', answer: problem(429, 'rate-limited', { 'retry-after': '1' }), times: 1 },
  { name: 'a 401 in mid-send', answer: problem(401, 'unauthenticated'), times: 1 },
  { name: 'a lost connection after the server took it', answer: async (route: Route) => { await route.fetch(); await route.abort('connectionreset'); }, times: 1 },
];

for (const { name, answer, times } of refusals) {
  test(`R-05 ${name}: the message waits, goes out by itself, and stands there once`, async ({ open }) => {
    const { page } = await open('ana', { path: office, expects: network });
    await expect(articles(page).first()).toBeVisible();
    const met = await nextSend(page, answer, times);
    await say(page, `Through ${name}`);
    await expect(log(page).getByText(`Through ${name}`, { exact: true })).toBeVisible();
    await expect.poll(met).toBe(times);
    await expect(articles(page).filter({ hasText: `Through ${name}` })).toHaveAccessibleName(/Sent/);
    await page.unroute(commands);
    await page.reload();
    await expect(log(page).getByText(`Through ${name}`, { exact: true })).toHaveCount(1);
  });
}

test('R-05 a refusal for good: «Not sent», and the words can be taken back', async ({ open }) => {
  const { page } = await open('ana', { path: office, expects: network });
  await expect(articles(page).first()).toBeVisible();
  await nextSend(page, problem(400, 'invalid'), 99);
  await say(page, 'Refused words');
  const refused = articles(page).filter({ hasText: 'Refused words' });
  await expect(refused).toHaveAccessibleName(/Not sent/);
  await refused.getByRole('button', { name: 'Edit' }).click();
  await expect(field(page)).toHaveValue('Refused words');
});

test('R-09 a server that is not there at start: a kind word, a way to try, and then it works', async ({ open }) => {
  let gone = true;
  const { page } = await open('ana', { expects: network, before: (one) => one.route(/\/api\/chat\//, (route) => (gone ? route.abort('connectionrefused') : route.continue())) });
  const window = await openPopup(page);
  const again = window.getByRole('button', { name: /^(Try again|Try now)$/ }).first();
  await expect(again).toBeVisible();
  gone = false;
  // The chat tries by itself, too: the button may be gone before it is pressed.
  await again.click({ timeout: 2_000 }).catch(() => undefined);
  await expect(row(window, 'Clinic Office')).toBeVisible();
});

for (const [name, fail] of [
  ['fails', (route: Route) => route.fulfill({ status: 500, body: 'no' })],
  ['knows nobody', (route: Route) => route.fulfill({ status: 401, body: '{}' })],
  ['never answers', () => new Promise<void>(() => undefined)],
] as const) {
  test(`R-09 a token route that ${name}: the window says so and the portal goes on working`, async ({ open }) => {
    const { page } = await open('ana', { expects: network, before: (one) => one.route(/\/portal\/token/, fail) });
    const window = await openPopup(page);
    await expect(window.getByText(/could not be loaded|cannot be reached|signed out|did not answer|offline|not available/i).first()).toBeVisible();
    await expect(window.getByRole('button', { name: /^(Try again|Try now)$/ }).first()).toBeVisible();
    await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Plan' }).click();
    await expect(page.locator('h1')).toHaveText('Plan');
  });
}

test('R-09 `server` missing: one sentence in the console for the developer, a kind word for the person', async ({ open }) => {
  const said: string[] = [];
  const { page } = await open('ana', { expects: /clinic-chat: <clinic-popup> needs/ });
  page.on('console', (message) => said.push(message.text()));
  await page.evaluate(() => {
    const popup = document.querySelector('clinic-popup');
    popup?.remove();
    document.body.append(document.createElement('clinic-popup'));
  });
  await expect.poll(() => said.filter((text) => text.includes('clinic-popup> needs')).length).toBe(1);
  await bubble(page).click();
  await expect(popup(page)).toContainText('not set up');
});

test('R-01 a garbled frame in the stream: the next messages come all the same', async ({ open }) => {
  let garbled = 0;
  const { page } = await open('ana', {
    path: office, expects: /./,
    before: (one) => one.route(/\/api\/chat\/events/, (route) => {
      if (garbled > 0) return route.continue();
      garbled += 1;
      return route.fulfill({ status: 200, headers: { 'content-type': 'text/event-stream' }, body: 'event: hello\ndata: {"cur\n\nevent: batch\nid: \u0000\ndata: [{"type":\n\ndata: }{\n\n' });
    }),
  });
  const { page: other } = await open('office', { path: office });
  await expect(articles(page).first()).toBeVisible();
  await say(other, 'After the garbled frame');
  await expect(log(page).getByText('After the garbled frame', { exact: true })).toBeVisible();
  expect(garbled).toBe(1);
});

test('R-01 a message without an author is shown, and the others too', async ({ open }) => {
  const { page } = await open('ana', {
    path: office,
    before: (one) => one.route(/\/threads\/[^/]+\/messages/, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { items: { author?: string }[] };
      if (body.items[1]) body.items[1].author = '';
      await route.fulfill({ response: answer, json: body });
    }),
  });
  await expect(articles(page).filter({ hasText: 'has no steps' })).toHaveAccessibleName(/Unknown author/);
  await expect(articles(page).filter({ hasText: 'thank you for the map' })).toBeVisible();
});
