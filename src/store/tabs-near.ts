import { codeMissing } from '../base/code-missing.js';
import type { Broadcast, Platform } from '../base/platform.js';
import type { Session } from '../model/index.js';
import type { Core } from './core.js';
import type { OtherTabs } from './tabs-port.js';

/** The channel on which tabs of this origin hear of one another, whoever uses them: all that it tells is that there is one more. */
const channelName = 'clinic-chat.here';

/**
 * Tells the other tabs of this origin that this one is here, and calls `met` as soon as it hears of another: what joins tabs has to be loaded by
 * those alone who have several.
 */
function watchForTabs({ broadcast }: Platform, met: () => void): Broadcast | undefined {
  const channel = broadcast?.(channelName);
  channel?.listen((said) => {
    if (said === 'new') channel.post('here');
    met();
  });
  channel?.post('new');
  return channel;
}

export interface NearHooks {
  /** Makes what joins the other tabs of the browser. Rejects where its code cannot be loaded. */
  tabs(): Promise<OtherTabs>;
  /** What the open session ends with; undefined where none is open. */
  session(): AbortSignal | undefined;
  /** Another tab has the stream of events. */
  follow(): void;
}

/** Looks for other tabs of this person, and joins them. Until there are any the stream of events is this tab's own. */
export class Near {
  readonly #core: Core;
  readonly #hooks: NearHooks;
  #tabs: Promise<unknown> | undefined;
  /** Ends the stream of a tab that has joined no other. */
  #apart: AbortController | undefined;
  #channel: Broadcast | undefined;

  constructor(core: Core, hooks: NearHooks) {
    this.#core = core;
    this.#hooks = hooks;
  }

  look(): void {
    const { platform, tabs } = this.#core;
    if (platform.locks && !tabs) this.#channel = watchForTabs(platform, () => this.#meet());
  }

  /** The other tabs may not have heard, or their answer came to nothing. */
  again(): void {
    if (!this.#core.tabs) this.#channel?.post('new');
  }

  stop(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** Whether this tab has the stream, and until when. */
  async stream(session: Session, signal: AbortSignal): Promise<AbortSignal | undefined> {
    await this.#tabs;
    const { tabs } = this.#core;
    if (!tabs) {
      const apart = (this.#apart = new AbortController());
      signal.addEventListener('abort', () => apart.abort());
      return apart.signal;
    }
    // Whose session is another's comes to nothing (T8): it joins nobody.
    if (signal.aborted || this.#core.isOther(session)) return signal;
    const until = await tabs.join(session);
    if (!until) this.#hooks.follow();
    return until;
  }

  /** The session was opened before another tab was heard of: the stream goes on where this tab leads, and else ends. */
  async joinLate(): Promise<void> {
    const { tabs, current } = this.#core;
    const apart = this.#apart;
    const session = this.#hooks.session();
    if (!tabs || !apart || !current || !session) return;
    this.#apart = undefined;
    const until = await tabs.join(current);
    if (session.aborted) return;
    if (until) until.addEventListener('abort', () => apart.abort());
    else {
      apart.abort();
      this.#hooks.follow();
    }
    tabs.ready();
  }

  /** There is another tab: joins it. Where the code for that does not come this tab goes on by itself until it hears of one again. */
  #meet(): void {
    this.#tabs ??= this.#hooks.tabs().then((tabs) => {
      this.#core.tabs = tabs;
      void this.joinLate();
    }, (cause: unknown) => {
      this.#tabs = undefined;
      this.#core.report(codeMissing('for several tabs', cause));
    });
  }
}
