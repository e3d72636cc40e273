import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/message.js';
import type { ClinicMessage } from '../../src/elements/message.js';
import type { Message } from '../../src/model/index.js';
import '../support/assertions.js';
import { until } from '../support/page.js';
import { fixture as workspace, stage } from '../support/workspace.js';

const message = (text: string, revision = 1): Message => ({
  id: 'm1', threadId: 'knee', author: 'maya', sentAt: 0, position: '1', revision, kind: 'text', payload: { text, format: 'plain' }, files: [], delivery: 'sent',
});

describe('clinic-message: words alone', () => {
  it('R-04 are drawn as typed without an element of the kind, which comes with a link and goes with it', async () => {
    const set = stage(workspace());
    const element = await fixture<ClinicMessage>(html`<clinic-message .chat=${set.chat('ana')} .message=${message('  1. *as typed*\n <b>')}></clinic-message>`);
    const bubble = element.shadowRoot!.querySelector('.bubble')!;
    expect(bubble.querySelector('clinic-kind-text')).to.equal(null);
    const words = bubble.querySelector<HTMLElement>('.plain')!;
    expect(words.textContent).to.equal('  1. *as typed*\n <b>');
    expect(getComputedStyle(words).whiteSpace).to.contain('pre-wrap');
    await import('../../src/kinds/text/bubble.js');
    element.message = message('https://clinic.example/a', 2);
    await until(() => bubble.querySelector('clinic-kind-text'), 'the element of the kind');
    element.message = message('no link any more', 3);
    await until(() => !bubble.querySelector('clinic-kind-text') && bubble.querySelector('.plain')?.textContent === 'no link any more', 'the words alone');
    set.end();
  });
});
