import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/writing.js';
import {
  iconBold, iconBullets, iconHeading, iconImage, iconItalic, iconLink, iconNumbers, iconQuote, iconRedo, iconTable, iconUndo,
} from '../theme/rich-icons.js';
import type { Icon } from '../theme/icons.js';
import { icon } from './icon.js';
import './menu.js';
import type { ClinicUiMenu } from './menu.js';
import { baseStyles, buttonStyles } from './styles.js';

interface Tool { name: string; icon: Icon; keys?: string; is: 'toggle' | 'action' | 'menu' }

const tools: readonly (readonly Tool[])[] = [
  [{ name: 'bold', icon: iconBold, keys: 'B', is: 'toggle' }, { name: 'italic', icon: iconItalic, keys: 'I', is: 'toggle' }],
  [
    { name: 'heading', icon: iconHeading, keys: 'Alt+1', is: 'toggle' }, { name: 'bullets', icon: iconBullets, keys: 'Shift+8', is: 'toggle' },
    { name: 'numbers', icon: iconNumbers, keys: 'Shift+7', is: 'toggle' }, { name: 'quote', icon: iconQuote, keys: 'Shift+9', is: 'toggle' },
  ],
  [{ name: 'link', icon: iconLink, keys: 'K', is: 'toggle' }, { name: 'image', icon: iconImage, is: 'action' }, { name: 'table', icon: iconTable, is: 'menu' }],
  [{ name: 'undo', icon: iconUndo, keys: 'Z', is: 'action' }, { name: 'redo', icon: iconRedo, keys: 'Shift+Z', is: 'action' }],
];
const inTable = ['row-add', 'column-add', 'row-remove', 'column-remove', 'table-remove'] as const;
const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/**
 * The tools of formatted writing: one tab stop, arrow keys go from tool to tool. What is narrow scrolls.
 *
 * @tag clinic-ui-rich-toolbar
 * @fires {CustomEvent<string>} clinic-ui-tool - The tool that was used, by name.
 */
export class ClinicUiRichToolbar extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      [role='toolbar'] {
        display: flex;
        align-items: center;
        overflow: auto hidden;
        overscroll-behavior-inline: contain;
        scrollbar-width: none;
        padding: 2px;
      }
      .group {
        display: flex;
        flex: none;
      }
      .group + .group {
        margin-inline-start: 4px;
        padding-inline-start: 4px;
        border-inline-start: var(--_border-hairline);
      }
      /* It takes room only while it is open. */
      clinic-ui-menu {
        position: absolute;
      }
      .icon-button {
        --_size-icon: 18px;
        border-radius: var(--_radius-control);
      }
      .icon-button:focus-visible {
        outline-offset: -2px;
      }
      .icon-button[aria-pressed='true'] {
        background: var(--_color-accent-tint);
        color: var(--_color-accent-text);
      }
      @media (forced-colors: active) {
        .icon-button[aria-pressed='true'] {
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
      }
    `,
  ];

  /** What holds at the caret, as `clinic-ui-rich-editor` says it. */
  @property({ attribute: false }) active: ReadonlySet<string> = new Set();
  /** Tools that are not there. */
  @property({ attribute: false }) without: readonly string[] = [];
  @property({ attribute: false }) t: (key: string, values?: Readonly<Record<string, string | number>>) => string = (key) => key;
  /** The tool that is the tab stop. */
  @property({ attribute: false }) current = 'bold';

  @query('clinic-ui-menu') private readonly menu!: ClinicUiMenu;

  override focus(options?: FocusOptions): void {
    this.#button(this.current)?.focus(options);
  }

  override render(): TemplateResult {
    const groups = tools.map((group) => group.filter(({ name }) => !this.without.includes(name)));
    return html`<div role="toolbar" aria-label=${this.t('write.toolbar')} @keydown=${this.#onKey} @pointerdown=${this.#onPointer}>
        ${groups.map((group) => html`<div class="group">${group.map((tool) => this.#renderTool(tool))}</div>`)}
      </div>
      <clinic-ui-menu detached align="start" .label=${this.t('write.table')} .items=${inTable.map((id) => ({ id, label: this.t(`write.${id}`), danger: id === 'table-remove' }))}
        @clinic-ui-select=${this.#onSelect}></clinic-ui-menu>`;
  }

  #renderTool({ name, icon: shapes, keys, is }: Tool): TemplateResult {
    const isMenu = is === 'menu' && this.active.has('table');
    const isOff = (name === 'undo' || name === 'redo') && !this.active.has(`may-${name}`);
    const label = this.t(isMenu ? 'write.table' : `write.${name === 'table' ? 'table-add' : name}`);
    const shortcut = keys ? ` (${isMac() ? '⌘' : 'Ctrl'}+${keys})` : '';
    return html`<button class="icon-button" type="button" data-tool=${name} tabindex=${this.current === name ? 0 : -1} aria-label=${label} title=${label + shortcut}
      aria-pressed=${is === 'toggle' ? String(this.active.has(name)) : nothing} aria-haspopup=${isMenu ? 'menu' : 'false'} aria-disabled=${String(isOff)}
      @focus=${() => (this.current = name)} @click=${() => this.#use(name, isMenu, isOff)}>${icon(shapes)}</button>`;
  }

  #button(name: string): HTMLButtonElement | null {
    return this.renderRoot.querySelector(`[data-tool="${name}"]`);
  }

  #use(name: string, isMenu: boolean, isOff: boolean): void {
    const button = this.#button(name);
    if (isOff) return;
    if (isMenu && button) this.menu.openAt(button);
    else this.#say(name);
  }

  #say(name: string): void {
    this.dispatchEvent(new CustomEvent<string>('clinic-ui-tool', { detail: name, bubbles: true, composed: true }));
  }

  readonly #onSelect = (event: CustomEvent<string>): void => {
    event.stopPropagation();
    this.#say(event.detail);
  };

  /** The caret stays where it is while a tool is pressed. */
  readonly #onPointer = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse') event.preventDefault();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const all = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('[data-tool]')];
    const at = all.findIndex((button) => button.dataset['tool'] === this.current);
    const forward = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const to = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };
}

define('clinic-ui-rich-toolbar', ClinicUiRichToolbar);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-ui-rich-toolbar': ClinicUiRichToolbar;
  }
}
