import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/new-message.js';
import { fixture, people, scene, type Scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Elements/New message', component: 'clinic-new-message' };
export default meta;
type Story = StoryObj;

const form = (about: Scene = {}): Story => ({ render: () => scene(html`<clinic-new-message></clinic-new-message>`, { height: '600px', ...about }) });
/** The form with its list of people open, after something was typed. */
const listed = (text: string, until: string, about: Scene = {}): Story => ({
  ...form(about),
  play: async ({ canvasElement }) => {
    const field = await found<HTMLInputElement>(canvasElement, '[role=combobox]');
    field.focus();
    field.click();
    if (text) {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    }
    await found(canvasElement, until);
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, composed: true }));
  },
});
const crowd = Array.from({ length: 40 }, (_, i) => ({ id: `p${i}`, name: `Dr. ${['Ada', 'Noor', 'Kofi', 'Lena'][i % 4] ?? ''} ${['Berg', 'Haddad', 'Mensah', 'Novak', 'Wilhelmina Featherstonehaugh-Cholmondeley van der Berghe'][i % 5] ?? ''}`, role: 'practitioner' }));

export const Blank = form();
export const ListOpen = listed('', '[role=option]');
export const ListOfMany = listed('', '[role=option]', { seed: { ...fixture(), people: [...people, ...crowd] }, width: '320px' });
export const NobodyFound = listed('zzz', '.none');
export const ListFailed = listed('', '.none .text-button', { before: ({ workspace }) => workspace.controls('ana').failNext('catalog', 'unavailable', { times: 99 }) });
/** Where the viewer may create groups the form makes one too. */
const group = (people: readonly string[], create = false): Story => ({
  ...form({ viewer: 'maya', height: '720px' }),
  play: async ({ canvasElement }) => {
    (await found(canvasElement, '.kinds button:last-child')).click();
    const name = await found<HTMLInputElement>(canvasElement, '#name');
    if (people.length > 0) {
      name.value = 'Knees on Thursday';
      name.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    }
    for (const [at, who] of people.entries()) {
      const field = await found<HTMLInputElement>(canvasElement, '[role=combobox]');
      field.focus();
      field.value = who;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      (await found(canvasElement, '[role=option]')).click();
      await found(canvasElement, `ul li:nth-child(${at + 1})`);
    }
    if (create) (await found(canvasElement, 'button[type=submit]')).click();
    await found(canvasElement, create ? '[aria-invalid=true]' : people.length > 0 ? '.readers' : 'clinic-people-field');
  },
});
export const GroupBlank = group([]);
export const GroupIncomplete = group([], true);
export const GroupOfStaff = group(['Tom Okafor', 'Clinic Office']);
export const GroupOfPatients = group(['Ana Silva', 'Ben Hart', 'Tom Okafor']);
export const NothingChosen: Story = {
  ...form(),
  play: async ({ canvasElement }) => {
    (await found(canvasElement, 'button[aria-label=Send], button[type=submit]')).click();
    await found(canvasElement, '[aria-invalid=true]');
  },
};
