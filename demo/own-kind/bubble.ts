import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { BubbleProperties, KindHost, Message, Participant } from '../../src/index.js';
import type { BloodPressure } from './payload.js';

/** The scale of the chart, in mmHg. */
const [low, high] = [40, 200];
const place = (value: number): number => ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * 200;

/** The reading as numbers, and as a bar from the lower to the upper value. Its colours are the bubble's. */
export class RiversideBloodPressure extends LitElement implements BubbleProperties<BloodPressure> {
  static override styles = css`
    :host {
      display: block;
      inline-size: 200px;
      max-inline-size: 100%;
    }
    p {
      margin: 0;
    }
    .value {
      font-size: 1.3em;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }
    svg {
      display: block;
      inline-size: 100%;
      fill: currentcolor;
      font-size: 10px;
    }
  `;

  @property({ attribute: false }) message!: Message;
  @property({ attribute: false }) payload!: BloodPressure;
  @property({ type: Boolean }) own = false;
  @property({ attribute: false }) author: Participant | undefined;
  @property({ attribute: false }) host!: KindHost;

  override render(): TemplateResult {
    const { host: { t }, payload: { systolic, diastolic, pulse } } = this;
    return html`<p>${t('blood-pressure.title')}</p>
      <p class="value"><bdi>${systolic} / ${diastolic} mmHg</bdi></p>
      <svg viewBox="-10 0 220 34" role="img" aria-label=${t('blood-pressure.value', { systolic, diastolic })}>
        <rect x="0" y="8" width="200" height="4" rx="2" opacity="0.3"></rect>
        <rect x=${place(diastolic)} y="5" width=${place(systolic) - place(diastolic)} height="10" rx="5"></rect>
        ${[80, 120].map((mark) => svg`<path d="M${place(mark)} 18v4" stroke="currentColor"></path><text x=${place(mark)} y="32" text-anchor="middle">${mark}</text>`)}
      </svg>
      ${pulse === undefined ? nothing : html`<p>${t('blood-pressure.pulse', { pulse })}</p>`}`;
  }
}

if (!customElements.get('riverside-blood-pressure')) customElements.define('riverside-blood-pressure', RiversideBloodPressure);
