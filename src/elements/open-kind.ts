import type { LitElement } from 'lit';
import type { MessageKind } from '../model/index.js';
import type { ClinicKindSheet } from './kind-sheet.js';
import type { ClinicKindStrip } from './kind-strip.js';

/** Opens what writes a message of a kind: above the composer, or in a dialog. Rejects where its code does not come. */
export async function openKind(thread: LitElement, kind: MessageKind): Promise<void> {
  const isInPlace = kind.compose?.inPlace === true;
  await (isInPlace ? import('./kind-strip.js') : import('./kind-sheet.js'));
  await thread.updateComplete;
  await thread.renderRoot.querySelector<ClinicKindSheet | ClinicKindStrip>(isInPlace ? 'clinic-kind-strip' : 'clinic-kind-sheet')?.open(kind);
}
