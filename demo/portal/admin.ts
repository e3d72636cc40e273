import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { isCoordinator, isDoctor, isRelation, type Notices, type ThreadStatus } from '../../src/model/index.js';
import type { Admin, PersonRow, WorkspaceRow } from '../server/index.js';
import { contentSecurityPolicy } from './headers.js';

type Form = Record<string, string>;
type Html = ReturnType<typeof html>;
type NoticePart = Exclude<keyof Notices, 'emergencyNumber'>;

const wordings: Readonly<Record<NoticePart, string>> = { emergency: 'Emergencies', urgent: 'Urgent situations', realtime: 'Not a real-time channel', response: 'Response time' };

/** What an operator of the clinic does, each by one form. Everybody who has the chat open sees it at once. */
const actions: Readonly<Record<string, (admin: Admin, ws: string, form: Form) => void>> = {
  switch: (admin, ws, { name = '', on }) => admin.changeWorkspace(ws, { switches: { [name]: on === 'true' } }),
  notices: (admin, ws, form) => {
    const texts = Object.entries(form).filter(([name, text]) => name in wordings && text.trim() !== '');
    admin.changeWorkspace(ws, { notices: { emergencyNumber: form['emergencyNumber']?.trim() ?? '', ...Object.fromEntries(texts) } });
  },
  statuses: (admin, ws, { names = '' }) => admin.changeWorkspace(ws, { statuses: statusesOf(names, admin.workspace(ws).statuses) }),
  attach: (admin, ws, { coordinator = '', practitioner = '' }) => admin.attach(ws, coordinator, practitioner),
  detach: (admin, ws, { coordinator = '', practitioner = '' }) => admin.detach(ws, coordinator, practitioner),
  person: (admin, ws, { id = '', what = '', on }) => {
    if (what === 'active' || what === 'maySend' || what === 'portalAccess') admin.changePerson(ws, id, { [what]: on === 'true' });
  },
};

/** One name a line. A status keeps its id with its name, so that threads keep theirs. */
function statusesOf(names: string, known: readonly ThreadStatus[]): ThreadStatus[] {
  const lines = [...new Set(names.split('\n').map((line) => line.trim()).filter(Boolean))];
  return lines.map((name) => known.find((one) => one.name === name) ?? { id: crypto.randomUUID(), name });
}

/** The clinic's own desk: what stands outside the widget (R-07, R-12, R-13, R-18, R-26). The demo has no passwords, so anybody on this machine may. */
export function adminRoutes(app: Hono, admin: Admin, clinics: readonly string[]): void {
  const clinicOf = (c: Context): string | undefined => clinics.find((id) => id === c.req.param('clinic'));

  app.get('/admin', (c) => c.redirect(`/admin/${clinics[0]}`));
  app.get('/admin/:clinic', (c) => {
    const ws = clinicOf(c);
    if (ws === undefined) return c.text('Not found', 404);
    c.header('Content-Security-Policy', contentSecurityPolicy(false).replace("form-action 'none'", "form-action 'self'"));
    c.header('Cache-Control', 'no-store');
    return c.html(page(admin, admin.workspace(ws), clinics));
  });

  app.post('/admin/:clinic', async (c) => {
    // With our referrer policy a form sends no origin that tells anything; browsers say it in a header of their own.
    if (c.req.header('sec-fetch-site') !== 'same-origin') return c.text('Only for pages of the portal.', 403);
    const ws = clinicOf(c);
    const form = Object.fromEntries([...(await c.req.formData())].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
    const action = Object.hasOwn(actions, form['action'] ?? '') ? actions[form['action'] ?? ''] : undefined;
    if (ws === undefined || !action) return c.text('Not found', 404);
    try {
      action(admin, ws, form);
    } catch {
      return c.text('That cannot be done.', 400);
    }
    return c.redirect(`/admin/${encodeURIComponent(ws)}`, 303);
  });
}

/** A button that does one thing. */
function act(words: string, fields: Form): Html {
  return html`<form method="post">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button>${words}</button></form>`;
}

function page(admin: Admin, workspace: WorkspaceRow, clinics: readonly string[]): Html {
  const people = admin.people(workspace.id);
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Administration · ${workspace.name}</title>
    <link rel="icon" href="/assets/crest.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/portal.css">
  </head>
  <body class="administration">
    <aside class="demo-bar" aria-label="Demo"><span>Demo. The clinic’s desk: what stands outside the chat.</span>
      ${clinics.map((id) => html`<a href="/admin/${id}"${id === workspace.id ? html` aria-current="page"` : ''}>${admin.workspace(id).name}</a>`)}<a href="/">Portal</a></aside>
    <main>
      <h1>${workspace.name}</h1>
      <div class="columns">${switches(workspace)}${notices(workspace.notices)}${statuses(workspace.statuses)}</div>
      ${coordinators(admin, workspace.id, people)}
      ${everybody(people)}
    </main>
  </body>
</html>`;
}

function switches({ switches: now }: WorkspaceRow): Html {
  const row = (name: string, words: string): Html => {
    const isOn = now[name] === true;
    return html`<li><span>${words}: <b>${isOn ? 'on' : 'off'}</b></span>${act(`Switch ${isOn ? 'off' : 'on'}: ${words}`, { action: 'switch', name, on: String(!isOn) })}</li>`;
  };
  return html`<section class="panel"><h2>Features</h2><ul class="rows">
    ${row('messaging', 'Messaging')}${row('plan', 'Comments on the plan')}${row('openHistory', 'Earlier messages for staff who join')}</ul></section>`;
}

function notices(now: Notices): Html {
  const text = (part: NoticePart): Html => html`<label>${wordings[part]}<textarea name="${part}" rows="2" placeholder="The chat’s own words">${now[part] ?? ''}</textarea></label>`;
  return html`<section class="panel"><h2>Notices</h2><form method="post" class="fields"><input type="hidden" name="action" value="notices">
    <label>Emergency number<input name="emergencyNumber" value="${now.emergencyNumber}" autocomplete="off"></label>
    ${(Object.keys(wordings) as NoticePart[]).map(text)}<button>Save notices</button></form></section>`;
}

function statuses(now: readonly ThreadStatus[]): Html {
  return html`<section class="panel"><h2>Thread statuses</h2><form method="post" class="fields"><input type="hidden" name="action" value="statuses">
    <label>One on each line<textarea name="names" rows="6">${now.map(({ name }) => name).join('\n')}</textarea></label><button>Save statuses</button></form></section>`;
}

function coordinators(admin: Admin, ws: string, people: readonly PersonRow[]): Html {
  const all = people.filter((one) => isCoordinator(one) && one.active);
  if (all.length === 0) return html``;
  const cell = (who: PersonRow, practitioner: PersonRow): Html => {
    const isTheirs = admin.coordinatorsOf(ws, practitioner.id).includes(who.id);
    const ids = { coordinator: who.id, practitioner: practitioner.id };
    return html`<li><span>${who.name} ${isTheirs ? 'assists' : 'does not assist'} <b>${practitioner.name}</b></span>${act(
      `${isTheirs ? 'Detach' : 'Attach'} ${who.name} ${isTheirs ? 'from' : 'to'} ${practitioner.name}`, { action: isTheirs ? 'detach' : 'attach', ...ids })}</li>`;
  };
  return html`<section class="panel"><h2>Coordinators</h2><ul class="rows">${people.filter(isDoctor).flatMap((one) => all.map((who) => cell(who, one)))}</ul></section>`;
}

function everybody(people: readonly PersonRow[]): Html {
  const toggle = (who: PersonRow, what: 'active' | 'maySend' | 'portalAccess', on: string, off: string): Html =>
    act(`${who[what] ? off : on}: ${who.name}`, { action: 'person', id: who.id, what, on: String(!who[what]) });
  const row = (who: PersonRow): Html => html`<li><span><b>${who.name}</b>, ${who.role}${who.active ? '' : ', deactivated'}</span>
    ${isRelation(who) ? html`${toggle(who, 'portalAccess', 'Give access', 'Take access away')}${toggle(who, 'maySend', 'Allow sending', 'Forbid sending')}` : ''}
    ${toggle(who, 'active', 'Activate', 'Deactivate')}</li>`;
  return html`<section class="panel"><h2>People</h2><ul class="rows">${people.map(row)}</ul></section>`;
}
