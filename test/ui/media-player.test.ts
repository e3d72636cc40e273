import { expect, fixture, html } from '@open-wc/testing';
import { translator } from '../../src/i18n/index.js';
import '../../src/ui/attachments.js';
import '../../src/ui/media-player.js';
import type { ClinicUiAttachments } from '../../src/ui/attachments.js';
import { captionsBeside } from '../../src/ui/captions.js';
import type { AttachedFile } from '../../src/ui/files.js';
import type { ClinicUiMedia } from '../../src/ui/media-player.js';
import { takeTurn } from '../../src/ui/players.js';
import { pause } from '../support/page.js';
import { button, expectAccessible, find, findAll, still, textOf, until } from '../support/shell.js';

const t = translator('en');
const webm = (name = 'Walk.webm'): AttachedFile => ({ id: 'video', name, type: 'video/webm', size: 2_872, duration: 45, scan: 'clean' });
const wav: AttachedFile = { id: 'sound', name: 'Breathing.wav', type: 'audio/wav', size: 30_720_044, duration: 960, scan: 'clean' };
const text = (name: string, id = name): AttachedFile => ({ id, name, type: 'text/plain', size: 60, scan: 'clean' });
const bytes = await fetch(new URL('../support/videos/45.webm', import.meta.url)).then((answer) => answer.blob());
const said = new Blob(['WEBVTT\n\n00:00.000 --> 00:40.000\nBend the knee slowly.\n'], { type: 'text/vtt' });
const address = (file: AttachedFile): Promise<string> => Promise.resolve(URL.createObjectURL(file.name.endsWith('.vtt') ? said : new Blob([bytes], { type: 'video/webm' })));

async function shown(files: AttachedFile[], fileUrl: (file: AttachedFile) => Promise<string> = address): Promise<ClinicUiMedia> {
  const host = await fixture<ClinicUiAttachments>(html`<clinic-ui-attachments .files=${files} .fileUrl=${fileUrl} .t=${t}></clinic-ui-attachments>`);
  return until(() => find<ClinicUiMedia>(host, 'clinic-ui-media'), 'the player');
}
const media = (host: Element): Promise<HTMLMediaElement> => until(() => find<HTMLMediaElement>(host, 'video, audio'), 'the browser’s player');
const press = async (host: Element, name: RegExp): Promise<void> => (await until(() => findAll<HTMLButtonElement>(host, 'button').find((one) => name.test(one.ariaLabel ?? one.textContent ?? '')), String(name))).click();

describe('ui: sound and video in their place', () => {
  // A machine for tests has nothing to hear it with: Firefox plays for a moment, and then tells of an error like any other.
  const { play } = HTMLMediaElement.prototype;
  before(() => { HTMLMediaElement.prototype.play = () => Promise.resolve(); });
  after(() => { HTMLMediaElement.prototype.play = play; });

  it('R-06 a video shows its first picture before it is played, with name, length, size and a download', async () => {
    const host = await shown([webm()]);
    const canvas = await until(() => find<HTMLCanvasElement>(host, 'canvas'), 'the place of the picture');
    await until(() => canvas.getContext('2d')!.getImageData(0, 0, 1, 1).data[3] === 255, 'the first picture');
    expect(find(host, 'video')).to.equal(undefined);
    expect(findAll(host, 'button').map((one) => one.ariaLabel)).to.deep.equal(['Play Walk.webm, 0:45 · 3 kB', 'Download Walk.webm']);
    await expectAccessible(host);
  });

  it('R-06 a file of the same name beside it, as WebVTT, is its captions', async () => {
    const host = await shown([webm(), text('Walk.es.vtt'), text('Walk.en.vtt'), text('Notes.vtt')]);
    await press(host, /^Play/);
    const video = await media(host);
    await until(() => video.textTracks.length === 2 && video.textTracks[1]?.mode === 'showing' && video.textTracks[1].cues?.length === 1, 'the captions in the viewer’s language');
    expect([...video.textTracks].map(({ language, kind }) => `${language} ${kind}`)).to.deep.equal(['es captions', 'en captions']);
    expect(find(host, 'bdi')?.textContent).to.equal('Walk.webm');
  });

  it('R-06 which files are captions of a video is told by their names alone', () => {
    const languages = (name: string, ...files: string[]): string[] => captionsBeside(webm(name), files.map((one) => text(one))).map(({ file, language }) => `${file.name}:${language}`);
    expect(languages('Walk.mp4', 'Walk.vtt', 'Walk.pt-BR.vtt', 'walk.vtt', 'Walk 2.vtt', 'Walk.vtt.exe')).to.deep.equal(['Walk.vtt:', 'Walk.pt-BR.vtt:pt-BR']);
    expect(languages('Walk.day 1.mp4', 'Walk.day 1.vtt', 'Walk.vtt')).to.deep.equal(['Walk.day 1.vtt:']);
    expect(captionsBeside(webm(), [{ ...text('Walk.vtt'), type: 'application/octet-stream' }])).to.deep.equal([]);
  });

  it('R-06 what this browser cannot play says so in a sentence, and can be downloaded', async () => {
    const host = await shown([{ ...wav, name: 'Old phone.amr', type: 'audio/x-unheard-of' }]);
    await until(() => textOf(host).includes('This browser cannot play this kind of sound. You can download it.'), 'the sentence');
    expect(findAll(host, 'button').map((one) => one.ariaLabel)).to.deep.equal(['Download Old phone.amr']);
  });

  it('R-06 bytes that are none, or that do not come, are told, and tried again by a press', async () => {
    let isGone = true;
    const host = await shown([webm()], (file) => (isGone ? Promise.resolve(URL.createObjectURL(new Blob(['no video'], { type: 'video/webm' }))) : address(file)));
    await press(host, /^Play/);
    await until(() => textOf(host).includes('The video could not be played here.'), 'the sentence');
    isGone = false;
    await press(host, /^Try again/);
    await until(() => (find<HTMLVideoElement>(host, 'video')?.readyState ?? 0) > 0, 'the video');
  });

  it('R-06 where its ticket has run out it asks for the next and goes on at the same second, without a press', async () => {
    const tickets: string[] = [];
    const host = await shown([wav], () => Promise.resolve(`/ticketed.wav?ticket=${tickets[tickets.push(crypto.randomUUID()) - 1]}`));
    await press(host, /^Play Breathing/);
    const sound = await media(host);
    await until(() => sound.readyState > 0 && tickets.length === 1, 'the sound');
    expect(Math.round(sound.duration)).to.equal(960);
    sound.pause();
    sound.currentTime = 900;
    await until(() => !sound.seeking && sound.currentTime === 900 && sound.readyState >= 2, 'the end of the first search');
    await fetch(`/ticketed.wav?expire=${tickets[0]}`);
    sound.currentTime = 400;
    // A browser that has brought all of it by then, as WebKit may on a busy machine, asks nobody, and needs none.
    const isRenewed = async (): Promise<boolean> => (tickets.length === 2 ? sound.src.includes(tickets[1]!) : (await (await fetch(`/ticketed.wav?refused=${tickets[0]}`)).text()) === 'false');
    await until(async () => sound.readyState >= 2 && !sound.seeking && sound.currentTime === 400 && (await isRenewed()), 'the sound at the same second');
    expect([sound.currentTime, sound.paused, textOf(host).includes('could not be played')]).to.deep.equal([400, true, false]);
  });

  it('R-06 what fails again at the same place is told, and not asked for without end', async () => {
    const tickets: string[] = [];
    const host = await shown([wav], () => Promise.resolve(`/ticketed.wav?ticket=${tickets[tickets.push(crypto.randomUUID()) - 1]}`));
    await press(host, /^Play Breathing/);
    const sound = await media(host);
    await until(() => sound.readyState > 0, 'the sound');
    sound.pause();
    // Its attributes say so before its events do, and a fault before anything was played is another one.
    const hasSought = new Promise((resolve) => { sound.addEventListener('seeked', resolve, { once: true }); });
    sound.currentTime = 30;
    await hasSought;
    await until(() => !sound.seeking && sound.currentTime === 30, 'the place');
    const damaged = (): boolean => {
      Object.defineProperty(sound, 'error', { value: { code: 3 }, configurable: true });
      sound.dispatchEvent(new Event('error'));
      return Reflect.deleteProperty(sound, 'error');
    };
    damaged();
    await until(() => tickets.length === 2 && sound.src.includes(tickets[1]!) && sound.readyState > 0 && !sound.seeking && sound.currentTime === 30, 'the next address');
    damaged();
    await until(() => textOf(host).includes('The sound could not be played here.'), 'the sentence');
    expect(tickets.length).to.equal(2);
    expect(button(host, 'Try again')?.matches(':enabled')).to.equal(true);
  });

  it('R-23 it falls silent when something else begins to sound or to record', async () => {
    const host = await shown([wav], () => Promise.resolve(`/ticketed.wav?ticket=${crypto.randomUUID()}`));
    await press(host, /^Play Breathing/);
    const sound = await media(host);
    await until(() => sound.readyState > 0, 'the sound');
    sound.dispatchEvent(new Event('playing'));
    let isPaused = false;
    sound.pause = () => (isPaused = true);
    takeTurn({});
    expect(isPaused).to.equal(true);
  });

  it('R-06 what has left the page lets go of its connection, of which a browser has six for each server', async () => {
    for (let i = 0; i < 9; i++) {
      const host = await shown([wav], () => Promise.resolve(`/ticketed.wav?ticket=${crypto.randomUUID()}`));
      await press(host, /^Play Breathing/);
      const sound = await media(host);
      await until(() => sound.readyState > 0, `sound ${i}`);
      host.remove();
      await until(() => sound.networkState === HTMLMediaElement.NETWORK_EMPTY, 'the end of the connection');
    }
  });

  it('R-06 who leaves as a video has just begun to load leaves a page that goes on, and nothing that loads', async () => {
    const left: HTMLMediaElement[] = [];
    for (let i = 0; i < 30; i++) {
      const host = await shown([webm()]);
      await press(host, /^Play/);
      const video = await media(host);
      await until(() => video.src && video.networkState !== HTMLMediaElement.NETWORK_NO_SOURCE, `video ${i}`);
      // As far into it as no other time.
      await pause(i);
      host.remove();
      left.push(video);
    }
    await until(() => left.every(({ networkState }) => networkState === HTMLMediaElement.NETWORK_EMPTY), 'the end of all connections');
  });

  it('R-06 a video that is being checked or was blocked is not loaded', async () => {
    const asked: string[] = [];
    const host = await fixture<ClinicUiAttachments>(html`<clinic-ui-attachments .files=${[{ ...webm(), scan: 'blocked' }]} .fileUrl=${(file: AttachedFile) => (asked.push(file.id), address(file))} .t=${t}></clinic-ui-attachments>`);
    await still(host);
    expect([find(host, 'clinic-ui-media'), button(host, 'Play Walk.webm'), asked]).to.deep.equal([undefined, undefined, []]);
    expect(textOf(host)).to.include('Blocked: this file is not safe');
  });
});
