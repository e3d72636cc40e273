/** The loader's floor: a page with one button of lit. */
import { css, html, LitElement } from 'lit';

class BareButton extends LitElement {
  static styles = css`button { position: fixed; right: 16px; bottom: 16px; width: 56px; height: 56px; border: 0; border-radius: 28px; background: #256; color: #fff; }`;

  render() {
    return html`<button type="button" aria-label="Messages">✉</button>`;
  }
}
customElements.define('bare-button', BareButton);
