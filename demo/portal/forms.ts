import type { Context, Hono } from 'hono';
import { isStaff } from '../../src/model/index.js';
import { parseForm } from '../../src/kinds/form/payload.js';
import type { Admin } from '../server/index.js';
import type { Who } from './who.js';

/** The completed forms of a patient's profile: for the care team, the patient and who writes for them. */
export function formRoutes(app: Hono, admin: Admin, whoAsks: (c: Context) => Who): void {
  app.get('/portal/people/:id/forms', (c) => {
    const { person, workspace } = whoAsks(c);
    const id = c.req.param('id');
    c.header('Cache-Control', 'no-store');
    if (!isStaff(person) && ![person.id, person.onBehalfOf].includes(id)) return c.json({ error: 'Not yours to see.' }, 403);
    const forms = admin.submissions(workspace.id, id).filter(({ kind }) => kind === 'form');
    return c.json(forms.map(({ message, thread, record, at }) => {
      const { title, answeredBy } = parseForm(record);
      return { message, thread, title, by: answeredBy, at };
    }));
  });
}
