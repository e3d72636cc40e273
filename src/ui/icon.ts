import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { drawIcon } from '../theme/draw-icon.js';
import type { Icon } from '../theme/icons.js';

class IconDirective extends Directive {
  #shown: Icon | undefined;

  render(icon: Icon): unknown {
    if (icon === this.#shown || typeof document === 'undefined') return noChange;
    this.#shown = icon;
    return drawIcon(icon);
  }
}

/** An icon in a template: `${icon(iconSend)}`. Drawn anew only when it changes. Decorative: the control around it has the name. */
export const icon = directive(IconDirective);
