import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import '../../src/elements/chat.js';
import type { Chat } from '../../src/store/types.js';
import { fixture, stage, type Stage, type StageOptions } from '../../test/support/workspace.js';
import type { MemorySeed } from '../../src/transport/memory/index.js';

export { at, fixture, longHistory, people, type Stage } from '../../test/support/workspace.js';

export interface Scene {
  /** Who looks. Default: Ana, a patient. */
  viewer?: string;
  seed?: MemorySeed;
  options?: StageOptions;
  /** Called before anything is shown: faults, drafts. */
  before?(stage: Stage, chat: Chat): void;
  /** Called once the chat is open. */
  then?(stage: Stage, chat: Chat): void;
  /** CSS lengths of the box. */
  width?: string;
  height?: string;
}

/** A box with a chat of its own on the embedded workspace; the workspace goes with the box. */
class StoryScene extends LitElement {
  @property({ attribute: false }) scene: Scene = {};
  @property({ attribute: false }) content: TemplateResult = html``;
  #stage: Stage | undefined;
  #chat: Chat | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const gone = this.#stage;
    setTimeout(() => {
      if (!this.isConnected) gone?.end();
    }, 1_000);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('scene') || this.#stage) return;
    const { viewer = 'ana', seed = fixture(), options, before, then } = this.scene;
    this.#stage = stage(seed, options);
    const chat = (this.#chat = this.#stage.chat(viewer));
    before?.(this.#stage, chat);
    const built = this.#stage;
    let told = false;
    chat.session.subscribe(({ phase }) => {
      if (phase !== 'ready' || told) return;
      told = true;
      setTimeout(() => then?.(built, chat), 50);
    });
  }

  protected override firstUpdated(): void {
    const box = this.querySelector<HTMLElement>('.scene');
    const { width = 'min(100%, 480px)', height = '640px' } = this.scene;
    if (box) Object.assign(box.style, { inlineSize: width, blockSize: height, display: 'grid', grid: 'minmax(0, 1fr) / minmax(0, 1fr)', position: 'relative', overflow: 'hidden' });
  }

  protected override render(): TemplateResult {
    return html`<clinic-chat .chat=${this.#chat}><div class="scene">${this.content}</div></clinic-chat>`;
  }
}
if (!customElements.get('story-scene')) customElements.define('story-scene', StoryScene);

/** Elements of the chat with a workspace behind them. */
export const scene = (content: TemplateResult, about: Scene = {}): TemplateResult => html`<story-scene .scene=${about} .content=${content}></story-scene>`;

/** Sends a text as the scene's viewer. */
export const write = (chat: Chat, threadId: string, text: string): void =>
  chat.dispatch({ type: 'message.send', threadId, kind: 'text', payload: { text, format: 'plain' }, files: [] });
