import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import { applyLook, type Look } from './look.js';
import './preview.css';

/** The elements' manual (`npm run build`); without it the tables of the docs are empty and the stories work all the same. */
const [manifest] = Object.values(import.meta.glob<object>('../dist/custom-elements.json', { eager: true, import: 'default' }));
if (manifest) setCustomElementsManifest(manifest);

const choice = (name: string, icon: 'paintbrush' | 'mirror' | 'transfer', items: readonly string[]) => ({
  description: name,
  toolbar: { title: name, icon, items: items.map((value) => ({ value, title: `${name}: ${value}` })), dynamicTitle: true },
});

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    design: choice('Design', 'paintbrush', ['modern', 'classic']),
    scheme: choice('Scheme', 'mirror', ['light', 'dark']),
    direction: choice('Direction', 'transfer', ['ltr', 'rtl']),
  },
  initialGlobals: { design: 'modern', scheme: 'light', direction: 'ltr' },
  decorators: [
    (story, { globals }) => {
      const look = globals as unknown as Look;
      // After this render, and again once elements that arrive later have drawn themselves.
      requestAnimationFrame(() => applyLook(look));
      setTimeout(() => applyLook(look), 300);
      return html`<story-frame design=${look.design} scheme=${look.scheme}>${story()}</story-frame>`;
    },
  ],
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    layout: 'padded',
    docs: { story: { inline: true } },
  },
};

export default preview;
