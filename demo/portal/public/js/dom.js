/** Makes an element from a tag (`a.button`), properties or attributes, and children. Text stays text. */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const node = document.createElement(name);
  if (classes.length > 0) node.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    node.setAttribute(key, value === true ? '' : String(value));
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return node;
}

const day = 86_400_000;

/** A date so many days from today, in the page's language. */
export const inDays = (days, options = { weekday: 'long', day: 'numeric', month: 'long' }) =>
  new Intl.DateTimeFormat(document.documentElement.lang, options).format(Date.now() + days * day);

/** A table from a caption, headings and rows. */
export const table = (caption, headings, rows) =>
  h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', {}, caption),
      h('thead', {}, h('tr', {}, headings.map((text) => h('th', { scope: 'col' }, text)))),
      h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell) => h('td', {}, cell)))))));

export const panel = (title, ...children) => h('section.panel', {}, h('h2', {}, title), ...children);
