import { ChatError } from '../../base/errors.js';
import type { Acted, KindAuthority, KindScene } from '../../model/index.js';
import { isFields } from '../payload.js';
import { problemsOf } from './check.js';
import { answersOf, formEntryOf, parseForm, type FormEntry, type FormPayload } from './payload.js';
import { readQuestionnaire, type Questionnaire } from './questionnaire.js';

/** Characters of JSON: a form is a message, and comes with its page. */
const longest = 300_000;
const invalid = (fields: Record<string, string>): ChatError => new ChatError('invalid', Object.entries(fields).map((pair) => pair.join(': ')).join('; '), { fields });

/** what a server does with forms. What is asked is the workspace's, whatever was sent; answers are checked as the one who gave them checked them. */
export const authority: KindAuthority<FormPayload> = {
  create(payload, scene) {
    const { id, title, item } = entryFrom(scene, isFields(payload) ? payload['form'] : undefined);
    questionsIn(item);
    return { form: id, title, item, state: 'open' };
  },

  act(payload, { verb, data }, scene): Acted<FormPayload> {
    const now = parseForm(payload);
    if (verb !== 'submit' && verb !== 'withdraw') throw new ChatError('unsupported', 'a form does not know the verb');
    // Sent twice, or withdrawn meanwhile: the first one counts, the other learns what it was.
    if (now.state !== 'open') throw new ChatError('conflict', `the form is ${now.state}`);
    if (verb === 'withdraw') return { payload: { ...now, state: 'withdrawn' } };
    const answers = given(data);
    const wrong = problemsOf(questionsIn(now.item), answers);
    if (wrong.size > 0) throw invalid(Object.fromEntries(wrong));
    const completed: FormPayload = { ...now, state: 'completed', answers: Object.fromEntries(answers), answeredBy: scene.who.name, answeredAt: scene.now };
    return { payload: completed, record: completed };
  },
};

/** Forms that are not for patients are as if they were not listed. */
function entryFrom(scene: KindScene, id: unknown): FormEntry {
  const entry = typeof id === 'string' ? scene.entry('forms', id) : undefined;
  if (entry === undefined) throw invalid({ form: 'not in the list' });
  try {
    const form = formEntryOf(entry);
    if (form.patientFacing) return form;
  } catch {
    throw invalid({ form: 'unreadable' });
  }
  throw invalid({ form: 'not in the list' });
}

function questionsIn(item: unknown): Questionnaire {
  try {
    if (JSON.stringify(item).length <= longest) return readQuestionnaire(item);
  } catch {
    throw invalid({ form: 'unreadable' });
  }
  throw invalid({ form: 'too-long' });
}

function given(data: unknown): ReturnType<typeof answersOf> {
  try {
    return answersOf(isFields(data) ? data['answers'] : undefined);
  } catch {
    throw invalid({ answers: 'unreadable' });
  }
}
