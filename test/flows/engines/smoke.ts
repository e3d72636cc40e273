import assert from 'node:assert/strict';

/** What the smoke flow needs of a browser, whatever drives it. */
export interface Driven {
  goto(url: string): Promise<void>;
  /** Runs the body of a function in the page. */
  run<T>(body: string, args?: readonly unknown[]): Promise<T>;
  /** Clicks, as a person would, what `deepFind(selector, name, within)` finds. */
  click(selector: string, name: string, within?: string): Promise<void>;
  /** Types into it, Enter included where the text ends with a line break. */
  type(selector: string, name: string, text: string, within?: string): Promise<void>;
}

/**
 * Body of a function `(selector, name, within)`: finds the first visible element across shadow roots whose label or text begins with `name`,
 * inside the elements that match `within`.
 */
export const deepFind = `
  const [selector, name, within] = arguments;
  const walk = function* (root) {
    for (const node of root.querySelectorAll('*')) {
      yield node;
      if (node.shadowRoot) yield* walk(node.shadowRoot);
    }
  };
  const starts = within ? [...walk(document)].filter((node) => node.matches(within)) : [document];
  for (const start of starts) {
    for (const root of [start.shadowRoot, start]) {
      if (!root) continue;
      for (const node of walk(root)) {
        if (!node.matches(selector) || !node.getClientRects().length) continue;
        const labelled = node.getAttribute('aria-label') ?? node.labels?.[0]?.textContent ?? node.textContent ?? '';
        if (labelled.trim().startsWith(name)) return node;
      }
    }
  }
  return null;`;

/** Body of a function `(text, within)`: how many messages hold this text. */
const countOf = `
  const [text, within] = arguments;
  const walk = function* (root) {
    for (const node of root.querySelectorAll('*')) {
      yield node;
      if (node.shadowRoot) yield* walk(node.shadowRoot);
    }
  };
  const inner = (node) => [...walk(node), ...(node.shadowRoot ? walk(node.shadowRoot) : [])].map((one) => (one.children.length === 0 && one.localName !== 'style' ? one.textContent : '')).join(' ');
  let count = 0;
  for (const one of walk(document)) {
    if (!one.matches(within)) continue;
    for (const node of walk(one.shadowRoot ?? one)) if (node.getAttribute('role') === 'article' && inner(node).includes(text)) count += 1;
  }
  return count;`;

/** Errors and violations of the policy, as far as the page itself can tell. */
const listen = `
  globalThis.complaints = [];
  addEventListener('securitypolicyviolation', (event) => complaints.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
  addEventListener('error', (event) => complaints.push('error: ' + event.message));
  addEventListener('unhandledrejection', (event) => complaints.push('rejection: ' + event.reason));`;

export async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  let problem = '';
  while (Date.now() < deadline) {
    const isTrue = await condition().catch((error: unknown) => {
      problem = ` (last: ${error instanceof Error ? error.message : String(error)})`;
      return false;
    });
    if (isTrue) return;
    await new Promise((done) => setTimeout(done, 150));
  }
  assert.fail(`not within 30 s: ${what}${problem}`);
}

/** Opens the popup, writes to the office, and then from one side of a page to the other, under the strict header. */
export async function smoke(url: string, page: Driven, mark: string): Promise<void> {
  const there = (selector: string, name: string, within?: string) => () => page.run<boolean>(`return Boolean((function () { ${deepFind} }).apply(null, arguments));`, [selector, name, within ?? null]);
  const shown = (text: string, within: string) => async () => (await page.run<number>(countOf, [text, within])) === 1;

  await page.goto(`${url}/?as=ana`);
  await page.run(listen);
  await until('the bubble', there('button', 'Messages', 'clinic-popup'));
  await page.click('button', 'Messages', 'clinic-popup');
  await until('the list of threads', there('button, a', 'Clinic Office', 'clinic-popup'));
  await page.click('button, a', 'Clinic Office', 'clinic-popup');
  await until('the composer', there('textarea', 'Message', 'clinic-popup'));
  await page.type('textarea', 'Message', `From ${mark}\n`, 'clinic-popup');
  await until('the message in the popup', shown(`From ${mark}`, 'clinic-popup'));
  assert.deepEqual(await page.run('return complaints;'), []);

  await page.goto(`${url}/two-sides`);
  await page.run(listen);
  const [ana, maya] = ['section:first-of-type clinic-inbox', 'section:last-of-type clinic-inbox'];
  await until('Ana’s composer', there('textarea', 'Message', ana));
  await until('Dr. Lee’s composer', there('textarea', 'Message', maya));
  await page.type('textarea', 'Message', `Ana writes in ${mark}\n`, ana);
  await until('the message on Dr. Lee’s side', shown(`Ana writes in ${mark}`, maya));
  await page.type('textarea', 'Message', `Dr. Lee answers in ${mark}\n`, maya);
  await until('the answer on Ana’s side', shown(`Dr. Lee answers in ${mark}`, ana));
  assert.deepEqual(await page.run('return complaints;'), []);
}
