import { html, type TemplateResult } from 'lit';
import '../i18n/people.js';
import { isPatient, type Participant, type Translate } from '../model/index.js';
import { birthOf } from './staff-header.js';

/** Who of a thread may be meant by «which patient» (R-16). */
export const patientsIn = (people: readonly Participant[]): Participant[] => people.filter((who) => who.active && isPatient(who));

export interface PatientChoice { patients: readonly Participant[]; chosen: Participant | undefined; locale: string; t: Translate; hint: string; choose(patient: Participant): void }

/** R-16: one of several patients, by name and date of birth, the two identifiers against the wrong chart. Needs `formStyles`. */
export const patientChoice = ({ patients, chosen, locale, t, hint, choose }: PatientChoice): TemplateResult => html`<fieldset class="field patient">
  <legend>${t('sheet.which')}</legend>
  <div class="choices">${patients.map((who) => html`<label class="choice"><input type="radio" name="patient" .checked=${who.id === chosen?.id} @change=${() => choose(who)} /><span><bdi>${who.name}</bdi></span><span class="end hint">${birthOf(who, locale, t)}</span></label>`)}</div>
  <p class="hint">${hint}</p>
</fieldset>`;
