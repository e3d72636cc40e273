import { css, html, type TemplateResult } from 'lit';
import { avatar } from './avatar.js';

/** Two avatars over one another for several people; one for one. Needs `avatarStyles` and `avatarStackStyles`. */
export function avatarStack(people: readonly { id: string; name: string }[]): TemplateResult {
  const [first, second] = people;
  if (!first) return avatar('');
  return second ? html`<span class="avatar-stack" aria-hidden="true">${avatar(second.name, second.id)}${avatar(first.name, first.id)}</span>` : avatar(first.name, first.id);
}

export const avatarStackStyles = css`
  .avatar-stack {
    display: var(--_display-avatar);
    flex: none;
    position: relative;
    inline-size: var(--_avatar, var(--_size-avatar));
    block-size: var(--_avatar, var(--_size-avatar));
  }
  .avatar-stack .avatar {
    position: absolute;
    --_own: calc(var(--_avatar, var(--_size-avatar)) * 0.7);
    inset-block-start: 0;
    inset-inline-end: 0;
  }
  .avatar-stack .avatar + .avatar {
    inset: auto;
    inset-block-end: 0;
    inset-inline-start: 0;
    box-shadow: 0 0 0 2px var(--_avatar-ring, var(--_color-raised));
  }
`;
