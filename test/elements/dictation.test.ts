import { expect, fixture as place, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define.js';
import type { ClinicThread } from '../../src/elements/thread.js';
import type { MemorySeed } from '../../src/transport/memory/index.js';
import { speechLanguage } from '../../src/ui/dictation.js';
import { button, expectAccessible, find, findAll, nameOf, press, seed, stage, still, textOf, type, until, type Stage } from '../support/shell.js';

type Availability = 'unavailable' | 'available';

/** A recogniser that hears what the test says. */
class Ear extends EventTarget {
  static now: Ear | undefined;
  static local: Availability | undefined = 'available';
  static available = (): Promise<Availability> => Promise.resolve(Ear.local ?? 'unavailable');
  lang = '';
  continuous = false;
  interimResults = false;
  processLocally = false;
  isOn = false;

  start(): void {
    Ear.now = this;
    this.isOn = true;
  }

  stop(): void {
    this.isOn = false;
    this.dispatchEvent(new Event('end'));
  }

  abort(): void {
    this.isOn = false;
  }

  hear(transcript: string, isFinal: boolean): void {
    this.dispatchEvent(Object.assign(new Event('result'), { resultIndex: 0, results: [{ isFinal, 0: { transcript } }] }));
  }

  fail(error: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { error }));
    this.stop();
  }
}

const world = (switches: Record<string, boolean> = {}): MemorySeed => {
  const plain = seed();
  return { ...plain, workspace: { ...plain.workspace, switches } };
};

describe('elements: speech to text', () => {
  const real = Object.getOwnPropertyDescriptor(window, 'SpeechRecognition');
  const old = Object.getOwnPropertyDescriptor(window, 'webkitSpeechRecognition');
  let scene: Stage;
  const hearWith = (maker: unknown): void => {
    for (const name of ['SpeechRecognition', 'webkitSpeechRecognition']) Object.defineProperty(window, name, { value: maker, configurable: true, writable: true });
  };
  beforeEach(() => {
    Ear.local = 'available';
    Ear.now = undefined;
    hearWith(Ear);
  });
  afterEach(() => {
    fixtureCleanup();
    scene.end();
    for (const [name, was] of [['SpeechRecognition', real], ['webkitSpeechRecognition', old]] as const) {
      if (was) Object.defineProperty(window, name, was);
      else Reflect.deleteProperty(window, name);
    }
  });

  const open = async (who = 'maya', switches = {}): Promise<ClinicThread> => {
    scene = stage(world(switches));
    const box = await place<HTMLElement>(html`<div><clinic-thread .chat=${scene.chat(who)} thread="knee"></clinic-thread></div>`);
    Object.assign(box.style, { inlineSize: '700px', blockSize: '500px' });
    await until(() => scene.chat(who).timeline('knee').get().phase === 'ready');
    return box.querySelector('clinic-thread') as ClinicThread;
  };
  const field = (page: Element): HTMLTextAreaElement => find<HTMLTextAreaElement>(page, 'textarea[aria-label="Message"]') as HTMLTextAreaElement;
  const item = (page: Element): HTMLElement | undefined => findAll(page, '[role=menuitem]').find((one) => nameOf(one) === 'Speech to text');
  const bar = (page: Element): HTMLElement | undefined => find(page, 'clinic-dictation-bar');
  /** The menu is there for other things, and this is not in it. */
  const hasNoEntry = async (page: Element): Promise<void> => {
    (await until(() => button(page, 'More actions'), 'the menu')).click();
    await until(() => findAll(page, '[role=menuitem]').length > 0, 'its entries');
    await still(page);
    expect(findAll(page, '[role=menuitem]').map(nameOf)).to.not.include('Speech to text');
  };
  const listen = async (page: Element): Promise<Ear> => {
    (await until(() => button(page, 'More actions'), 'the menu')).click();
    (await until(() => item(page), 'the entry')).click();
    return until(() => Ear.now, 'the recogniser');
  };

  it('R-22 what is settled goes to the caret, what is not stands apart, and nothing is sent by itself', async () => {
    const page = await open();
    type(field(page), 'Please rest. See you.');
    field(page).setSelectionRange(12, 12);
    const ear = await listen(page);
    expect([ear.lang, ear.continuous, ear.interimResults, ear.processLocally]).to.deep.equal(['en-US', true, true, true]);
    ear.hear('and keep', false);
    await until(() => textOf(bar(page) as Element).includes('and keep'), 'what is being heard');
    expect(field(page).value).to.equal('Please rest. See you.');
    await until(() => textOf(bar(page) as Element).includes('recognised on this device and does not leave it'), 'where it stays');
    await expectAccessible(bar(page));
    ear.hear('and keep it cool.', true);
    await until(() => field(page).value === 'Please rest. and keep it cool. See you.', 'the words at the caret');
    await until(() => scene.chat('maya').draft('knee').get().text === 'Please rest. and keep it cool. See you.', 'the draft');
    expect(scene.workspace.messagesOf('knee').some(({ payload }) => JSON.stringify(payload).includes('cool.'))).to.equal(false);
    (await until(() => button(page, 'Stop dictation'))).click();
    await until(() => !bar(page), 'the end');
    expect(ear.isOn).to.equal(false);
    await until(() => find(page, 'textarea:focus') === field(page), 'the focus in the field');
  });

  it('R-22 Escape stops it, and goes no further', async () => {
    const page = await open();
    const ear = await listen(page);
    await until(() => bar(page));
    let others = 0;
    page.addEventListener('keydown', () => (others += 1));
    press(field(page), 'Escape');
    await until(() => !bar(page), 'the end');
    expect([ear.isOn, others]).to.deep.equal([false, 0]);
  });

  it('R-22 what goes wrong is explained: the microphone refused, none there, nothing heard', async () => {
    const page = await open();
    for (const [error, words] of [['not-allowed', 'the browser does not allow it'], ['audio-capture', 'Is it plugged in'], ['no-speech', 'Nothing was heard.'], ['bad-grammar', 'Please try again.']] as const) {
      Ear.now = undefined;
      const ear = await listen(page);
      ear.fail(error);
      await until(() => bar(page) && textOf(bar(page) as Element).includes(words), words);
      (await until(() => button(page, 'Close'))).click();
      await until(() => !bar(page));
    }
  });

  it('R-22 audio leaves the machine only where the clinic has opted in, and one is told where it goes', async () => {
    Ear.local = 'unavailable';
    const closed = await open();
    await hasNoEntry(closed);
    fixtureCleanup();
    scene.end();
    const page = await open('maya', { remoteDictation: true });
    const ear = await listen(page);
    expect(ear.processLocally).to.equal(false);
    await until(() => textOf(bar(page) as Element).includes('goes to the maker of your browser'), 'where it goes');
  });

  it('R-17 R-22 without a recogniser, and for the patient’s side, there is no such control', async () => {
    hearWith(undefined);
    const page = await open();
    await hasNoEntry(page);
    fixtureCleanup();
    scene.end();
    hearWith(Ear);
    const patient = await open('ana');
    await until(() => button(patient, 'Attach files'));
    await still(patient);
    expect(button(patient, 'More actions') === undefined).to.equal(true);
  });

  it('R-22 a language gets its region', () => {
    expect(['de', 'en', 'pt-BR', 'no such'].map(speechLanguage)).to.deep.equal(['de-DE', 'en-US', 'pt-BR', 'en-US']);
  });
});
