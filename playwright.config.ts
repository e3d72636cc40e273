/** Whole pages of the demo portal, several people at once: `npx playwright test`. Each spec starts its own server on a free port. */
import { defineConfig } from '@playwright/test';
import type { Fixtures } from './test/flows/support/fixtures.js';
import { chromium, chromiumArgs, chromiumDevices, isCi } from './test/support/browsers.mjs';

export default defineConfig<Pick<Fixtures, 'design'>>({
  testDir: 'test/flows',
  testMatch: '**/*.spec.ts',
  // Apart from the other steps' figures, because Playwright empties this folder when it starts.
  outputDir: 'test-results/flows',
  fullyParallel: false,
  workers: 2,
  forbidOnly: isCi(),
  // What passes only then is reported as flaky and counted as unsteady (docs/decisions/0027).
  retries: 1,
  // Deadlines for events, not assertions about time: a loaded machine is slow.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  // what people do on whole pages is the same in both designs. What is refused and what a form asks for has no look of its own.
  projects: [
    { name: 'modern' },
    { name: 'classic', testMatch: /(conversation|keyboard|payment|popup)\.spec\.ts$/, use: { design: 'classic' } },
  ],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: chromium(), args: [...chromiumArgs(), ...chromiumDevices] },
    // Without a film: it costs what two cores cannot spare.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
});
