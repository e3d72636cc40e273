import { fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define.js';
import type { MemorySeed, SeedFile } from '../../src/transport/memory/index.js';
import type { ClinicUiGallery } from '../../src/ui/gallery.js';
import { at, button, expectAccessible, find, findAll, mount, nameOf, press, seed, stage, until, type Stage } from '../support/elements.js';

const png = (name: string): SeedFile => ({ name, type: 'image/png', width: 1, height: 1, blob: new Blob([Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (char) => char.charCodeAt(0))], { type: 'image/png' }) });

/** Two messages with images, a file between them. */
function world(): MemorySeed {
  const plain = seed([]);
  const knee = plain.threads!.find(({ id }) => id === 'knee')!;
  knee.messages = [
    ...knee.messages!, { author: 'maya', files: [png('first.png'), png('second.png')], sentAt: at(0, 8, 10) }, { author: 'maya', files: [{ name: 'report.pdf', type: 'application/pdf', size: 9 }], sentAt: at(0, 8, 11) },
    { author: 'ana', files: [png('third.png')], sentAt: at(0, 8, 12) },
  ];
  return plain;
}

describe('elements: the gallery over a thread', () => {
  let scene: Stage;
  const show = async (): Promise<HTMLElement> => {
    scene = stage(world());
    return mount(scene.chat('maya'), html`<clinic-thread thread="knee"></clinic-thread>`);
  };
  const gallery = (page: ParentNode): ClinicUiGallery | undefined => find<ClinicUiGallery>(page, 'clinic-ui-gallery');
  const dialog = (page: ParentNode): HTMLDialogElement => find<HTMLDialogElement>(gallery(page)!, 'dialog')!;
  const said = (page: ParentNode): string => gallery(page)?.shadowRoot?.querySelector('p[role=status]')?.textContent ?? '';
  const focused = (): string => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element ? nameOf(element as HTMLElement) : '';
  };
  afterEach(async () => {
    fixtureCleanup();
    scene.end();
    // The page’s history is as it was: the next one begins there.
    await until(() => !(history.state as { clinicChatGallery?: true } | null)?.clinicChatGallery);
  });

  it('R-06 an image opens among all images of the thread, the oldest first, with who and when; the focus goes to the message of the one seen last', async () => {
    const page = await show();
    const tile = await until(() => button(page, 'Open image third.png'), 'the image');
    tile.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    tile.click();
    await until(() => said(page).startsWith('3 of 3, third.png, Ana'), 'all images of the thread');
    await expectAccessible(gallery(page)!);
    press(dialog(page), 'ArrowLeft');
    await until(() => said(page).startsWith('2 of 3, second.png, You · '), 'the one before');
    press(dialog(page), 'Home');
    await until(() => said(page).startsWith('1 of 3, first.png'), 'the first');
    dialog(page).close();
    await until(() => !gallery(page) && focused() === 'Open image first.png', 'the focus on the first image');
  });

  it('R-06 the folder shows its images large, too; the entry of the one seen last has the focus', async () => {
    const page = await show();
    (await until(() => button(page, 'Upload from Images & documents'), 'the folder’s button')).click();
    const open = await until(() => findAll<HTMLButtonElement>(page, 'button').find((one) => nameOf(one) === 'Open image third.png' && !!one.closest('.tools')), 'the button');
    open.click();
    await until(() => said(page).startsWith('1 of 3, third.png, Ana'), 'the gallery');
    press(dialog(page), 'End');
    await until(() => said(page).startsWith('3 of 3'), 'the last');
    const last = said(page).split(', ')[1] ?? '';
    dialog(page).close();
    await until(() => !gallery(page) && focused().startsWith(last), 'the focus on its entry');
  });
});
