import { css, html, nothing, type TemplateResult } from 'lit';
import { define } from '../base/define.js';
import '../i18n/plan.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * The switch that lets comments on the plan appear among the messages. Where the workspace has no plans it does not exist.
 *
 * @tag clinic-plan-switch
 */
export class ClinicPlanSwitch extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      label {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: var(--_space-s);
        min-block-size: var(--_size-control);
        padding-inline: var(--_space-side);
        border-block-end: var(--_border-hairline);
        color: var(--_color-text-soft);
        font-size: var(--_text-meta);
      }
      input {
        inline-size: 18px;
        block-size: 18px;
        accent-color: var(--_color-accent);
      }
    `,
  ];

  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #shown = new Watch(this, () => this.chat?.planShown);

  override render(): TemplateResult | typeof nothing {
    if (this.#session.value?.session?.workspace.switches.plan !== true) return nothing;
    return html`<label>${wordsOf(this.chat)('plan.show')}<input type="checkbox" .checked=${this.#shown.value ?? false} @change=${this.#onChange} /></label>`;
  }

  readonly #onChange = (event: Event): void => this.command({ type: 'plan.show', shown: (event.target as HTMLInputElement).checked });
}

define('clinic-plan-switch', ClinicPlanSwitch);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-plan-switch': ClinicPlanSwitch;
  }
}
