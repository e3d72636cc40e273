import type { Id } from '../model/index.js';
import { Arrivals } from './arrivals.js';
import { Catalogs } from './catalogs.js';
import type { ExtrasHost, ExtraValues } from './extra-values.js';
import { Plan } from './plan.js';
import { Reads } from './reads.js';
import { Receipts } from './receipts.js';
import { Signals } from './signals.js';
import { countRest } from './threads-rest.js';
import { View } from './threads-view.js';

/** What fills the values that a plain thread can be shown without. */
export class Care {
  readonly arrivals: Arrivals;
  readonly catalogs: Catalogs;
  readonly plan: Plan;
  readonly reads: Reads;
  readonly receipts: Receipts;
  readonly signals: Signals;
  readonly view: View;
  readonly rest: (since: number) => void;

  constructor(host: ExtrasHost, values: ExtraValues) {
    this.arrivals = new Arrivals(host, values);
    this.catalogs = new Catalogs(host, values);
    this.plan = new Plan(host);
    const { core, threads } = host;
    this.reads = new Reads(core, (threadId) => threads.confirmRead(threadId), (threadId) => {
      // Of what is not there nothing is read.
      if (threads.get(threadId)) threads.refetch(threadId);
      else threads.gone(threadId);
    });
    this.receipts = new Receipts(host);
    this.signals = new Signals(host, values);
    this.view = new View(host, values);
    this.rest = (since) => void countRest(host, since);
  }

  changed(threadId: Id): void {
    this.view.changed(threadId);
    this.receipts.changed(threadId);
  }

  clear(): void {
    this.reads.clear();
    this.signals.clear();
    this.view.clear();
  }
}
