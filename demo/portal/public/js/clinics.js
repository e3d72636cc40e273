import { h } from './dom.js';

const label = document.querySelector('#clinics');
const select = label.querySelector('select');

/**
 * Who belongs to several clinics goes from one to the other here, without a new page: the chat's tags are told where to get their token, and
 * that is all they need. `draw`: shows the page of the address, in the clinic that it names.
 */
export function clinicsOf(directory, viewer, draw) {
  const homes = directory.filter(({ people }) => people.some(({ id }) => id === viewer.id));
  const first = viewer.workspace;
  label.hidden = homes.length < 2;
  select.append(...homes.map(({ workspace, name }) => h('option', { value: workspace, selected: workspace === first }, name)));
  select.addEventListener('change', () => {
    const url = new URL(location.href);
    // A thread of one clinic is none of the other's.
    url.pathname = url.pathname.startsWith('/messages') ? '/messages' : '/';
    url.searchParams.set('as', viewer.id);
    url.searchParams.set('workspace', select.value);
    history.pushState({}, '', url);
    draw();
  });
  return {
    /** Goes to a clinic of the viewer's, or to the one of the start where none is named. Returns whether it is another one than before. */
    enter(asked) {
      const home = homes.find(({ workspace }) => workspace === (asked ?? first));
      if (!home || home.workspace === viewer.workspace) return false;
      select.value = home.workspace;
      enter(home, home.people.find(({ id }) => id === viewer.id));
      return true;
    },
  };
}

function enter({ workspace, name, phone }, { id, role }) {
  Object.assign(document.documentElement.dataset, { workspace, role });
  document.querySelector('.brand b').textContent = name;
  document.querySelector('.brand small').textContent = ['patient', 'relation'].includes(role) ? 'Patient portal' : 'Staff portal';
  document.querySelector('.imprint p').replaceChildren(`${name} · 12 Mill Lane · `, h('a', { href: `tel:${phone}` }, phone));
  document.querySelector('#unread').hidden = true;
  document.querySelector('#content').replaceChildren();
  const popup = document.querySelector('clinic-popup');
  popup.removeAttribute('thread');
  popup.setAttribute('token-url', `/portal/token?as=${encodeURIComponent(id)}&workspace=${encodeURIComponent(workspace)}`);
}
