import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/** The smallest element that needs our way of compiling: legacy decorators and fields that are set, not defined. */
@customElement('test-greeting')
class TestGreeting extends LitElement {
  @property() name = 'Ana';

  override render() {
    return html`<p>Hello, ${this.name}</p>`;
  }
}

describe('the test bench', () => {
  it('compiles decorators as the build does, so that a property draws anew', async () => {
    const element = await fixture<TestGreeting>(html`<test-greeting></test-greeting>`);
    expect(element.shadowRoot?.textContent).to.equal('Hello, Ana');
    element.name = 'Luis';
    await element.updateComplete;
    expect(element.shadowRoot?.textContent).to.equal('Hello, Luis');
  });
});
