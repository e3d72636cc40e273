import type { Page } from '@playwright/test';

export interface Watched {
  /** Whatever the console, the page's policy or the network complained of. The test fails at its end where there is something. */
  problems: string[];
}

/** Failed answers that a test itself brought about show up in the console like this. */
const ownDoing = 'Failed to load resource: ';

/**
 * Listens for everything that must not happen on a strict page: errors, uncaught rejections, violations of the policy, requests to another
 * origin. `expects`: what this test brings about on purpose.
 */
export function watch(page: Page, origin: string, expects?: RegExp): Watched {
  const problems: string[] = [];
  const note = (text: string): void => {
    if (!expects?.test(text)) problems.push(text);
  };
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (expects && message.text().startsWith(ownDoing)) return;
    // What was asked for says more than that it failed.
    const { url } = message.location();
    note(`console ${message.type()}: ${message.text()}${message.text().startsWith(ownDoing) && url ? ` ${new URL(url).pathname}` : ''}`);
  });
  page.on('pageerror', (error) => note(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith(`blob:${origin}/`) && url !== 'about:blank') note(`request to another origin: ${new URL(url).origin}`);
  });
  void page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  return { problems };
}
