import type { ClinicInbox } from '../../src/elements/inbox.js';
import type { FormPayload } from '../../src/kinds/index.js';
import type { MemorySeed, SeedMessage } from '../../src/transport/memory/index.js';
import { findAll, frame, nameOf, seed, textOf, until } from '../support/shell.js';
import { broken, consent, endless, handover, intake } from './form-samples.js';
import { dialog, InboxPage } from './inbox-page.js';

/** A form in a message. */
export const sent = ({ id, title, item }: typeof intake | typeof broken, more: Partial<FormPayload> = {}): SeedMessage =>
  ({ author: 'maya', kind: 'form', for: 'ana', payload: { form: id, title, item, state: 'open', ...more } });
export const world = (messages: SeedMessage[] = []): MemorySeed => ({
  ...seed([{ id: 'forms', participants: ['ana', 'luis', 'maya'], messages }]), catalogs: { forms: [intake, consent, broken, handover, endless] },
});

export const card = (page: Element): HTMLElement | undefined => findAll(page, 'clinic-kind-form').at(-1);
export const says = (page: Element, words: string, within = (all: Element): Element | undefined => all): Promise<unknown> =>
  until(() => textOf(within(page) as Element).includes(words), `«${words}»`);
/** In the dialog that is open. */
export const told = (page: Element, words: string): Promise<unknown> => until(() => textOf(dialog(page) ?? page).includes(words) && dialog(page), `«${words}»`);
/** Within the form that is open. */
export const parts = <E extends Element = HTMLElement>(page: Element, selector: string): E[] => findAll(page, 'clinic-form-questions').flatMap((one) => findAll<E>(one, selector));
export const field = (page: Element, name: string): Promise<HTMLElement> => until(() => {
  const label = parts<HTMLLabelElement>(page, 'label').find((one) => nameOf(one).startsWith(name));
  return label && (label.control as HTMLElement | null);
}, `the field «${name}»`);
export const fill = async (page: Element, name: string, value: string): Promise<void> => {
  const control = (await field(page, name)) as HTMLInputElement;
  control.value = value;
  control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input', { bubbles: true }));
  await frame();
};
export const choose = async (page: Element, question: string, choice: string): Promise<void> => {
  const set = await until(() => parts(page, 'fieldset').find((one) => nameOf(one.querySelector('legend') as Element).startsWith(question)), `«${question}»`);
  findAll<HTMLLabelElement>(set, 'label').find((one) => nameOf(one) === choice)?.click();
  await frame();
};
export const holds = (page: Element, name: string, value: string): Promise<unknown> =>
  until(async () => ((await field(page, name)) as HTMLInputElement).value === value, `«${value}» in the field «${name}»`);

/** An inbox whose thread has forms. */
export class FormPage extends InboxPage {
  override open(who: string): Promise<ClinicInbox> {
    return super.open(who, 'forms');
  }

  payload(index = 0): FormPayload | undefined {
    return this.scene.workspace.messagesOf('forms')[index]?.payload as FormPayload | undefined;
  }

  /** What the page shows at once the server has a moment later. */
  arrived(state: FormPayload['state'], index = 0): Promise<FormPayload> {
    return until(() => {
      const found = this.payload(index);
      return found?.state === state && found;
    }, `«${state}» on the server`);
  }
}
