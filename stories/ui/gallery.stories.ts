import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/ui/gallery.js';
import type { ClinicUiGallery, GalleryImage } from '../../src/ui/gallery.js';
import { image, panel, picture, t } from './panel.js';

const meta: Meta = { title: 'Controls/Gallery', parameters: { docs: { story: { inline: false, height: '480px' } } } };
export default meta;
type Story = StoryObj;

const noted = (id: string, note: string, width?: number, height?: number): GalleryImage => ({ ...image(id, width, height), note });
const images = [noted('a', 'You · 3 May 2026, 09:14'), noted('b', 'Dr. Maya Lee · 3 May 2026, 14:02', 800, 1400), noted('c', 'Dr. Maya Lee · 4 May 2026, 08:30')];

/** @param keys pressed once it is open */
function story(fileUrl: ClinicUiGallery['fileUrl'] = picture, keys: readonly string[] = [], shown: readonly GalleryImage[] = images, dir = 'ltr'): Story {
  return {
    render: () => panel(html`<div dir=${dir}><clinic-ui-gallery .images=${shown} current=${shown[0]?.id ?? ''} .t=${t} .fileUrl=${fileUrl}></clinic-ui-gallery></div>`),
    play: async ({ canvasElement }) => {
      const gallery = canvasElement.querySelector('story-panel')?.shadowRoot?.querySelector('clinic-ui-gallery');
      if (!gallery) throw new Error('no gallery');
      await gallery.show();
      for (const key of keys) {
        gallery.shadowRoot?.querySelector('dialog')?.dispatchEvent(new KeyboardEvent('keydown', { key }));
        await gallery.updateComplete;
      }
    },
  };
}

export const First = story();
export const Middle = story(picture, ['PageDown']);
export const Zoomed = story(picture, ['+', '+', 'ArrowRight']);
export const Single = story(picture, [], images.slice(0, 1));
export const RightToLeft = story(picture, ['PageDown'], images, 'rtl');
export const Loading = story((file, as) => (as === 'preview' ? picture(file) : new Promise(() => undefined)));
export const Failed = story(() => Promise.reject(new Error('gone')));
export const LongName = story(picture, [], [{ ...images[0]!, name: `${'Left knee after the second week of exercises '.repeat(4)}.jpg` }]);
