import type { ClinicInbox } from '../../src/elements/inbox.js';
import type { VideoRequestPayload } from '../../src/kinds/index.js';
import type { MemorySeed, SeedMessage } from '../../src/transport/memory/index.js';
import { findAll, seed, textOf, until } from '../support/shell.js';
import { InboxPage } from './inbox-page.js';

export const asked = (more: Partial<VideoRequestPayload> = {}): SeedMessage =>
  ({ author: 'maya', kind: 'video-request', for: 'ana', payload: { state: 'open', seconds: 45, words: 'Walk across the room.', ...more } });
export const world = (messages: SeedMessage[] = [asked()], more: Partial<MemorySeed> = {}): MemorySeed =>
  ({ ...seed([{ id: 'video', participants: ['ana', 'luis', 'maya'], messages }, { id: 'two', title: 'Both', groupAdmin: 'maya', participants: ['maya', 'ana', 'ben'], messages: [] }]), ...more });

export const card = (page: Element): HTMLElement => findAll(page, 'clinic-kind-video-request').at(-1) as HTMLElement;
export const sees = (page: Element, words: string): Promise<unknown> => until(() => card(page) && textOf(card(page)).includes(words), `«${words}» on the card`);

/** An inbox with a thread in which a video is asked for, and one of several. */
export class VideoPage extends InboxPage {
  override open(who: string, thread = 'video'): Promise<ClinicInbox> {
    return super.open(who, thread);
  }

  /** The payload that is at the clinic. */
  sent(): VideoRequestPayload {
    return this.scene.workspace.messagesOf('video')[0]?.payload as VideoRequestPayload;
  }
}
