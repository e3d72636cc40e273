import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { image, paper } from '../ui/panel.js';
import { bothSides } from './samples.js';

const meta: Meta = { title: 'Kinds/Text', component: 'clinic-kind-text' };
export default meta;
type Story = StoryObj;

const plain = (text: string) => ({ text, format: 'plain' });
const markdown = (text: string) => ({ text, format: 'markdown' });

export const Plain: Story = { render: () => bothSides('text', plain('Good morning! The swelling has gone down a lot.\n\n1. Knee bends went well\n2. Stairs still hurt\n\nShould I *stop* the tablets? My number is +1 415 555 0134, or see https://riverside.example/knee.')) };
export const OneLetter: Story = { render: () => bothSides('text', plain('k')) };
export const LongWord: Story = { render: () => bothSides('text', plain(`Pneumono${'ultramicroscopicsilicovolcano'.repeat(6)}coniosis`)) };
export const RightToLeft: Story = { render: () => bothSides('text', plain('مرحبا دكتورة، كيف حالك اليوم؟\nI feel better, شكرا')) };
export const MisleadingLinks: Story = { render: () => bothSides('text', plain('https://аррӏе.com/login and https://clinic.example@evil.example and javascript:alert(1)')) };
export const WithFiles: Story = { render: () => bothSides('text', plain('Here are the pictures and the letter.'), [image('a'), image('b'), image('c'), paper('d', 'Letter.pdf', 'application/pdf', 120_000)]) };

export const Markdown: Story = {
  render: () => bothSides('text', markdown(`## Your knee, week 3

The scan looks **good**. Please keep to this plan and *call us* if the swelling comes back: +1 415 555 0134.

### Exercises
1. Heel slides, 3 × 10
2. Straight leg raises
   - slowly
   - no pain beyond 3 of 10

> Ice after every session, 10 minutes.

| Day | Bends | Pain |
|:----|------:|-----:|
| Mon | 30 | 2 |
| Wed | 36 | 2 |
| Fri | 40 | 1 |

More in [the leaflet](https://riverside.example/knee), code \`K-3\`.

\`\`\`
Ibuprofen 400 mg   1 - 0 - 1   with food, not longer than 7 days in a row
\`\`\`

---

Until Friday!`)),
};
export const MarkdownImages: Story = {
  render: () => bothSides('text', markdown('This is how far it should bend:\n\n![A bent knee](clinic-file:bend)\n\nAnd one from elsewhere: ![Anatomy](https://images.example/knee.png)'), [image('bend', 800, 500)]),
};
export const WideTable: Story = {
  render: () => bothSides('text', markdown(`| ${Array.from({ length: 12 }, (_, i) => `Column ${i + 1}`).join(' | ')} |\n|${'---|'.repeat(12)}\n| ${Array.from({ length: 12 }, (_, i) => `${i * 7} mmol/l`).join(' | ')} |`)),
};
export const PoisonShownPlain: Story = { render: () => bothSides('text', markdown('>'.repeat(500))) };
