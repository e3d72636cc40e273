import { expect, fixture as place, html } from '@open-wc/testing';
import type { VoicePayload } from '../../src/kinds/index.js';
import type { MemorySeed } from '../../src/transport/memory/index.js';
import { button, expectAccessible, find, findAll, fullStorage, press, seed, stage, still, textOf, type, until } from '../support/shell.js';
import { people } from '../support/workspace.js';
import { click, sound, strip, VoicePage, world } from './voice-page.js';

/** Whether this engine can record here at all; else what it can only play is tested. */
const records = await navigator.mediaDevices?.getUserMedia({ audio: true }).then((stream) => {
  stream.getTracks().forEach((track) => track.stop());
  return typeof MediaRecorder === 'function';
}, () => false);
// WebKitGTK’s driver lets nobody answer the question for the microphone; the others have one that is made up.
if (!records && !/AppleWebKit(?!.*Chrome)/.test(navigator.userAgent)) throw new Error('this engine has no microphone');
const record = records ? it : it.skip;
/** How many pieces of sound the recorders have given. */
let pieces = 0;
if (records) {
  globalThis.MediaRecorder = class extends MediaRecorder {
    constructor(stream: MediaStream) {
      super(stream);
      this.addEventListener('dataavailable', ({ data }) => (pieces += Math.sign(data.size)));
    }
  };
}

describe('kinds: voice messages, recorded', () => {
  const at = new VoicePage();
  /** The recording is at least so long, a busy machine shows not every second; and there is something in it: a recorder may begin later than the clock. */
  const lasts = (page: Element, seconds: number): Promise<unknown> => {
    const before = pieces;
    return until(() => pieces > before && Number(textOf(find(strip(page) as Element, '[role=timer]') as Element).split(':')[1]) >= seconds, `${seconds} s of it`);
  };
  /** Begins to play: what is short may be over before anybody looks. */
  const plays = async (bar: Element): Promise<void> => {
    let isHeard = false;
    const observer = new MutationObserver(() => (isHeard ||= button(bar, 'Pause voice message') !== undefined));
    observer.observe(bar.shadowRoot!, { subtree: true, childList: true, attributes: true });
    await click(bar, 'Play voice message');
    await until(() => isHeard, 'the sound');
    observer.disconnect();
  };

  record('R-23 is recorded, paused, heard and sent; the text that was being written stays', async () => {
    const page = await at.open('ana');
    const field = await until(() => find<HTMLTextAreaElement>(page, 'textarea[aria-label="Message"]'));
    type(field, 'Half a sentence');
    await click(page, 'Voice message');
    await until(() => button(page, 'Pause recording'), 'the recording');
    await until(() => find(strip(page)!, '.levels path')?.getAttribute('d')?.includes('v'), 'the level');
    await expectAccessible(strip(page));
    const words = textOf(strip(page)!);
    expect(words).to.include('Recording').and.to.match(/[12]:\d\d left/);
    expect(strip(page)!.scrollWidth).to.be.at.most(390);
    await lasts(page, 1);
    await click(page, 'Pause recording');
    await until(() => textOf(strip(page)!).includes('Paused'), 'the pause');
    await click(page, 'Go on recording');
    await click(page, 'Stop');
    const player = await until(() => find(strip(page)!, 'clinic-voice-sound'), 'the player');
    await expectAccessible(strip(page));
    await plays(player);
    at.scene.workspace.controls('ana').uploadsPaused = true;
    await click(strip(page)!, 'Send');
    await until(() => !strip(page) && sound(page), 'the message on its way');
    // Heard from the bytes that are here, while they go up.
    await plays(sound(page));
    expect(at.sent()).to.have.length(0);
    at.scene.workspace.controls('ana').uploadsPaused = false;
    await until(() => at.sent().length === 1, 'the message');
    const [message] = at.sent();
    const { seconds, peaks } = message!.payload as VoicePayload;
    expect(seconds).to.be.greaterThan(0.9).and.lessThan(60);
    expect(peaks).to.have.length(64);
    expect(message!.files[0]).to.include({ type: 'audio/wav', name: 'Voice message.wav', duration: seconds });
    expect(message!.files[0]!.size).to.be.closeTo(44 + seconds * 32_000, 2);
    expect([field.value, strip(page) === undefined]).to.deep.equal(['Half a sentence', true]);
    await until(() => find(page, 'textarea:focus'), 'the composer');
  });

  record('R-23 stops by itself at the limit, counted from when the recorder begins, says so, and keeps the recording', async () => {
    const page = await at.open('maya', [], { voiceSeconds: 1 });
    const { prototype } = MediaRecorder;
    const { start } = prototype;
    prototype.start = function (slice) {
      Reflect.deleteProperty(prototype, 'start');
      setTimeout(() => start.call(this, slice), 1_500);
    };
    await click(page, 'Voice message');
    await until(() => strip(page) && textOf(strip(page)!).includes('The recording has stopped at 0:01'), 'the end');
    await click(strip(page)!, 'Send');
    await until(() => at.sent().length === 1, 'the message');
    expect((at.sent()[0]!.payload as VoicePayload).seconds).to.be.at.most(1.5);
  });

  record('R-23 what is longer than a few seconds is discarded only after a question; Escape stops and goes no further', async () => {
    const page = await at.open('ana');
    await click(page, 'Voice message');
    await until(() => find(strip(page)!, '.levels path')?.getAttribute('d')?.includes('v'), 'the beginning of it');
    await click(page, 'Stop');
    await until(() => find(strip(page)!, 'clinic-voice-sound'), 'the player');
    // Short ones go at once.
    await click(page, 'Discard recording');
    await until(() => !strip(page), 'the end');
    await click(page, 'Voice message');
    await lasts(page, 5);
    await click(page, 'Discard recording');
    await until(() => /Discard the recording of 0:\d\d\?/.test(textOf(strip(page)!)), 'the question');
    await until(() => button(page, 'Keep')?.matches(':focus'), 'the focus on what loses nothing');
    let others = 0;
    page.addEventListener('keydown', () => (others += 1));
    press(button(page, 'Keep')!, 'Escape');
    await until(() => button(page, 'Go on recording'), 'the recording as it was');
    press(button(page, 'Go on recording')!, 'Escape');
    await until(() => find(strip(page)!, 'clinic-voice-sound'), 'what was recorded');
    expect(others).to.equal(0);
    await click(page, 'Discard recording');
    await click(page, 'Discard');
    await until(() => !strip(page), 'the end');
    expect(at.sent()).to.have.length(0);
  });

  record('R-23 leaving the thread stops the microphone and keeps the recording; coming back it is there; leaving the page is asked about', async () => {
    const page = await at.open('maya');
    await click(page, 'Voice message');
    await lasts(page, 1);
    const leave = (): boolean => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(leave()).to.equal(false);
    page.thread = 'maya-ana';
    await until(() => !strip(page), 'another thread');
    page.thread = 'v';
    await until(() => strip(page) && textOf(strip(page)!).includes('It is kept.'), 'the recording');
    expect(leave()).to.equal(false);
    await click(page, 'Discard recording');
    await until(() => !strip(page), 'the end');
    expect(leave()).to.equal(true);
  });

  record('R-23 in a thread that is still being created a recording goes on while the thread gets its name', async () => {
    const page = await at.open('ana');
    const chat = at.scene.chat('ana');
    await until(() => button(page, 'Voice message'));
    at.scene.workspace.controls('ana').offline = true;
    chat.dispatch({ type: 'thread.create', id: 'new', kind: 'direct', participants: ['tom'] });
    await until(() => chat.thread('new').get(), 'the thread');
    page.thread = 'new';
    await click(page, 'Voice message');
    await until(() => button(page, 'Pause recording'), 'the recording');
    at.scene.workspace.controls('ana').offline = false;
    chat.dispatch({ type: 'connection.retry' });
    await until(() => chat.resolve('new') !== 'new', 'its name');
    await lasts(page, 1);
    expect(button(page, 'Pause recording')).to.not.equal(undefined);
  });

  record('R-23 out of sight it stops, and keeps what it has', async () => {
    const page = await at.open('ana');
    await click(page, 'Voice message');
    await lasts(page, 1);
    page.style.visibility = 'hidden';
    await until(() => textOf(strip(page)!).includes('stopped when it was out of sight'), 'the end');
    page.style.visibility = '';
  });

  describe('the microphone', () => {
    const real = Object.getOwnPropertyDescriptor(MediaDevices.prototype, 'getUserMedia')!;
    const answer = (act: () => Promise<MediaStream>): void => void Object.defineProperty(MediaDevices.prototype, 'getUserMedia', { ...real, value: act });
    afterEach(() => void Object.defineProperty(MediaDevices.prototype, 'getUserMedia', real));
    const supported = typeof MediaRecorder === 'function' && isSecureContext ? it : it.skip;

    supported('R-23 refused, none there, in use: each is explained, with what to do', async () => {
      const page = await at.open('ana');
      for (const [name, words] of [['NotAllowedError', 'Allow it by the sign beside the page’s address'], ['NotFoundError', 'Plug one in'], ['NotReadableError', 'in use elsewhere'], ['OddError', 'Please try again']] as const) {
        answer(() => Promise.reject(new DOMException('', name)));
        if (button(page, 'Try again')) await click(page, 'Try again');
        else await click(page, 'Voice message');
        await until(() => strip(page) && textOf(strip(page)!).includes(words), words);
      }
      await expectAccessible(strip(page));
      await click(page, 'Close');
      await until(() => !strip(page), 'the end');
    });

    supported('R-23 a question for the microphone that is answered after the end leaves it switched off', async () => {
      const page = await at.open('ana');
      let stopped = 0;
      let give: (stream: MediaStream) => void = () => undefined;
      answer(() => new Promise((resolve) => (give = resolve)));
      await click(page, 'Voice message');
      await until(() => strip(page) && textOf(strip(page)!).includes('Please allow the microphone'), 'the question');
      await click(page, 'Discard recording');
      give({ getTracks: () => [{ stop: () => (stopped += 1) }] } as unknown as MediaStream);
      await until(() => stopped === 1, 'the microphone switched off');
    });

    record('R-23 unplugged midway: what was recorded until then is kept', async () => {
      let given: MediaStream | undefined;
      const page = await at.open('ana');
      answer(async () => (given = await (real.value as MediaDevices['getUserMedia']).call(navigator.mediaDevices, { audio: true })));
      await click(page, 'Voice message');
      await lasts(page, 1);
      const [track] = given!.getAudioTracks();
      track!.stop();
      track!.dispatchEvent(new Event('ended'));
      await until(() => textOf(strip(page)!).includes('The microphone is gone. What was recorded until then is kept.'), 'the explanation');
      expect(find(strip(page)!, 'clinic-voice-sound')).to.not.equal(undefined);
    });
  });

  record('R-23 T1 T11 a line that is cut while it goes up loses nothing: it is heard meanwhile, and arrives once', async () => {
    const page = await at.open('ana');
    await click(page, 'Voice message');
    await lasts(page, 1);
    const controls = at.scene.workspace.controls('ana');
    controls.uploadsPaused = true;
    await click(strip(page)!, 'Send');
    await until(() => !strip(page) && sound(page), 'the message on its way');
    controls.offline = true;
    controls.uploadsPaused = false;
    await until(() => findAll(page, 'clinic-message').some((row) => textOf(row).includes('Waiting')), 'the message that waits');
    await plays(sound(page));
    expect(at.sent()).to.have.length(0);
    controls.offline = false;
    at.scene.chat('ana').dispatch({ type: 'connection.retry' });
    await until(() => findAll(page, 'clinic-message').some((row) => textOf(row).includes('Sent')), 'the message at the clinic');
    expect(at.sent()).to.have.length(1);
  });

  record('R-23 T10 on a device whose disk is full a recording waits in the page, which says so, and goes once there is a connection', async () => {
    at.scene = stage(world([]), { storage: fullStorage });
    // The sentence stands above list and thread.
    const box = await place<HTMLElement>(html`<div><clinic-inbox .chat=${at.scene.chat('ana')} thread="v"></clinic-inbox></div>`);
    Object.assign(box.style, { inlineSize: '1000px', blockSize: '640px' });
    const page = box.querySelector('clinic-inbox') as HTMLElement;
    await click(page, 'Voice message');
    await until(() => strip(page) && textOf(strip(page)!).includes('0:01'), 'a second');
    await click(page, 'Stop');
    await until(() => find(strip(page)!, 'clinic-voice-sound'), 'the recording');
    at.scene.workspace.controls('ana').offline = true;
    await click(strip(page)!, 'Send');
    await until(() => textOf(page).includes('What you write is not kept on this device. Leave this page open until it is sent.'), 'the sentence');
    await until(() => sound(page), 'the message');
    expect(at.sent()).to.have.length(0);
    at.scene.workspace.controls('ana').offline = false;
    at.scene.chat('ana').dispatch({ type: 'connection.retry' });
    await until(() => at.sent().length === 1, 'the message at the clinic', 30_000);
    await until(() => !textOf(page).includes('not kept on this device'), 'the end of the sentence');
  });

  record('R-03 R-23 a relation records for the patient where the clinic lets them send, and has no such button where not', async () => {
    const family = (maySend: boolean): MemorySeed => ({ ...seed([{ id: 'v', participants: ['ana', 'luis', 'maya'], messages: [] }]), people: people.map((one) => (one.id === 'luis' ? { ...one, maySend } : one)) });
    at.scene = stage(family(true));
    const page = await at.show('luis');
    await click(page, 'Voice message');
    await until(() => strip(page) && textOf(strip(page)!).includes('0:01'), 'a second');
    await click(strip(page)!, 'Send');
    await until(() => at.sent().length === 1, 'the message');
    expect([at.sent()[0]?.author, at.sent()[0]?.onBehalfOf]).to.deep.equal(['luis', 'ana']);
    at.end();
    at.scene = stage(family(false));
    const silent = await at.show('luis');
    await still(silent);
    expect(button(silent, 'Voice message')).to.equal(undefined);
  });
});
