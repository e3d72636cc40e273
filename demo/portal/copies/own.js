// What a portal of somebody else's would bring along: its own lit and its own DOMPurify, beside ours on the same page.
import DOMPurify from 'dompurify';
import { html, LitElement } from 'lit';

class PortalWeather extends LitElement {
  render() {
    return html`<p>Weather at the clinic: dry, <b>9 °C</b>.</p>`;
  }
}
customElements.define('portal-weather', PortalWeather);

const clean = DOMPurify.sanitize('<i>Bring a coat.</i><u> Really.</u>', { RETURN_TRUSTED_TYPE: true, ALLOWED_TAGS: ['i'] });
const note = document.createElement('p');
note.id = 'own-note';
note.innerHTML = clean;
document.querySelector('footer').append(document.createElement('portal-weather'), note);
