import { expect } from '@open-wc/testing';
import { EnterKey } from '../../src/elements/enter-key.js';

const key = (more: KeyboardEventInit & { keyCode?: number; at?: number } = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, ...more });
  Object.defineProperty(event, 'keyCode', { value: more.keyCode ?? 13 });
  Object.defineProperty(event, 'timeStamp', { value: more.at ?? 1_000 });
  return event;
};
const ended = (at: number): Event => {
  const event = new Event('compositionend');
  Object.defineProperty(event, 'timeStamp', { value: at });
  return event;
};

describe('the Enter key of the composer', () => {
  it('R-05 Enter sends, Shift+Enter breaks the line', () => {
    const enter = new EnterKey();
    expect(enter.sends(key(), 'send')).to.equal(true);
    expect(enter.sends(key({ shiftKey: true }), 'send')).to.equal(false);
    expect(enter.sends(key({ key: 'a' }), 'send')).to.equal(false);
  });

  it('R-05 the setting turns it round; Control and Command with Enter always send', () => {
    const enter = new EnterKey();
    expect(enter.sends(key(), 'newline')).to.equal(false);
    expect(enter.sends(key({ shiftKey: true }), 'newline')).to.equal(true);
    expect(enter.sends(key({ ctrlKey: true }), 'newline')).to.equal(true);
    expect(enter.sends(key({ metaKey: true }), 'send')).to.equal(true);
  });

  it('R-05 input methods never send: during the composition (Chromium, Firefox)', () => {
    const enter = new EnterKey();
    expect(enter.sends(key({ isComposing: true, keyCode: 229 }), 'send')).to.equal(false);
    expect(enter.sends(key({ isComposing: true }), 'send')).to.equal(false);
  });

  it('R-05 input methods never send: the composition ends before the key press (Safari), with key code 229 or without', () => {
    const enter = new EnterKey();
    enter.onCompositionEnd(ended(995));
    expect(enter.sends(key({ keyCode: 229 }), 'send')).to.equal(false);
    enter.onCompositionEnd(ended(995));
    expect(enter.sends(key(), 'send')).to.equal(false);
    expect(enter.sends(key(), 'send'), 'the next press').to.equal(true);
  });

  it('R-05 after the key is up again, the next Enter sends at once', () => {
    const enter = new EnterKey();
    enter.onCompositionEnd(ended(995));
    enter.onKeyup();
    expect(enter.sends(key(), 'send')).to.equal(true);
  });
});
