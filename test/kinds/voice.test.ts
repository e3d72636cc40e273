import { expect, fixture as place, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define.js';
import type { ClinicThread } from '../../src/elements/thread.js';
import type { Message } from '../../src/model/index.js';
import type { VoicePayload } from '../../src/kinds/index.js';
import type { MemorySeed, SeedMessage } from '../../src/transport/memory/index.js';
import { wavSeconds } from '../../src/base/wav.js';
import { button, expectAccessible, find, findAll, fullStorage, press, seed, stage, still, textOf, type, until, type Stage } from '../support/shell.js';
import { people } from '../support/workspace.js';
import { spoken, tone } from './voice-samples.js';

const voice = (author: string, seconds: number, more: Partial<SeedMessage> = {}): SeedMessage =>
  ({ author, kind: 'voice', payload: spoken(seconds), files: [{ name: 'Voice message.wav', blob: tone(seconds), duration: seconds }], ...more });
const world = (messages: SeedMessage[], limits: Record<string, number> = {}): MemorySeed => {
  const plain = seed([{ id: 'v', participants: ['ana', 'maya'], messages }]);
  return { ...plain, workspace: { ...plain.workspace, limits } } as MemorySeed;
};

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

describe('kinds: voice messages', () => {
  let scene: Stage;
  afterEach(() => {
    fixtureCleanup();
    scene.end();
  });

  const open = async (who: string, messages: SeedMessage[] = [], limits?: Record<string, number>): Promise<ClinicThread> => {
    scene = stage(world(messages, limits));
    return show(who);
  };
  const show = async (who: string, width = 390): Promise<ClinicThread> => {
    const box = await place<HTMLElement>(html`<div><clinic-thread .chat=${scene.chat(who)} thread="v"></clinic-thread></div>`);
    Object.assign(box.style, { inlineSize: `${width}px`, blockSize: '560px' });
    await until(() => scene.chat(who).timeline('v').get().phase === 'ready', 'the thread');
    return box.querySelector('clinic-thread') as ClinicThread;
  };
  const strip = (page: Element): HTMLElement | undefined => find(page, 'clinic-kind-voice-recorder');
  const sound = (page: Element, at = 0): HTMLElement => findAll(page, 'clinic-voice-sound')[at] as HTMLElement;
  const slider = (page: Element): HTMLElement => find(page, '[role=slider]') as HTMLElement;
  const now = (page: Element): number => Number(slider(page).getAttribute('aria-valuenow'));
  const click = async (page: Element, name: string): Promise<void> => (await until(() => button(page, name), `the button «${name}»`)).click();
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
  const sent = (): Message[] => scene.workspace.messagesOf('v').filter(({ kind }) => kind === 'voice');

  record('R-23 is recorded, paused, heard and sent; the text that was being written stays', async () => {
    const page = await open('ana');
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
    scene.workspace.controls('ana').uploadsPaused = true;
    await click(strip(page)!, 'Send');
    await until(() => !strip(page) && sound(page), 'the message on its way');
    // Heard from the bytes that are here, while they go up.
    await plays(sound(page));
    expect(sent()).to.have.length(0);
    scene.workspace.controls('ana').uploadsPaused = false;
    await until(() => sent().length === 1, 'the message');
    const [message] = sent();
    const { seconds, peaks } = message!.payload as VoicePayload;
    expect(seconds).to.be.greaterThan(0.9).and.lessThan(60);
    expect(peaks).to.have.length(64);
    expect(message!.files[0]).to.include({ type: 'audio/wav', name: 'Voice message.wav', duration: seconds });
    expect(message!.files[0]!.size).to.be.closeTo(44 + seconds * 32_000, 2);
    expect([field.value, strip(page) === undefined]).to.deep.equal(['Half a sentence', true]);
    await until(() => find(page, 'textarea:focus'), 'the composer');
  });

  record('R-23 stops by itself at the limit, says so, and keeps the recording', async () => {
    const page = await open('maya', [], { voiceSeconds: 1 });
    await click(page, 'Voice message');
    await until(() => strip(page) && textOf(strip(page)!).includes('The recording has stopped at 0:01'), 'the end');
    await click(strip(page)!, 'Send');
    await until(() => sent().length === 1, 'the message');
    expect((sent()[0]!.payload as VoicePayload).seconds).to.be.at.most(1.5);
  });

  record('R-23 what is longer than a few seconds is discarded only after a question; Escape stops and goes no further', async () => {
    const page = await open('ana');
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
    expect(sent()).to.have.length(0);
  });

  record('R-23 leaving the thread stops the microphone and keeps the recording; coming back it is there; leaving the page is asked about', async () => {
    const page = await open('maya');
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
    const page = await open('ana');
    const chat = scene.chat('ana');
    await until(() => button(page, 'Voice message'));
    scene.workspace.controls('ana').offline = true;
    chat.dispatch({ type: 'thread.create', id: 'new', kind: 'direct', participants: ['tom'] });
    await until(() => chat.thread('new').get(), 'the thread');
    page.thread = 'new';
    await click(page, 'Voice message');
    await until(() => button(page, 'Pause recording'), 'the recording');
    scene.workspace.controls('ana').offline = false;
    chat.dispatch({ type: 'connection.retry' });
    await until(() => chat.resolve('new') !== 'new', 'its name');
    await lasts(page, 1);
    expect(button(page, 'Pause recording')).to.not.equal(undefined);
  });

  record('R-23 out of sight it stops, and keeps what it has', async () => {
    const page = await open('ana');
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
      const page = await open('ana');
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
      const page = await open('ana');
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
      const page = await open('ana');
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

  it('R-23 plays with its length and picture, is sought by keys, and its speed can be chosen', async () => {
    const page = await open('ana', [voice('maya', 60)]);
    const bar = await until(() => sound(page), 'the player');
    await until(() => textOf(bar).includes('0:00 of 1:00'), 'its length');
    await expectAccessible(bar);
    press(slider(page), 'ArrowRight');
    await until(() => now(page) === 2, 'two seconds on');
    press(slider(page), 'End');
    await until(() => now(page) === 60, 'the end');
    press(slider(page), 'Home');
    press(slider(page), 'PageUp');
    await until(() => slider(page).getAttribute('aria-valuetext') === '0:10 of 1:00', 'ten seconds');
    press(slider(page), 'ArrowLeft');
    await click(page, 'Speed 1×');
    await until(() => button(page, 'Speed 1.5×'), 'the speed');
    await click(page, 'Play voice message');
    await until(() => now(page) > 8, 'the sound going on');
    await click(page, 'Pause voice message');
    await until(() => button(page, 'Play voice message'), 'the pause');
    await click(page, 'Speed 1.5×');
    await click(page, 'Speed 2×');
  });

  it('R-23 one plays at a time; it goes on while its row is scrolled away, and stops when the thread is left', async () => {
    const page = await open('ana', [voice('maya', 60), voice('ana', 60)]);
    await until(() => sound(page, 1), 'two players');
    await click(sound(page, 0), 'Play voice message');
    await until(() => button(sound(page, 0), 'Pause voice message'), 'the first');
    await click(sound(page, 1), 'Play voice message');
    await until(() => button(sound(page, 1), 'Pause voice message'), 'the second');
    await until(() => button(sound(page, 0), 'Play voice message'), 'the first silent');
    // As a windowed list does.
    const row = findAll(page, 'clinic-kind-voice')[1]!;
    const around = row.parentNode!;
    const { sound: heard } = find(row, 'clinic-voice-sound') as unknown as { sound: { phase: string; position: number } };
    row.remove();
    const before = heard.position;
    await until(() => heard.position > before + 0.3, 'the sound going on');
    around.append(row);
    await until(() => button(sound(page, 1), 'Pause voice message'), 'the row as it plays');
    page.thread = 'maya-ana';
    await until(() => heard.phase === 'paused', 'silence');
  });

  it('R-23 what cannot be loaded, is blocked, being checked, gone or not to be played is told in words', async () => {
    const file = { name: 'Voice message.wav', blob: tone(1), duration: 1 };
    const page = await open('ana', [
      voice('maya', 1, { files: [{ ...file, scan: 'blocked' }] }), voice('maya', 1, { files: [{ ...file, scan: 'pending' }] }), voice('maya', 1, { files: [] }),
      voice('maya', 1, { files: [{ ...file, name: 'a.amr', type: 'audio/x-unheard-of' }] }), voice('maya', 1),
    ]);
    for (const words of ['Blocked: this file is not safe', 'Being checked', 'The recording is not there any more.', 'This browser cannot play this recording.']) {
      await until(() => textOf(page).includes(words), words);
    }
    expect(button(page, 'Download voice message')).to.not.equal(undefined);
    scene.workspace.controls('ana').failNext('fileUrl', 'offline');
    await click(page, 'Play voice message');
    await until(() => textOf(sound(page)).includes('It could not be played.'), 'the reason');
    await click(page, 'Play voice message');
    await until(() => button(page, 'Pause voice message') ?? now(page) === 0, 'another attempt');
  });

  record('R-23 T10 on a device whose disk is full a recording waits in the page, which says so, and goes once there is a connection', async () => {
    scene = stage(world([]), { storage: fullStorage });
    // The sentence stands above list and thread.
    const box = await place<HTMLElement>(html`<div><clinic-inbox .chat=${scene.chat('ana')} thread="v"></clinic-inbox></div>`);
    Object.assign(box.style, { inlineSize: '1000px', blockSize: '640px' });
    const page = box.querySelector('clinic-inbox') as HTMLElement;
    await click(page, 'Voice message');
    await until(() => strip(page) && textOf(strip(page)!).includes('0:01'), 'a second');
    await click(page, 'Stop');
    await until(() => find(strip(page)!, 'clinic-voice-sound'), 'the recording');
    scene.workspace.controls('ana').offline = true;
    await click(strip(page)!, 'Send');
    await until(() => textOf(page).includes('What you write is not kept on this device. Leave this page open until it is sent.'), 'the sentence');
    await until(() => sound(page), 'the message');
    expect(sent()).to.have.length(0);
    scene.workspace.controls('ana').offline = false;
    scene.chat('ana').dispatch({ type: 'connection.retry' });
    await until(() => sent().length === 1, 'the message at the clinic', 30_000);
    await until(() => !textOf(page).includes('not kept on this device'), 'the end of the sentence');
  });

  record('R-03 R-23 a relation records for the patient where the clinic lets them send, and has no such button where not', async () => {
    const family = (maySend: boolean): MemorySeed => ({ ...seed([{ id: 'v', participants: ['ana', 'luis', 'maya'], messages: [] }]), people: people.map((one) => (one.id === 'luis' ? { ...one, maySend } : one)) });
    scene = stage(family(true));
    const page = await show('luis');
    await click(page, 'Voice message');
    await until(() => strip(page) && textOf(strip(page)!).includes('0:01'), 'a second');
    await click(strip(page)!, 'Send');
    await until(() => sent().length === 1, 'the message');
    expect([sent()[0]?.author, sent()[0]?.onBehalfOf]).to.deep.equal(['luis', 'ana']);
    fixtureCleanup();
    scene.end();
    scene = stage(family(false));
    const silent = await show('luis');
    await still(silent);
    expect(button(silent, 'Voice message')).to.equal(undefined);
  });

  it('R-24 while a request for payment is open the button is off', async () => {
    const page = await open('ana', []);
    await until(() => button(page, 'Voice message')?.matches(':enabled'), 'the button');
    fixtureCleanup();
    scene.end();
    const base = world([]);
    scene = stage({ ...base, threads: (base.threads ?? []).map((thread) => (thread.id === 'v' ? { ...thread, hold: { reason: 'payment', message: 'm', by: ['ana'] } } : thread)) } as MemorySeed);
    const held = await show('ana');
    await until(() => button(held, 'Voice message')?.matches(':disabled'), 'the button switched off');
  });

  it('R-17 R-23 stands in staff’s bar before the request for payment, beside «Attach files» for the patient, and not at all for who may not', async () => {
    const page = await open('maya', []);
    await until(() => button(page, 'Voice message'), 'the button');
    fixtureCleanup();
    scene.end();
    scene = stage({ ...seed([{ id: 'v', participants: ['ana', 'maya', 'rosa'], messages: [] }]), coordinates: { rosa: ['maya'] } });
    const rosa = await show('rosa');
    await until(() => button(rosa, 'Upload from device') && button(rosa, 'More actions'), 'the bar');
    expect(button(rosa, 'Voice message')).to.equal(undefined);
  });

  it('R-23 in every engine a recording of ours is sound of its length', async () => {
    scene = stage(world([]));
    const blob = tone(3);
    expect(wavSeconds(new Uint8Array(await blob.arrayBuffer()), blob.size)).to.equal(3);
    const audio = new Audio(URL.createObjectURL(blob));
    await until(() => audio.readyState > 0, 'its length');
    expect(audio.duration).to.be.closeTo(3, 0.1);
  });
});
