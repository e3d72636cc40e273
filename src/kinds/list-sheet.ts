import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { ChatError } from '../base/errors.js';
import '../i18n/errors.js';
import { formStyles } from '../ui/form-styles.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ComposeElement } from './compose-element.js';

/** From this many entries on there is a search. */
const searchFrom = 7;

/**
 * What chooses one entry of a workspace's list and sends something about it. Its words are the kind's own: `search`, `none`, `failed`, `loading`,
 * `again`, `missing`, `send` and `keep`, and above the entries what one is called.
 */
export abstract class ListSheet<E extends { readonly id: string; readonly name: string }> extends ComposeElement {
  static override styles = [baseStyles, buttonStyles, formStyles];

  @state() private entries: readonly E[] | undefined;
  @state() private failure = '';
  @state() private chosen = '';
  @state() private sought = '';
  @state() private isMissing = false;

  /** The list's name, what one of its entries is called, and what the keys of the kind's words begin with. */
  protected abstract readonly list: string;
  protected abstract readonly entry: string;
  protected abstract readonly words: string;

  /** Undefined where the entry is not one to choose from. Throws where it cannot be read. */
  protected abstract read(entry: unknown): E | undefined;
  /** What stands at the end of an entry's line. */
  protected abstract renderEnd(entry: E): unknown;
  /** What is asked besides, between the entries and the buttons. */
  protected abstract renderMore(chosen: E | undefined): unknown;
  /** What is sent; undefined: it cannot be. */
  protected abstract payloadOf(chosen: E): unknown;
  /** Whether it can be chosen. */
  protected isReady(_entry: E): boolean {
    return true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.#load());
  }

  override render(): TemplateResult {
    const { words, entry, entries, host: { t } } = this;
    if (this.failure) return html`<p role="alert">${t(`${words}.failed`, { reason: this.failure })}</p><div class="buttons"><button class="button" type="button" @click=${this.#load}>${t(`${words}.again`)}</button></div>`;
    if (!entries) return html`<p role="status">${t(`${words}.loading`)}</p>`;
    const sought = this.sought.trim().toLocaleLowerCase();
    const found = entries.filter(({ name }) => name.toLocaleLowerCase().includes(sought));
    return html`<form novalidate @submit=${this.#onSubmit}>
      ${entries.length >= searchFrom ? html`<input type="search" autocomplete="off" aria-label=${t(`${words}.search`)} placeholder=${t(`${words}.search`)} .value=${this.sought} @input=${this.#onSearch} />` : nothing}
      <fieldset class="field" aria-describedby="missing">
        <legend>${t(`${words}.${entry}`)}</legend>
        <div class="choices">
          ${found.map((one) => html`<label class="choice"><input type="radio" name=${entry} .value=${one.id} .checked=${one.id === this.chosen} ?disabled=${!this.isReady(one)} @change=${this.#onChoice} /><span><bdi>${one.name}</bdi></span><span class="end">${this.renderEnd(one)}</span></label>`)}
        </div>
        ${found.length === 0 ? html`<p class="hint" role="status">${t(`${words}.none`)}</p>` : nothing}
        <p id="missing" class="wrong" role="alert">${this.isMissing ? t(`${words}.missing`) : nothing}</p>
      </fieldset>
      ${this.renderMore(this.#chosen)}
      <div class="buttons"><button class="button" type="button" @click=${() => this.cancel()}>${t(`${words}.keep`)}</button><button class="button primary" type="submit">${t(`${words}.send`)}</button></div>
    </form>`;
  }

  get #chosen(): E | undefined {
    return this.entries?.find(({ id }) => id === this.chosen);
  }

  readonly #load = (): void => {
    this.failure = '';
    this.host.list(this.list).then(
      (entries) => (this.entries = entries.flatMap((one) => this.#readable(one))),
      (error: unknown) => (this.failure = this.host.t(`error.${ChatError.from(error).code}`)),
    );
  };

  #readable(entry: unknown): E[] {
    try {
      const one = this.read(entry);
      return one ? [one] : [];
    } catch {
      return [];
    }
  }

  readonly #onSearch = (event: Event): void => void (this.sought = (event.target as HTMLInputElement).value);
  readonly #onChoice = (event: Event): void => {
    this.chosen = (event.target as HTMLInputElement).value;
    this.isMissing = false;
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const chosen = this.#chosen;
    this.isMissing = !chosen;
    if (!chosen) {
      this.renderRoot.querySelector<HTMLElement>('.choice input:enabled')?.focus();
      return;
    }
    const payload = this.payloadOf(chosen);
    if (payload !== undefined) this.done({ payload });
  };
}
