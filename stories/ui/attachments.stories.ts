import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import type { AttachedFile } from '../../src/ui/files.js';
import '../../src/ui/attachments.js';
import { found } from '../support/find.js';
import { image, panel, paper, picture, t } from './panel.js';

const meta: Meta = { title: 'Controls/Attachments', component: 'clinic-ui-attachments' };
export default meta;
type Story = StoryObj;

const shown = (images: AttachedFile[], files: AttachedFile[] = [], fileUrl: (file: AttachedFile) => Promise<string> = picture): TemplateResult =>
  panel(html`<clinic-ui-attachments .images=${images} .files=${files} .fileUrl=${fileUrl} .t=${t}></clinic-ui-attachments>`);

export const OneImage: Story = { render: () => shown([image('one')]) };
export const Portrait: Story = { render: () => shown([image('tall', 900, 1600)]) };
export const Panorama: Story = { render: () => shown([image('wide', 4000, 500)]) };
export const SmallImage: Story = { render: () => shown([image('small', 40, 40)]) };
export const TwoImages: Story = { render: () => shown([image('a'), image('b')]) };
export const ThreeImages: Story = { render: () => shown([image('a'), image('b'), image('c')]) };
export const SevenImages: Story = { render: () => shown(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => image(id))) };
export const BrokenImage: Story = { render: () => shown([image('broken')], [], () => Promise.reject(new Error('gone'))) };
export const LoadingImage: Story = { render: () => shown([image('slow')], [], () => new Promise(() => undefined)) };

export const Files: Story = {
  render: () => shown([], [
    paper('1', 'Blood results May.pdf', 'application/pdf', 248_000),
    paper('2', 'diary.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 48_000),
    paper('3', 'note.mp3', 'audio/mpeg', 1_200_000),
    paper('4', 'exercise.mp4', 'video/mp4', 48_000_000),
    paper('5', 'scans.zip', 'application/zip', 209_715_200),
    paper('6', 'being-checked.pdf', 'application/pdf', 10_000, { scan: 'pending' }),
    paper('7', 'invoice.exe', 'application/octet-stream', 10_000, { scan: 'blocked' }),
  ]),
};

/** A video of the tests, and what is said in it. */
async function played(file: AttachedFile): Promise<string> {
  if (file.type === 'text/plain') return URL.createObjectURL(new Blob(['WEBVTT\n\n00:00.000 --> 00:40.000\nBend the knee slowly.\n'], { type: 'text/vtt' }));
  const answer = await fetch(new URL('../../test/support/videos/45.webm', import.meta.url));
  return URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: 'video/webm' }));
}
const walk = paper('1', 'Walk.webm', 'video/webm', 2_872, { duration: 45 });

export const VideoWithCaptions: Story = { render: () => shown([], [walk, paper('2', 'Walk.en.vtt', 'text/plain', 60)], played) };
export const VideoPlaying: Story = {
  render: () => shown([], [walk], played),
  play: async ({ canvasElement }) => {
    (await found(canvasElement, 'button.frame')).click();
    await found(canvasElement, 'video');
  },
};
export const VideoFailed: Story = {
  render: () => shown([], [walk], () => Promise.reject(new Error('gone'))),
  play: async ({ canvasElement }) => {
    (await found(canvasElement, 'button.frame')).click();
    await found(canvasElement, '[role=alert]');
  },
};
export const Unplayable: Story = { render: () => shown([], [paper('1', 'Old phone.amr', 'audio/x-unheard-of', 48_000), paper('2', 'Old camera.avi', 'video/x-msvideo', 4_800_000)]) };

export const HostileNames: Story = {
  render: () => shown([], [
    paper('1', 'invoice\u202efdp.exe', 'application/octet-stream', 1),
    paper('2', `${'a'.repeat(300)}.pdf`, 'application/pdf', 1_000),
    paper('3', `${'long words in a name that goes on '.repeat(9)}.docx`, 'application/msword', 1_000),
    paper('4', `Z${'\u0301\u0316\u0489'.repeat(60)}algo.txt`, 'text/plain', 1_000),
    paper('5', '<img src=x onerror=alert(1)>.png', 'text/html', 1_000),
    paper('6', 'صورة الأشعة.pdf', 'application/pdf', 1_000),
    paper('7', '\u202e\u200b', 'application/pdf', 0),
  ]),
};
