import { css, html, type TemplateResult } from 'lit';
import type { Translator } from '../i18n/translate.js';

/** What is wrong in one sentence, and the way out: all that can be said without more code. */
export const plainFailure = (words: string, t: Translator, retry: () => void): TemplateResult =>
  html`<p>${words}</p><button class="button" type="button" @click=${retry}>${t('retry')}</button>`;

/** Grey shapes of the messages that are about to come. `label` is what a screen reader hears. Needs `panelStyles`. */
export const skeletonMessages = (label: string): TemplateResult => html`
  <div class="skeleton" role="img" aria-label=${label}>
    <span class="bone box"></span><span class="bone box w-50"></span><span class="bone box own w-50"></span>
    <span class="bone box tall"></span><span class="bone box own w-30"></span>
  </div>
`;

export const panelStyles = css`
  .state,
  clinic-state-panel:not(:defined) {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 12px;
    min-block-size: 100%;
    padding: 32px 24px;
    text-align: center;
    color: var(--_color-text-soft);
  }
  .skeleton {
    display: flex;
    flex-direction: column;
    gap: 6px;
    padding: var(--_space-side);
  }
  .bone {
    inline-size: 70%;
    background: color-mix(in srgb, var(--_color-text) 9%, transparent);
    border-radius: 6px;
  }
  .bone.box {
    block-size: 38px;
    border-radius: var(--_radius-bubble);
  }
  .bone.tall { block-size: 78px; }
  .bone.own {
    align-self: flex-end;
    margin-block: 6px;
  }
  .bone.line { block-size: 12px; }
  .w-30 { inline-size: 30%; }
  .w-50 { inline-size: 50%; }
  @media (prefers-reduced-motion: no-preference) {
    .bone {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.5;
      }
    }
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
  }
`;
