import type { TemplateResult, nothing } from 'lit';
import { define } from '../../base/define.js';
import '../../ui/attachments.js';
import { KindElement } from '../kind-element.js';

/**
 * The bubble of the kind `image`: the message's files, without words.
 *
 * @tag clinic-kind-image
 */
export class ClinicKindImage extends KindElement {
  override render(): TemplateResult | typeof nothing {
    return this.renderFiles();
  }
}

define('clinic-kind-image', ClinicKindImage);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-image': ClinicKindImage;
  }
}
