import { css, html, type CSSResultGroup, type TemplateResult } from 'lit';
import { define } from '../../base/define.js';
import { iconGoal, iconPlanAction } from '../../theme/icons.js';
import { icon } from '../../ui/icon.js';
import { KindElement } from '../kind-element.js';
import { aboutWords, type PlanCommentPayload } from './reading.js';

/**
 * The bubble of the kind `plan-comment`: the words below the action or goal that they are about.
 *
 * @tag clinic-kind-plan-comment
 */
export class ClinicKindPlanComment extends KindElement<PlanCommentPayload> {
  static override styles: CSSResultGroup = [
    KindElement.styles,
    css`
      .about {
        display: flex;
        gap: 6px;
        margin-block-end: 4px;
        padding-block-end: 4px;
        border-block-end: 1px solid color-mix(in srgb, currentcolor 25%, transparent);
        font-size: var(--_text-meta);
        font-weight: var(--_weight-strong);
      }
      .about .icon {
        flex: none;
        inline-size: 16px;
        block-size: 16px;
        margin-block-start: 1px;
      }
      bdi {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
        text-align: start;
      }
    `,
  ];

  override render(): TemplateResult {
    const { payload } = this;
    return html`<div class="about">${icon(payload.about === 'goal' ? iconGoal : iconPlanAction)}<bdi>${aboutWords(payload, this.host.t)}</bdi></div>
      <div class="text" dir="auto">${payload.text}</div>`;
  }
}

define('clinic-kind-plan-comment', ClinicKindPlanComment);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-plan-comment': ClinicKindPlanComment;
  }
}
