import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/composer.js';
import { scene, type Scene } from '../support/chat.js';

const meta: Meta = { title: 'Elements/Composer', component: 'clinic-composer' };
export default meta;
type Story = StoryObj;

const composer = (about: Scene = {}): Story => ({ render: () => scene(html`<clinic-composer thread="knee"></clinic-composer>`, { height: 'auto', ...about }) });
const text = (value: string): Scene => ({ then: (_, chat) => chat.dispatch({ type: 'draft.set', threadId: 'knee', text: value }) });
const file = (name: string, type: string, bytes: number): File => new File([new Uint8Array(bytes)], name, { type });

export const Empty = composer();
export const Staff = composer({ viewer: 'maya' });
export const SomeWords = composer(text('I wanted to ask whether'));
export const ManyLines = composer(text('One line\n'.repeat(12)));
export const NearTheLimit = composer(text('word '.repeat(920)));
export const OverTheLimit = composer(text('x'.repeat(5_001)));
export const Offline = composer({ then: ({ workspace }) => { workspace.controls('ana').offline = true; } });
export const NotAllowed = composer({ before: ({ workspace }) => workspace.grant('ana', { remove: ['message.send'] }) });
export const Attachments = composer({
  then: (_, chat) => chat.dispatch({
    type: 'attachment.add', threadId: 'knee',
    files: [file('Referral from the hospital, signed.pdf', 'application/pdf', 310_000), file('empty.txt', 'text/plain', 0), file('\u202egpj.exe', 'application/octet-stream', 2_000)],
  }),
});
export const Uploading = composer({
  then: ({ workspace }, chat) => {
    workspace.controls('ana').uploadsPaused = true;
    chat.dispatch({ type: 'attachment.add', threadId: 'knee', files: [file('film.mp4', 'video/mp4', 5_000_000), file('second.mp4', 'video/mp4', 5_000_000)] });
  },
});
