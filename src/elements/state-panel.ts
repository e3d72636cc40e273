import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/errors.js';
import '../i18n/states.js';
import { iconInbox, iconMessages, iconSearch, iconWarning, type Icon } from '../theme/icons.js';
import { panelStyles } from '../ui/panels.js';
import { state, stateStyles } from '../ui/state.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { wordsOf } from './words.js';

/** Why a list has nothing to show, as a key of the catalogue. */
export type Standing = 'threads.failed' | 'threads.none' | 'threads.empty' | 'off' | 'thread.failed' | 'thread.gone' | 'thread.empty';

const icons: Readonly<Record<Standing, Icon>> = {
  'threads.failed': iconWarning, 'threads.none': iconSearch, 'threads.empty': iconInbox, 'off': iconInbox,
  'thread.failed': iconWarning, 'thread.gone': iconWarning, 'thread.empty': iconMessages,
};

/** What the button is called, where it does not try again. */
const ways: Readonly<Partial<Record<Standing, string>>> = { 'threads.none': 'threads.all', 'threads.empty': 'threads.write' };
const hasHint: ReadonlySet<Standing> = new Set(['threads.none', 'threads.empty', 'thread.empty']);

/**
 * What stands in a list that has nothing to show: why, and the way out. Its code comes with the first one, or when the connection has been there
 * for a moment; what is between its tags stands there until then.
 *
 * @tag clinic-state-panel
 * @slot more - Another, quieter way out.
 */
export class ClinicStatePanel extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    panelStyles,
    stateStyles,
    css`
      :host {
        display: grid;
        min-block-size: 100%;
      }
    `,
  ];

  /** What is the matter. */
  @property({ attribute: false }) what: Standing = 'off';
  /** Why it failed. */
  @property({ attribute: false }) code: string | undefined;
  /** The way out; without it there is no button. */
  @property({ attribute: false }) run: (() => void) | undefined;
  /** Without the sentence below the title. */
  @property({ attribute: false }) terse = false;

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const { what, code, run } = this;
    return state({
      icon: icons[what], title: t(what), tone: code ? 'danger' : 'neutral',
      hint: code ? t(`error.${code}`) : hasHint.has(what) && !this.terse ? t(`${what}.hint`) : undefined,
      action: run && { label: t(ways[what] ?? 'retry'), isMain: what === 'threads.empty', run },
      more: what === 'threads.empty' ? html`<slot name="more"></slot>` : nothing,
    });
  }
}

define('clinic-state-panel', ClinicStatePanel);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-state-panel': ClinicStatePanel;
  }
}
