import { css, html, nothing, type TemplateResult } from 'lit';
import { iconPerson } from '../theme/icons.js';
import { icon } from './icon.js';
import { initials, stableNumber } from './safe-text.js';

/** A person's initials on a tint that stays theirs. Decorative, and no text: the name stands beside it. `key` keeps the tint when a name changes. `part`: for `::part`. Needs `avatarStyles`. */
export function avatar(name: string, key: string = name, part?: string): TemplateResult {
  const letters = initials(name);
  return html`<span class="avatar tint-${stableNumber(key, 6)}" part=${part ?? nothing} data-initials=${letters || nothing} aria-hidden="true">${letters ? nothing : icon(iconPerson)}</span>`;
}

/** `--_avatar` sets the size; default `--_size-avatar`. */
export const avatarStyles = css`
  .avatar {
    --_own: var(--_avatar, var(--_size-avatar));
    inline-size: var(--_own);
    block-size: var(--_own);
    display: var(--_display-avatar);
    place-items: center;
    flex: none;
    border-radius: var(--_radius-avatar);
    color: var(--_color-on-avatar);
    font-size: calc(var(--_own) * 0.38);
    font-weight: var(--_weight-strong);
    line-height: 1;
    user-select: none;
    -webkit-user-select: none;
  }
  .avatar[data-initials]::before {
    content: attr(data-initials);
  }
  .tint-1 { background: var(--_color-avatar-1); }
  .tint-2 { background: var(--_color-avatar-2); }
  .tint-3 { background: var(--_color-avatar-3); }
  .tint-4 { background: var(--_color-avatar-4); }
  .tint-5 { background: var(--_color-avatar-5); }
  .tint-6 { background: var(--_color-avatar-6); }
  @media (forced-colors: active) {
    .avatar {
      border: 1px solid CanvasText;
    }
  }
`;
