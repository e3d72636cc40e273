import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { ComposeHost, ComposeProperties, KindDraft, Participant } from '../model/index.js';

/** What the elements that write our kinds have in common: their properties, and how they hand in what was written. */
export class ComposeElement extends LitElement implements ComposeProperties {
  @property({ attribute: false }) threadId = '';
  @property({ attribute: false }) viewer!: Participant;
  @property({ attribute: false }) people: readonly Participant[] = [];
  @property({ attribute: false }) patient: Participant | undefined;
  @property({ attribute: false }) host!: ComposeHost;

  /** Hands in what was written. Who opened the element sends it and closes it. */
  protected done(draft: KindDraft): void {
    this.dispatchEvent(new CustomEvent<KindDraft>('clinic-kind-done', { detail: draft, bubbles: true, composed: true }));
  }

  /** Closes it without sending. */
  protected cancel(): void {
    this.dispatchEvent(new CustomEvent('clinic-kind-cancel', { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementEventMap {
    'clinic-kind-done': CustomEvent<KindDraft>;
    'clinic-kind-cancel': CustomEvent;
  }
}
