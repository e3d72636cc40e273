import type { TemplateResult, nothing } from 'lit';
import { define } from '../../base/define.js';
import '../../ui/attachments.js';
import { KindElement } from '../kind-element.js';

/**
 * The bubble of the kind `file`: the message's files, without words.
 *
 * @tag clinic-kind-file
 */
export class ClinicKindFile extends KindElement {
  override render(): TemplateResult | typeof nothing {
    return this.renderFiles();
  }
}

define('clinic-kind-file', ClinicKindFile);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-file': ClinicKindFile;
  }
}
