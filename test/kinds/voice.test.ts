import { expect } from '@open-wc/testing';
import { wavSeconds } from '../../src/base/wav.js';
import type { MemorySeed } from '../../src/transport/memory/index.js';
import { button, expectAccessible, find, findAll, press, seed, stage, textOf, until } from '../support/shell.js';
import { tone } from './voice-samples.js';
import { click, sound, voice, VoicePage, world } from './voice-page.js';

describe('kinds: voice messages', () => {
  const at = new VoicePage();
  const slider = (page: Element): HTMLElement => find(page, '[role=slider]') as HTMLElement;
  const now = (page: Element): number => Number(slider(page).getAttribute('aria-valuenow'));

  it('R-23 plays with its length and picture, is sought by keys, and its speed can be chosen', async () => {
    const page = await at.open('ana', [voice('maya', 60)]);
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
    const page = await at.open('ana', [voice('maya', 60), voice('ana', 60)]);
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
    const page = await at.open('ana', [
      voice('maya', 1, { files: [{ ...file, scan: 'blocked' }] }), voice('maya', 1, { files: [{ ...file, scan: 'pending' }] }), voice('maya', 1, { files: [] }),
      voice('maya', 1, { files: [{ ...file, name: 'a.amr', type: 'audio/x-unheard-of' }] }), voice('maya', 1),
    ]);
    for (const words of ['Blocked: this file is not safe', 'Being checked', 'The recording is not there any more.', 'This browser cannot play this recording.']) {
      await until(() => textOf(page).includes(words), words);
    }
    expect(button(page, 'Download voice message')).to.not.equal(undefined);
    at.scene.workspace.controls('ana').failNext('fileUrl', 'offline');
    await click(page, 'Play voice message');
    await until(() => textOf(sound(page)).includes('It could not be played.'), 'the reason');
    await click(page, 'Play voice message');
    await until(() => button(page, 'Pause voice message') ?? now(page) === 0, 'another attempt');
  });

  it('R-24 while a request for payment is open the button is off', async () => {
    const page = await at.open('ana', []);
    await until(() => button(page, 'Voice message')?.matches(':enabled'), 'the button');
    at.end();
    const base = world([]);
    at.scene = stage({ ...base, threads: (base.threads ?? []).map((thread) => (thread.id === 'v' ? { ...thread, hold: { reason: 'payment', message: 'm', by: ['ana'] } } : thread)) } as MemorySeed);
    const held = await at.show('ana');
    await until(() => button(held, 'Voice message')?.matches(':disabled'), 'the button switched off');
  });

  it('R-17 R-23 stands in staff’s bar before the request for payment, beside «Attach files» for the patient, and not at all for who may not', async () => {
    const page = await at.open('maya', []);
    await until(() => button(page, 'Voice message'), 'the button');
    at.end();
    at.scene = stage({ ...seed([{ id: 'v', participants: ['ana', 'maya', 'rosa'], messages: [] }]), coordinates: { rosa: ['maya'] } });
    const rosa = await at.show('rosa');
    await until(() => button(rosa, 'Upload from device') && button(rosa, 'More actions'), 'the bar');
    expect(button(rosa, 'Voice message')).to.equal(undefined);
  });

  it('R-23 in every engine a recording of ours is sound of its length', async () => {
    at.scene = stage(world([]));
    const blob = tone(3);
    expect(wavSeconds(new Uint8Array(await blob.arrayBuffer()), blob.size)).to.equal(3);
    const audio = new Audio(URL.createObjectURL(blob));
    await until(() => audio.readyState > 0, 'its length');
    expect(audio.duration).to.be.closeTo(3, 0.1);
  });
});
