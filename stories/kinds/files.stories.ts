import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { image, paper } from '../ui/panel.js';
import { bothSides } from './samples.js';

const meta: Meta = { title: 'Kinds/Image and file' };
export default meta;
type Story = StoryObj;

export const OneImage: Story = { render: () => bothSides('image', {}, [image('one', 1200, 900)]) };
export const FiveImages: Story = { render: () => bothSides('image', {}, ['a', 'b', 'c', 'd', 'e'].map((id) => image(id))) };
export const OneFile: Story = { render: () => bothSides('file', {}, [paper('1', 'Referral.pdf', 'application/pdf', 310_000)]) };
export const Mixed: Story = { render: () => bothSides('file', {}, [image('a'), paper('1', 'Referral.pdf', 'application/pdf', 310_000), paper('2', 'breathing.mp3', 'audio/mpeg', 900_000)]) };
