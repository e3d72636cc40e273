/** Runs within the story's page, before its own scripts: it must stand alone, for it is sent there as text. */
export function watchStory() {
  const ends = { storyErrored: 1, storyThrewException: 1, storyMissing: 1, playFunctionThrewException: 1, unhandledErrorsWhilePlaying: 1 };
  let settle;
  const ended = new Promise((resolve) => (settle = resolve));
  const describe = (name, data) => {
    const error = Array.isArray(data) ? data[0] : data;
    const text = error?.message ?? error?.description ?? error?.title ?? JSON.stringify(error ?? '');
    return `${name}: ${String(text).slice(0, 1500)}`;
  };
  // The preview puts its channel on the window some time after us.
  const listen = () => {
    const channel = globalThis.__STORYBOOK_ADDONS_CHANNEL__;
    if (!channel) return void setTimeout(listen, 5);
    for (const name of Object.keys(ends)) channel.on(name, (data) => settle(describe(name, data)));
    channel.on('storyFinished', ({ status, reporters }) => {
      const report = reporters?.find((one) => one.status === 'failed');
      settle(status === 'error' ? `play: ${JSON.stringify(report?.result ?? 'failed')}` : '');
    });
  };
  listen();
  globalThis.storyEnd = (limit) =>
    Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve(`not finished after ${limit} ms`), limit))]);

  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  /** The page and every shadow root in it: each knows its own transitions only. */
  const rootsOf = (root) => [root, ...[...root.querySelectorAll('*')].flatMap((element) => (element.shadowRoot ? rootsOf(element.shadowRoot) : []))];
  /** Two frames for the new styles to be worked out and their transitions to begin; then these are brought to their end. */
  const settled = async () => {
    for (let round = 0, moving = 1; round < 10 && moving > 0; round += 1) {
      await frame();
      await frame();
      const animations = rootsOf(document).flatMap((root) => root.getAnimations());
      const finite = animations.filter(({ effect, playState }) => playState !== 'finished' && effect?.getComputedTiming().endTime !== Infinity);
      for (const animation of finite) animation.finish();
      moving = finite.length;
    }
  };
  /** Switches the look in place, lets it settle, and asks axe. Rules about a whole page's outline do not apply to a part of one. */
  globalThis.axeIn = async (look) => {
    globalThis.clinicApplyLook(look);
    await settled();
    const off = ['region', 'landmark-one-main', 'page-has-heading-one', 'bypass', 'document-title', 'html-has-lang'];
    const { violations } = await globalThis.axe.run(
      { include: [['body']], exclude: [['.sb-wrapper']] },
      { rules: Object.fromEntries(off.map((id) => [id, { enabled: false }])), resultTypes: ['violations'] },
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.flat().join(' ')} ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ''}`).join(' | ')}`);
  };
}
