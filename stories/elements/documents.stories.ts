import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/documents.js';
import type { ClinicDocuments } from '../../src/elements/documents.js';
import type { MemorySeed, SeedFile } from '../../src/transport/memory/index.js';
import { found } from '../support/find.js';
import { at, fixture, scene, type Scene } from '../support/chat.js';

const meta: Meta = { title: 'Elements/Images & documents', component: 'clinic-documents' };
export default meta;
type Story = StoryObj;

const files = (): SeedFile[] => [
  { name: 'Laboratory report, blood, signed by the head of the department.pdf', type: 'application/pdf', size: 310_000 },
  { name: 'Heel slide.mp4', type: 'video/mp4', size: 4_200_000 },
  { name: 'Breathing.mp3', type: 'audio/mpeg', size: 900_000 },
  { name: 'from the old clinic.zip', type: 'application/zip', size: 12_000_000, scan: 'pending' },
  { name: 'invoice.exe', type: 'application/octet-stream', size: 40_000, scan: 'blocked' },
];

/** A picture of one colour. */
async function photo(name: string, hue: number): Promise<SeedFile> {
  const canvas = new OffscreenCanvas(160, 120);
  const brush = canvas.getContext('2d')!;
  brush.fillStyle = `hsl(${hue} 40% 60%)`;
  brush.fillRect(0, 0, 160, 120);
  return { name, type: 'image/png', width: 160, height: 120, blob: await canvas.convertToBlob() };
}

async function world(): Promise<MemorySeed> {
  const seed = fixture([{ id: 'both', title: 'Knees, Tuesdays', participants: ['maya', 'ana', 'ben'], groupAdmin: 'maya', messages: [{ author: 'maya', text: 'Welcome.', sentAt: at(0, 9) }] }]);
  const knee = seed.threads!.find(({ id }) => id === 'knee')!;
  const photos = await Promise.all([200, 30, 120].map((hue, i) => photo(`Knee, day ${i + 5}.png`, hue)));
  knee.messages = [...knee.messages!, { author: 'maya', files: files(), sentAt: at(1, 8, 10) }, ...photos.map((one) => ({ author: 'ana', files: [one], sentAt: at(0, 8, 12) }))];
  return seed;
}

const folder = (about: Scene & { thread?: string } = {}, more: (element: ClinicDocuments) => void = () => undefined): Story => ({
  loaders: [async () => ({ seed: await world() })],
  render: (_args, { loaded }) => scene(html`<clinic-documents thread=${about.thread ?? 'knee'}></clinic-documents>`, { viewer: 'maya', seed: (loaded as { seed: MemorySeed }).seed, ...about }),
  play: async ({ canvasElement }) => {
    const element = await found<ClinicDocuments>(canvasElement, 'clinic-documents');
    const { chat } = element;
    await new Promise<void>((resolve) => chat?.threads.subscribe(({ phase }) => phase === 'ready' && resolve()));
    await element.open();
    more(element);
  },
});

const press = (element: ClinicDocuments, name: string): void => element.shadowRoot?.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.click();

export const Grid = folder();
export const List = folder({}, (element) => press(element, 'As a list'));
export const Patient = folder({ viewer: 'ana' });
export const SeveralPatients = folder({ thread: 'both' });
export const AmongOtherPatients = folder({ viewer: 'ana', thread: 'both' });
export const Empty = folder({ viewer: 'ben', thread: 'both' });
export const Failed = folder({ before: ({ workspace }) => workspace.controls('maya').failNext('catalog', 'forbidden', { times: 1_000 }) });
