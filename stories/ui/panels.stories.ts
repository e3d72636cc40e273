import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { iconMessages, iconWarning } from '../../src/theme/icons.js';
import { avatar } from '../../src/ui/avatar.js';
import { avatarStack } from '../../src/ui/avatar-stack.js';
import '../../src/i18n/errors.js';
import '../../src/i18n/states.js';
import { skeletonMessages } from '../../src/ui/panels.js';
import { skeletonRows } from '../../src/ui/skeleton-rows.js';
import { state } from '../../src/ui/state.js';
import { panel, t } from './panel.js';

const meta: Meta = { title: 'Controls/Panels' };
export default meta;
type Story = StoryObj;
const run = (): void => undefined;

export const Avatars: Story = {
  render: () => panel(html`<div class="row">
    ${['Ana Silva', 'Dr. Maya Lee', 'Tom Okafor', 'Rosa Diaz', 'Clinic Office', 'Ben Hart', 'Noor Khan', 'Luis Silva', '李小龙', 'محمد علي', '', '🙂'].map((name) => avatar(name))}
    ${avatarStack([{ id: 'a', name: 'Ana Silva' }, { id: 'b', name: 'Dr. Maya Lee' }])}
  </div>`),
};

export const Empty: Story = { render: () => panel(html`<div class="box">${state({ icon: iconMessages, title: t('threads.empty'), hint: t('threads.empty.hint'), action: { label: t('threads.new'), run } })}</div>`) };
export const Broken: Story = { render: () => panel(html`<div class="box">${state({ icon: iconWarning, tone: 'danger', title: t('thread.failed'), hint: t('error.timeout'), action: { label: t('retry'), run } })}</div>`) };
export const LoadingMessages: Story = { render: () => panel(html`<div class="box">${skeletonMessages(t('thread.loading'))}</div>`) };
export const LoadingRows: Story = { render: () => panel(html`<div class="box">${skeletonRows(t('threads.loading'), 3)}</div>`) };
