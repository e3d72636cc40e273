import { css, html, LitElement, type TemplateResult } from 'lit';
import { define } from '../base/define.js';

/** How long an announcement stays before it is taken away, in milliseconds: long enough for every screen reader to have queued it. */
const staysFor = 10_000;

/**
 * Says things to people who cannot see: a live region of its own, to which each sentence is appended as a new node. The list of messages is
 * not live itself, because a live container reads out the whole history when an older page arrives.
 *
 * @tag clinic-announcer
 */
export class ClinicAnnouncer extends LitElement {
  static override styles = css`
    :host {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  `;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clear();
  }

  /** Says one sentence: `polite` waits until the person pauses, `assertive` interrupts. */
  say(text: string, how: 'polite' | 'assertive' = 'polite'): void {
    const region = this.hasUpdated ? this.renderRoot.querySelector(`[aria-live=${how}]`) : null;
    if (!region || !text) return;
    const node = document.createElement('p');
    node.dir = 'auto';
    node.textContent = text;
    region.append(node);
    setTimeout(() => node.remove(), staysFor);
  }

  /** Takes back whatever has been said: another thread is shown. */
  clear(): void {
    if (this.hasUpdated) for (const node of this.renderRoot.querySelectorAll('p')) node.remove();
  }

  override render(): TemplateResult {
    return html`<div aria-live="polite" aria-relevant="additions"></div><div aria-live="assertive" aria-relevant="additions"></div>`;
  }
}

define('clinic-announcer', ClinicAnnouncer);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-announcer': ClinicAnnouncer;
  }
}
