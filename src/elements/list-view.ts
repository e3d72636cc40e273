import { messageKey, type Id } from '../model/index.js';
import type { TimelineState } from '../store/types.js';
import type { Arrivals } from './arrivals.js';
import { whenIdle } from './dom.js';
import { ListModel } from './list-model.js';
import type { ListRow } from './list-rows.js';
import type { ListWindow, Space } from './list-window.js';
import type { ClinicMessage } from './message.js';
import { rowsOf, ScrollAnchor, type ScrollAnchorOptions } from './scroll-anchor.js';

/** From so many messages on the code for long lists is asked for. */
const soonLong = 150;
/** What comes into an empty list is read from its end: so many messages are drawn at once, which fill a popup; a higher view asks for more before anything is painted. */
const first = 6;
/** So many more are drawn where the reader goes up and that code is not here yet. */
const few = 60;
/** The rest is drawn once there has been time for whatever else opening a thread brings, in milliseconds; and so many at a time. */
const soon = 400;
const some = 12;
/** So long after the last message the rows tell anew how many there are, in milliseconds. */
const settled = 1_000;
/** As many as are drawn whole; see `ListWindow`. */
const whole = 200;
/** What is drawn above the view at first, and what a row is high at least: CSS pixels. */
const near = 100;
const least = 40;

let Window: typeof ListWindow | undefined;

export interface ListViewOptions extends Pick<ScrollAnchorOptions, 'canPin'> {
  /** Called after the reader scrolled, and after something changed its size. */
  onChange(): void;
  /** Keys of messages that stay drawn wherever the reader is. */
  held(): readonly (string | undefined)[];
  /** Draws the rows anew: soon, or before anything else happens. */
  update(now?: boolean): void;
}

/** What is drawn of the list, and where: the model's rows, all of them or a window, and the place of the reader among them. */
export class ListView {
  readonly model = new ListModel();
  readonly anchor: ScrollAnchor;
  readonly #options: ListViewOptions;
  #list: HTMLElement | undefined;
  #holder: HTMLElement | undefined;
  #window: ListWindow | undefined;
  /** The first message that is drawn, as long as there is no window. */
  #from = 0;
  #counted = 0;
  #counting: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #frame = 0;
  /** As much is drawn as a reader who goes up needs: not before there is time, or somebody goes. */
  #isRoomy = false;
  /** Nothing is left out any more but what a window leaves out. */
  #isGrown = false;
  #isAsking = false;
  /** Stops what is to draw the rest. */
  #stop: (() => void) | undefined;

  constructor(options: ListViewOptions) {
    this.#options = options;
    this.anchor = new ScrollAnchor({
      canPin: options.canPin,
      absorb: (shift) => this.#window?.absorb(shift) ?? shift,
      onChange: (resized) => {
        if (!resized) return options.onChange();
        // What is drawn now would change sizes once more in this frame, which browsers report as an error.
        this.#frame ||= requestAnimationFrame(() => {
          this.#frame = 0;
          options.onChange();
        });
      },
    });
  }

  attach(list: HTMLElement, holder: HTMLElement): void {
    this.#list = list;
    this.#holder = holder;
    // Measured before its rows are drawn, all that is around them would be laid out twice.
    for (const element of this.elements()) element.flush();
    this.anchor.attach(list, list.firstElementChild as HTMLElement, holder);
    // The first rows were drawn before there was anything that a window could be measured by.
    if (Window && !this.#window && this.model.messages.length > whole) this.#options.update();
  }

  /** Another thread. */
  reset(): void {
    this.model.reset();
    this.#window?.reset();
    this.#from = this.#counted = 0;
    this.#isRoomy = this.#isGrown = false;
  }

  /** Leaves undrawn what was to be drawn later: nobody looks any more. */
  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Before every update: the code for long lists may have come. */
  prepare(): void {
    this.anchor.hold();
    if (!Window || this.#window || !this.#list || !this.#holder) return;
    this.#window = new Window(this.#list, this.#holder, () => this.#isRoomy);
    this.#window.adopt(this.model.messages.length, this.anchor.pinned, this.#from);
  }

  /** Takes the timeline's new state, and tells what has come. */
  take(timeline: TimelineState, viewer: Id | undefined): Arrivals | undefined {
    const before = this.model.messages;
    const { news, ...splice } = this.model.take(timeline, viewer, this.anchor.pinned);
    const { messages } = this.model;
    const key = (index: number): string => messageKey(messages[index]!);
    if (before.length === 0) this.#from = messages.length;
    else if (this.#isGrown && messages.length <= whole) this.#from = 0;
    else if (splice.at < this.#from) this.#from += messages.length - before.length;
    // Of those that are left as well, where the drawn ones are the very ones that have gone.
    this.#from = Math.max(0, Math.min(this.#from, messages.length - first));
    // A window begins around the reader: where they are is to be right, though the list has just been given another width.
    if (before.length <= whole && messages.length > whole) {
      this.anchor.sync(true);
      this.anchor.hold();
    }
    if (before !== messages) this.#window?.splice(splice, { before: (index) => messageKey(before[index]!), after: key }, this.anchor.pinned);
    return news;
  }

  /** What is to be drawn. */
  rows(): (ListRow | Space)[] {
    const { model } = this;
    if (this.#window?.isActive) return this.#window.rows(model, this.#options.held().map((key) => model.indexOf(key)));
    return model.rows(this.#from, model.messages.length);
  }

  /** Whether some messages are not drawn. */
  get isPartial(): boolean {
    return !!this.#window?.isActive || (this.#from > 0 && this.model.messages.length > whole);
  }

  /**
   * How many messages there are, where not all of them are drawn; -1: nobody knows. What has just come is counted in once nothing more comes:
   * each row that tells it is drawn anew.
   */
  get size(): number | undefined {
    const { timeline, messages: { length } } = this.model;
    clearTimeout(this.#counting);
    if (!this.isPartial) return undefined;
    if (timeline?.older.state !== 'end' || timeline.newer.state !== 'end') return -1;
    if (this.#counted === 0 || length < this.#counted) this.#counted = length;
    if (length > this.#counted) {
      this.#counting = setTimeout(() => {
        this.#counted = length;
        this.#options.update();
      }, settled);
    }
    return this.#counted;
  }

  /** The rows have just been drawn, anew those at `changed` among them: puts everything into its place before the frame is painted. */
  settle(changed: readonly number[]): void {
    for (const at of changed) (this.#holder?.children[at] as ClinicMessage | undefined)?.flush();
    this.#window?.place();
    this.anchor.sync();
  }

  /** Sees to it that enough is drawn around what is in view. */
  cover(): void {
    if (this.#busy || !this.anchor.ready) return;
    if (!this.anchor.pinned) this.#isRoomy = true;
    if (this.#isRoomy) this.#prepareLong();
    if (!this.#isGrown && !this.#stop) {
      const timer = setTimeout(() => (this.#stop = whenIdle(this.#grow, 2 * soon)), soon);
      this.#stop = () => clearTimeout(timer);
    }
    this.#busy = true;
    // What is drawn for the first time turns out lower than guessed at most a few times.
    for (let tries = 0; tries < 4 && this.#lacks(); tries++) this.#options.update(true);
    this.#busy = false;
  }

  /** Draws some of what was left out at first, and the rest when there is time again. */
  readonly #grow = (): void => {
    this.stop();
    if (!this.anchor.ready) return;
    const { length } = this.model.messages;
    const most = length <= whole ? 0 : length - few;
    this.#isGrown = this.#window?.isActive ? this.#window.grow(some) : this.#from <= most + some;
    if (!this.#window?.isActive) this.#from = Math.min(this.#from, Math.max(most, this.#from - some));
    this.#prepareLong();
    if (this.#isGrown) this.#isRoomy = true;
    else this.#stop = whenIdle(this.#grow, 2 * soon);
    this.#options.update(true);
  };

  /** How much there is above what is in view, in pixels. */
  get above(): number {
    return this.#window?.isActive ? this.#window.above : (this.#list?.scrollTop ?? 0) + this.#from * least;
  }

  /** Draws the message at `index`, if it is not; its row. */
  reveal(index: number): ClinicMessage | undefined {
    const key = this.model.keyAt(index);
    this.#busy = true;
    this.#aim(index);
    if (!this.element(key)) this.#options.update(true);
    // The window may have begun with that very update, and elsewhere.
    if (!this.element(key)) {
      this.#aim(index);
      this.#options.update(true);
    }
    this.#busy = false;
    return this.element(key);
  }

  #aim(index: number): void {
    if (this.#window?.isActive) this.#window.show(index);
    else this.#from = Math.min(this.#from, index);
  }

  /** Puts the message at `index` so many pixels below the top edge, as far as the ends allow; its row. */
  goTo(index: number, offset: number): ClinicMessage | undefined {
    const row = this.reveal(index);
    if (row) this.anchor.goTo(row, offset);
    return row;
  }

  /** To the newest message. */
  toEnd(): void {
    if (this.#window?.isActive) {
      this.#window.toEnd();
      this.#options.update();
    }
    this.anchor.pin();
  }

  elements(): ClinicMessage[] {
    return this.#holder ? rowsOf<ClinicMessage>(this.#holder) : [];
  }

  element(key: string | undefined): ClinicMessage | undefined {
    return key === undefined ? undefined : this.elements().find((element) => element.dataset['key'] === key);
  }

  #lacks(): boolean {
    if (this.#window?.isActive) return !this.#window.cover();
    if (this.#from === 0 || !this.#list || !this.#holder) return false;
    const { scrollTop, clientHeight } = this.#list;
    if (scrollTop > (this.#isRoomy ? clientHeight : near)) return false;
    // As a part of the height of what is drawn.
    const missing = (clientHeight + near) / this.#holder.offsetHeight - 1;
    this.#from = Math.max(0, this.#from - (this.#isRoomy ? few : Math.min(few, 2 + Math.ceil(missing * (this.model.messages.length - this.#from)))));
    return true;
  }

  /** Has the code for long lists come where it will be needed. */
  #prepareLong(): void {
    if (Window || this.#isAsking || this.model.messages.length < soonLong) return;
    this.#isAsking = true;
    import('./list-window.js').then(
      (module) => {
        Window = module.ListWindow;
        this.#options.update();
      },
      // Then the list grows upwards as it is read, and asks again.
      () => (this.#isAsking = false),
    );
  }
}
