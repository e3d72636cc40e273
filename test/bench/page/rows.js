/** The floors' rows: the plainest markup that still says who, when and what. */

const times = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit' });
const escaped = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

export const rowHtml = ({ id, author, name, at, text, image }) =>
  `<div class="row ${author === 'ana' ? 'own' : ''}" data-key="${id}"><div class="head"><span>${escaped(name)}</span> <time>${times.format(at)}</time></div><div class="bubble">${escaped(text)}${image ? `<img alt="" src="${image}">` : ''}</div></div>`;

/** Many rows as elements, in one go of the parser. */
export function rowElements(messages) {
  const template = document.createElement('template');
  template.innerHTML = messages.map(rowHtml).join('');
  return [...template.content.children];
}

export const floorStyles = `
  .floor { display: flex; flex-direction: column; height: 100%; font: 15px/1.4 system-ui, sans-serif; }
  .floor .list { flex: 1; min-height: 0; overflow-y: auto; overflow-anchor: none; overscroll-behavior: none; padding: 0 12px; }
  .floor .row { display: flex; flex-direction: column; align-items: flex-start; padding: 4px 0; }
  .floor .own { align-items: flex-end; }
  .floor .head { font-size: 12px; color: #555; }
  .floor .bubble { max-width: 80%; padding: 8px 12px; border-radius: 12px; background: #eef; overflow-wrap: anywhere; white-space: pre-wrap; }
  .floor img { display: block; max-width: 100%; }
  .floor form { display: flex; gap: 8px; padding: 8px; border-top: 1px solid #ccc; }
  .floor textarea { flex: 1; font: inherit; }`;

/** The frame that all floors share: a list, and a field with a button where asked for. */
export function floorFrame(host, { composer }) {
  if (!document.querySelector('#floor-styles')) {
    const style = document.createElement('style');
    style.id = 'floor-styles';
    style.textContent = floorStyles;
    document.head.append(style);
  }
  host.innerHTML = `<div class="floor"><div class="list" role="log"></div>${composer ? '<form><textarea aria-label="Message" rows="1"></textarea><button type="button">Send</button></form>' : ''}</div>`;
  return host.querySelector('.list');
}
