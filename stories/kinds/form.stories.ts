import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/message-list.js';
import '../../src/elements/thread.js';
import type { FormPayload } from '../../src/kinds/index.js';
import { broken, consent, endless, handover, intake, intakeAnswers } from '../../test/kinds/form-samples.js';
import type { MemorySeed, SeedMessage } from '../../src/transport/memory/index.js';
import { at, fixture, scene, type Scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Kinds/Form' };
export default meta;
type Story = StoryObj;

const sent = ({ id, title, item }: { id: string; title: string; item: unknown }, more: Partial<FormPayload> = {}, minute = 0): SeedMessage =>
  ({ author: 'maya', kind: 'form', for: 'ana', sentAt: at(1, 9, minute), payload: { form: id, title, item, state: 'open', ...more } });
const completed = { state: 'completed', answers: intakeAnswers, answeredBy: 'Ana Silva', answeredAt: at(1, 10) } as const;
const world = (messages: SeedMessage[]): MemorySeed => ({ ...fixture([{ id: 'forms', participants: ['ana', 'luis', 'maya'], messages }]), catalogs: { forms: [intake, consent, broken, handover] } });
const list = html`<clinic-message-list thread="forms"></clinic-message-list>`;
const states = [sent(intake), sent(intake, completed, 2), sent(consent, { state: 'withdrawn' }, 4), sent(broken, {}, 6)];
const cards = (viewer: string): Story => ({ render: () => scene(list, { seed: world(states), viewer, height: '960px' }) });

export const Patient = cards('ana');
export const Staff = cards('maya');
export const Relation = cards('luis');

/** What is inside of an element that is to come. */
const inside = async (root: ParentNode, tag: string): Promise<ShadowRoot> => (await found(root, tag)).shadowRoot as ShadowRoot;

/** One form, opened by its last button. */
const opened = (message: SeedMessage, more: Scene = {}): Story => ({
  render: () => scene(list, { seed: world([message]), height: '900px', ...more }),
  play: async ({ canvasElement }) => {
    (await found(await inside(canvasElement, 'clinic-kind-form'), '.actions .button:last-of-type')).click();
    await found(canvasElement, 'clinic-form-questions, clinic-form-answers');
  },
});

export const Filling = opened(sent(intake));
export const Consent = opened(sent(consent));
export const Completed = opened(sent(intake, completed));
export const Questions = opened(sent(intake), { viewer: 'maya' });
export const FiveHundred = opened(sent(endless));
export const Wrong: Story = {
  ...Filling,
  play: async (context) => {
    await Filling.play?.(context);
    const form = await inside(context.canvasElement, 'clinic-form-questions');
    (await found(form, '.button.primary')).click();
    await found(form, '.summary');
  },
};
export const Sheet: Story = {
  render: () => scene(html`<clinic-thread thread="forms"></clinic-thread>`, { seed: world([]), viewer: 'maya', height: '720px' }),
  play: async ({ canvasElement }) => {
    // By the command and not by the menu, whose items come one after the other.
    await found(canvasElement, 'button[aria-label="More actions"]');
    const detail = { type: 'kind.compose', threadId: 'forms', kind: 'form' };
    (await found(canvasElement, 'clinic-composer')).dispatchEvent(new CustomEvent('clinic-command', { detail, bubbles: true, composed: true, cancelable: true }));
    await found(canvasElement, 'input[name="form"]');
  },
};
