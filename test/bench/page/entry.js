/** A subject's page: with `#load` in its address it shows a thread of thirty messages at once, as a portal does; else the bench drives it. */
import * as harness from './harness.js';
import { pixels } from './pixels.js';

export async function begin(subject) {
  harness.start(subject);
  window.bench = { ...harness, pixels, ready: true };
  if (location.search.includes('outside')) harness.state.outside = await (await fetch('/texts.json')).json();
  if (location.search.includes('load')) {
    await harness.prepare(30);
    window.bench.loaded = await harness.mount({ composer: true });
  }
}
