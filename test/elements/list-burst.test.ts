import { expect, html } from '@open-wc/testing';
import '../../src/elements/message-list.js';
import { findAll, mount, pause, seed, stage, textOf, until } from '../support/elements.js';

it('what comes alone rises into its place; once more comes with it nothing goes on moving', async () => {
  const at = stage(seed());
  const owner = await mount(at.chat('ana'), html`<clinic-message-list thread="knee"></clinic-message-list>`);
  const list = owner.querySelector('clinic-message-list')!;
  const articles = (): HTMLElement[] => findAll(list, '[role=article]');
  await until(() => articles().length === at.chat('ana').timeline('knee').get().messages.length && articles().every((one) => one.hasAttribute('aria-label')), 'all the messages');
  const moving = (): string[] => articles().filter((one) => one.getAnimations({ subtree: true }).length > 0).map(textOf);
  await pause(400);
  at.workspace.say('knee', 'maya', 'Alone');
  await until(() => moving().some((text) => text.includes('Alone')), 'the rise');
  at.workspace.say('knee', 'maya', 'Not alone');
  await until(() => textOf(articles().at(-1)!).includes('Not alone'), 'the second');
  expect(moving()).to.deep.equal([]);
  at.end();
});
