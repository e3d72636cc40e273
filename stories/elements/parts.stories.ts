import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/attachment-picker.js';
import '../../src/elements/thread-header.js';
import { scene, type Scene } from '../support/chat.js';

const meta: Meta = { title: 'Elements/Header and picker' };
export default meta;
type Story = StoryObj;

const header = (id: string, about: Scene = {}): Story => ({ render: () => scene(html`<clinic-thread-header thread=${id}></clinic-thread-header>`, { height: 'auto', ...about }) });
const picker = (viewer: string): Story => ({ render: () => scene(html`<div><clinic-attachment-picker thread="knee"></clinic-attachment-picker></div>`, { height: 'auto', viewer }) });

export const HeaderOfGroup = header('knee');
export const HeaderOfTwo = header('office-ana');
export const HeaderNarrow = header('knee', { width: '280px' });
export const PickerOfPatient = picker('ana');
export const PickerOfStaff = picker('maya');
