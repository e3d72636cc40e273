import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import puppeteer, { type Browser, type ElementHandle, type JSHandle } from 'puppeteer-core';
import { firefox, isCi } from '../../support/browsers.mjs';
import { HeardPortal } from '../support/heard-portal.js';
import { flows } from './flows.js';
import { deepFind, type Driven } from './smoke.js';

const program = firefox();
const skip = program || isCi() ? false : 'no Firefox on this machine';

let portal: HeardPortal;
let browser: Browser;
before(async () => {
  if (skip) return;
  assert.ok(program, 'Firefox is mandatory on CI: apt-get install firefox-esr');
  portal = await HeardPortal.start();
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: program, headless: true });
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

/** A page of its own, with what the flows need of it and what it complained of. */
async function drive(): Promise<{ driven: Driven; problems: string[]; end(): Promise<void> }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  const find = async (args: readonly unknown[]): Promise<ElementHandle> => {
    const handle = (await page.evaluateHandle(`(function () { ${deepFind} }).apply(null, ${JSON.stringify(args)})`)) as JSHandle;
    const element = handle.asElement();
    assert.ok(element, `nothing like ${JSON.stringify(args)}`);
    return element as ElementHandle;
  };
  const driven: Driven = {
    goto: async (url) => {
      await page.goto(url);
    },
    run: (body, args = []) => page.evaluate(`(function () { ${body} }).apply(null, ${JSON.stringify(args)})`) as never,
    click: async (selector, name, within) => (await find([selector, name, within ?? null])).click(),
    async type(selector, name, text, within) {
      await (await find([selector, name, within ?? null])).focus();
      await page.keyboard.type(text.trimEnd());
      if (text.endsWith('\n')) await page.keyboard.press('Enter');
    },
  };
  return { driven, problems, end: () => context.close() };
}

for (const [what, flow] of flows) {
  test(`${what} (Firefox)`, { skip, timeout: 180_000 }, async () => {
    const { driven, problems, end } = await drive();
    await flow(portal, driven, 'Firefox');
    assert.deepEqual(problems, []);
    await end();
  });
}
