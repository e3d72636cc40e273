import { h, inDays, panel } from '../dom.js';

/** The first page: what is next, by whose portal it is. */
export function home(viewer) {
  return viewer.staff ? staffHome() : patientHome(viewer);
}

function patientHome({ workspace, role }) {
  if (workspace === 'northside') {
    return { title: 'Welcome', name: 'home', body: [
      h('p.lead', {}, 'Nothing is waiting for you here.'),
      panel('Next control', h('p', {}, `${inDays(121)}, blood pressure with `, h('a', { href: '/people/noor' }, 'Dr. Noor Khan'), '.')),
    ] };
  }
  const helper = role === 'relation';
  return { title: 'Good to see you', name: 'home', body: [
    h('p.lead', {}, helper ? 'You see Ana Silva’s appointments and plan, as she allowed.' : 'Three weeks after your operation. You are ahead of the plan.'),
    h('div.columns', {},
      panel('Next appointment', h('p.big', {}, inDays(4)), h('p', {}, '7:40, physiotherapy with ', h('a', { href: '/people/tom' }, 'Tom Okafor'), ', gym on the ground floor.'), h('a.button', { href: '/appointments' }, 'All appointments')),
      panel('New result', h('p.big', {}, 'Blood test'), h('p', {}, 'Checked by ', h('a', { href: '/people/maya' }, 'Dr. Maya Lee'), '. One value is marked.'), h('a.button', { href: '/results' }, 'See the result')),
      panel('Today’s plan', h('ul', {}, h('li', {}, 'Bicycle, 12 minutes'), h('li', {}, 'Mini squats, 2 × 10'), h('li', {}, 'Step-ups, 2 × 8 a side')), h('a.button', { href: '/plan' }, 'Open the plan'))),
    panel('From the clinic', h('p', {}, 'The main stairs are being painted until the end of the month. Please use the side entrance on Mill Lane; it has no steps and the lift goes to all floors.')),
  ] };
}

function staffHome() {
  const rows = [['8:15', 'ben', 'Ben Hart', 'Breathing test'], ['10:30', 'ana', 'Ana Silva', 'Knee, week 3']];
  return { title: 'Today', name: 'home', body: [
    h('p.lead', {}, inDays(0)),
    panel('Your patients', h('ul.rows', {}, rows.map(([time, id, name, why]) => h('li', {}, h('span', {}, time), h('a', { href: `/people/${id}` }, name), h('span', {}, why))))),
    panel('To sign', h('p', {}, 'One laboratory report is waiting.'), h('a.button', { href: '/results' }, 'Results')),
  ] };
}
