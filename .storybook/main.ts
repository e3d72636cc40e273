import { existsSync } from 'node:fs';
import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: { name: '@storybook/web-components-vite', options: {} },
  staticDirs: existsSync('stories/assets') ? [{ from: '../stories/assets', to: '/assets' }] : [],
  // The stories show what is written: nothing is lowered for older browsers.
  viteFinal: (vite) => ({ ...vite, build: { ...vite.build, target: 'es2022', cssTarget: ['chrome125', 'firefox128', 'safari17.5'] } }),
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;
