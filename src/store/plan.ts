import type { ExtrasHost } from './extra-values.js';

/** whether comments on the plan stand among the messages: where the workspace has them and the viewer wishes it. */
export class Plan {
  readonly #host: ExtrasHost;
  #wish = false;

  constructor(host: ExtrasHost) {
    this.#host = host;
  }

  /** As it was stored, or is now. */
  wished(isWished: boolean): void {
    this.#wish = isWished;
    this.switched();
  }

  /** The wish, or the workspace's switch, has changed: what is shown has to follow. */
  switched(): void {
    const { core, rooms } = this.#host;
    const isShown = this.#wish && core.current?.workspace.switches.plan === true;
    if (isShown === core.planShown.get()) return;
    core.planShown.set(isShown);
    this.#host.together(() => {
      for (const { timeline, history } of rooms.all()) {
        for (const message of isShown ? [] : timeline.confirmed.filter((one) => core.isHidden(one))) timeline.drop(message);
        if (!isShown) continue;
        // What is loaded is read anew, where it stands.
        const { phase, newer, messages } = timeline.state.get();
        if (phase === 'loading') void history.newest();
        else if (phase === 'ready') void history.newest(newer.state === 'end' ? undefined : messages[messages.length >> 1]?.id);
      }
    });
  }
}
