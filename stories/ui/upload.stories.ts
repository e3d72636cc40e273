import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../../src/ui/upload.js';
import { panel, t } from './panel.js';

const meta: Meta = { title: 'Controls/Upload', component: 'clinic-ui-upload' };
export default meta;
type Story = StoryObj;

const chip = (name: string, state: string, sent: number, reason = '', type = 'application/pdf'): TemplateResult =>
  html`<clinic-ui-upload .name=${name} .state=${state} .size=${2_400_000} .sent=${sent} .reason=${reason} .type=${type} .t=${t}></clinic-ui-upload>`;

export const AllStates: Story = {
  render: () => panel(html`<div class="row">
    ${chip('Letter from school.pdf', 'waiting', 0)} ${chip('knee.jpg', 'uploading', 1_000_000, '', 'image/jpeg')} ${chip('knee-2.jpg', 'done', 2_400_000, '', 'image/jpeg')}
    ${chip('exercise.mp4', 'failed', 1_000_000, '', 'video/mp4')} ${chip('everything.zip', 'refused', 0, t('upload.refused.too-large', { limit: '200 MB' }), 'application/zip')}
    ${chip(`${'name '.repeat(40)}.pdf`, 'done', 0)}
  </div>`),
};
