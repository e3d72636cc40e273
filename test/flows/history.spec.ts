import { log, scroller } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

test('R-01 twenty pages of older history: what the reader looks at moves by at most 1 px, in every frame', async ({ open }) => {
  const { page } = await open('ana', {
    path: '/messages/ana-tom',
    // 500 messages are twenty pages of twenty.
    before: (one) => one.route(/\/threads\/[^/]+\/messages\?/, (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set('limit', '20');
      return route.continue({ url: url.href });
    }),
  });
  const list = log(page, 'Tom Okafor');
  // What fills the view is drawn first, the rest of the page a moment later.
  await expect(list.getByRole('article')).toHaveCount(20);
  const box = await scroller(list);

  const moves: number[] = [];
  // One step may bring more than one page: short ones leave the reader near the top.
  for (let pages = 0; pages < 20;) {
    const result = await box.evaluate(async (node: Element) => {
      // As it is painted: after the list's own observer of sizes. Between two frames a row may stand anywhere; nobody sees it.
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.cssText = 'position: fixed; block-size: 1px; inline-size: 1px';
      const painted = (): Promise<void> =>
        new Promise((done) => requestAnimationFrame(() => {
          const observer = new ResizeObserver(() => {
            observer.disconnect();
            done();
          });
          observer.observe(probe);
        }));
      const rows = (): Element[] => {
        const found: Element[] = [];
        const look = (root: ParentNode): void => {
          for (const one of root.querySelectorAll('*')) {
            if (one.getAttribute('role') === 'article') found.push(one);
            else if (one.shadowRoot) look(one.shadowRoot);
          }
        };
        look(node);
        return found;
      };
      // A page has come when its answer has: heights alone also change as rows are measured.
      const pages = (): number => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/messages?') && name.includes('before=')).length;
      const pagesBefore = pages();
      node.scrollTop = Math.min(node.scrollTop, 40);
      const top = node.getBoundingClientRect().top;
      const looked = rows().find((one) => one.getBoundingClientRect().bottom > top + 60);
      if (!looked) return { moved: Number.NaN, loaded: 0 };
      const start = looked.getBoundingClientRect().top;
      let moved = 0;
      let still = 0;
      const deadline = performance.now() + 15_000;
      while (still < 12 && performance.now() < deadline) {
        await painted();
        if (!looked.isConnected) return { moved: Number.NaN, loaded: pages() };
        moved = Math.max(moved, Math.abs(looked.getBoundingClientRect().top - start));
        if (pages() > pagesBefore) still += 1;
      }
      probe.remove();
      return { moved, loaded: pages() };
    });
    expect(result.loaded, `more than ${pages} pages came`).toBeGreaterThan(pages);
    pages = result.loaded;
    moves.push(result.moved);
  }
  expect(Math.max(...moves), moves.join(' ')).toBeLessThanOrEqual(1);
});
