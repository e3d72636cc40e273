import { h, panel } from '../dom.js';

const about = {
  maya: ['Orthopaedics and sports medicine', 'Room 4, first floor. Monday to Thursday.', 'Knees and hips for eighteen years; sews better than she sings.'],
  tom: ['Physiotherapy', 'Gym, ground floor. Tuesday to Saturday.', 'Works with runners, dancers and everybody who would like to climb their own stairs again.'],
  rosa: ['Coordination for Dr. Lee', 'Front office, first floor.', 'Finds an appointment where there is none.'],
  office: ['Reception and billing', 'Ground floor, 7:30 to 18:00.', 'For everything that is not medical.'],
  noor: ['Cardiology', 'Northside, second floor.', 'Sees hearts, prefers walking to tablets.'],
};
const records = {
  ana: { born: '14 March 1979', address: '7 Willow Court', notes: ['Partial meniscectomy, left knee, three weeks ago.', 'Low ferritin, iron every other day.'], forms: ['Consent for arthroscopy', 'Anaesthesia questionnaire'], files: ['Laboratory report – Ana Silva.pdf', 'IMG_2041.jpg', 'IMG_2117.jpg'] },
  ben: { born: '2 September 1961', address: '18 Orchard Street', notes: ['Asthma, well controlled.'], forms: ['Inhaler check'], files: [] },
};

/** What was handed in through the messages. The address is the portal's; it answers for whoever is signed in. */
async function completed(viewer, id) {
  const answer = await fetch(`/portal/people/${encodeURIComponent(id)}/forms?as=${encodeURIComponent(viewer.id)}&workspace=${encodeURIComponent(viewer.workspace)}`);
  if (!answer.ok) return [];
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
  return (await answer.json()).map(({ title, by, at, thread }) => h('span', {}, h('a', { href: `/messages/${encodeURIComponent(thread)}` }, title), `, ${by}, ${when.format(at)}`));
}

/** A person's page. Patients see the care team and themselves, nobody else. */
export async function people(viewer, id, workspaces) {
  const person = workspaces.find(({ workspace }) => workspace === viewer.workspace)?.people.find((one) => one.id === id);
  const patient = person?.role === 'patient' || person?.role === 'relation';
  if (!person || (patient && !viewer.staff && id !== viewer.id)) {
    return { title: 'Not available', name: 'people', body: [h('p', {}, 'This page is not open to you.')] };
  }
  const role = person.title ?? person.role;
  if (!patient) {
    const [field, where, line] = about[id] ?? [role, '', ''];
    return { title: person.name, name: 'people', body: [h('p.lead', {}, field), panel('Where and when', h('p', {}, where)), panel('About', h('p', {}, line)), h('a.button', { href: '/messages' }, 'Messages')] };
  }
  const record = records[id];
  if (!record) return { title: person.name, name: 'people', body: [h('p.lead', {}, person.onBehalfOf === 'ana' ? 'Writes for Ana Silva.' : role)] };
  const list = (items) => (items.length > 0 ? h('ul', {}, items.map((text) => h('li', {}, text))) : h('p', {}, 'None.'));
  return { title: person.name, name: 'people', body: [
    h('div.columns', {},
      panel('Demographics', h('dl', {}, h('dt', {}, 'Born'), h('dd', {}, record.born), h('dt', {}, 'Lives at'), h('dd', {}, record.address))),
      panel('Notes', list(record.notes)), panel('Completed forms', list([...await completed(viewer, id), ...record.forms])), panel('Shared files', list(record.files))),
  ] };
}
