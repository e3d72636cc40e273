import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import { iconChevronUp } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import '../ui/menu.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { wordsOf } from './words.js';

/**
 * Further ways to send, for staff: «Send and go to the next».
 *
 * @tag clinic-send-menu
 * @fires clinic-ui-select - `detail` is `next`.
 */
export class ClinicSendMenu extends ChatElement {
  static override styles = [baseStyles];

  /** Whether there is something to send. */
  @property({ attribute: false }) ready = false;

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    return html`<clinic-ui-menu .label=${t('send.more')} .items=${[{ id: 'next', label: t('send.next'), disabled: !this.ready }]}>${icon(iconChevronUp)}</clinic-ui-menu>`;
  }
}

define('clinic-send-menu', ClinicSendMenu);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-send-menu': ClinicSendMenu;
  }
}
