import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import '../i18n/more.js';
import { iconMore, type Icon } from '../theme/icons.js';
import { icon } from './icon.js';
import { baseStyles, buttonStyles } from './styles.js';

export interface MenuItem {
  id: string;
  label: string;
  icon?: Icon;
  danger?: boolean;
  disabled?: boolean;
}

/**
 * A button that opens a menu, on the platform's popover; or the menu alone, opened beside any button by `openAt`. Arrow keys, Home, End and first
 * letters move; Enter chooses; Escape and Tab close. What is taken away from `items` while it is open goes at once.
 *
 * @tag clinic-ui-menu
 * @fires clinic-ui-select - `detail` is the id of the chosen item.
 * @fires close - It has closed, however.
 * @slot - What the button shows; default three dots.
 */
export class ClinicUiMenu extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: inline-flex;
      }
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 4px;
        min-inline-size: 180px;
        max-inline-size: min(320px, calc(100vi - 16px));
        max-block-size: calc(100vb - 16px);
        overflow: auto;
        border: var(--_border-hairline);
        border-radius: var(--_radius-card);
        background: var(--_color-raised);
        color: var(--_color-text);
        box-shadow: var(--_shadow-float);
        font-size: var(--_text-body);
      }
      .item {
        display: flex;
        align-items: center;
        gap: 12px;
        inline-size: 100%;
        min-block-size: 40px;
        padding: 6px 12px;
        border-radius: calc(var(--_radius-card) - 4px);
        text-align: start;
        overflow-wrap: anywhere;
      }
      .item .icon {
        color: var(--_color-text-soft);
      }
      .item:hover:not(:disabled),
      .item:focus-visible {
        background: var(--_color-hover);
      }
      .item:focus-visible {
        outline-offset: -2px;
      }
      .item.danger,
      .item.danger .icon {
        color: var(--_color-danger);
      }
      .item:disabled {
        color: var(--_color-text-soft);
        opacity: 0.7;
      }
      @media (pointer: coarse) {
        .item {
          min-block-size: 44px;
        }
      }
    `,
  ];

  /** With which side of the button the menu is flush. */
  @property() align: 'start' | 'end' = 'end';
  /** The accessible name of the button and of the menu. */
  @property() label = '';
  /** The button's place in the order of tab stops. */
  @property({ attribute: false }) stop = 0;
  @property({ attribute: false }) items: readonly MenuItem[] = [];

  /** Without a button of its own: it is opened by `openAt`. */
  @property({ type: Boolean }) detached = false;

  @query('.icon-button') private readonly own!: HTMLButtonElement | null;
  @query('[popover]') private readonly panel!: HTMLElement;
  @state() private open = false;
  #trigger: HTMLElement | undefined;
  #typed = '';
  #typedAt = 0;

  override focus(options?: FocusOptions): void {
    this.own?.focus(options);
  }

  /** Opens the menu beside a button, which gets the focus back. */
  openAt(button: HTMLElement): void {
    this.#trigger = button;
    this.#show(0);
  }

  protected override updated(): void {
    if (!this.open || this.shadowRoot?.activeElement) return;
    // The item that had the focus has left.
    const [first] = this.#choices;
    if (first) first.focus();
    else this.#close();
  }

  override render(): TemplateResult {
    return html`${this.detached ? nothing : this.#renderButton()}
      <div popover role="menu" aria-label=${this.label} @toggle=${this.#onToggle} @keydown=${this.#onKey}>
        ${repeat(this.items, ({ id }) => id, (item) => html`<button class="item ${item.danger ? 'danger' : ''}" type="button" role="menuitem" tabindex="-1" ?disabled=${item.disabled ?? false}
          @click=${() => this.#choose(item)}>${item.icon ? icon(item.icon) : nothing}${item.label}</button>`)}
      </div>`;
  }

  #renderButton(): TemplateResult {
    return html`<button class="icon-button" type="button" tabindex=${this.stop} aria-haspopup="menu" aria-expanded=${this.open ? 'true' : 'false'} aria-label=${this.label}
      @click=${this.#toggle} @keydown=${this.#onTriggerKey}><slot>${icon(iconMore)}</slot></button>`;
  }

  get #choices(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.item:not(:disabled)')];
  }

  readonly #toggle = (): void => {
    if (this.open) this.panel.hidePopover();
    else this.#showOwn(0);
  };

  #showOwn(at: number): void {
    this.#trigger = this.own ?? undefined;
    this.#show(at);
  }

  #show(at: number): void {
    this.panel.showPopover();
    this.#place();
    this.#choices.at(at)?.focus();
  }

  /** Below the button, and above where there is no room. */
  #place(): void {
    const button = (this.#trigger ?? this).getBoundingClientRect();
    const panel = this.panel.getBoundingClientRect();
    const isRtl = getComputedStyle(this).direction === 'rtl';
    const clamp = (value: number, most: number): number => Math.max(8, Math.min(value, most - 8));
    const below = button.bottom + 4 + panel.height <= innerHeight - 8;
    this.panel.style.top = `${clamp(below ? button.bottom + 4 : button.top - 4 - panel.height, innerHeight - panel.height)}px`;
    const left = isRtl === (this.align === 'end') ? button.left : button.right - panel.width;
    this.panel.style.left = `${clamp(left, innerWidth - panel.width)}px`;
  }

  #choose(item: MenuItem): void {
    this.#close();
    this.dispatchEvent(new CustomEvent<string>('clinic-ui-select', { detail: item.id, bubbles: true, composed: true }));
  }

  #close(): void {
    this.panel.hidePopover();
    this.#trigger?.focus();
  }

  readonly #onToggle = (event: ToggleEvent): void => {
    this.open = event.newState === 'open';
    if (!this.open) this.dispatchEvent(new Event('close'));
  };

  readonly #onTriggerKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.#showOwn(event.key === 'ArrowDown' ? 0 : -1);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const choices = this.#choices;
    const at = choices.indexOf(this.shadowRoot?.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) choices.at(to % choices.length)?.focus();
    else if (event.key === 'Escape') this.#close();
    else if (event.key === 'Tab') return this.#close();
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) this.#seek(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #seek(key: string): void {
    this.#typed = performance.now() - this.#typedAt < 700 ? this.#typed + key : key;
    this.#typedAt = performance.now();
    this.#choices.find((choice) => choice.textContent.trim().toLocaleLowerCase().startsWith(this.#typed.toLocaleLowerCase()))?.focus();
  }
}

define('clinic-ui-menu', ClinicUiMenu);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-ui-menu': ClinicUiMenu;
  }
}
