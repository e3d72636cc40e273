/** Where speech is recognised: on this device, or by a service of the browser's maker. */
export type DictationWay = 'device' | 'service';

/** What a recogniser says of itself. */
export interface DictationHooks {
  /** What it believes to hear; it may still change. */
  interim(text: string): void;
  /** What it has settled on. */
  final(text: string): void;
  /** It listens no longer. `problem` is a key of the reasons that Web Speech names, or empty. */
  end(problem: string): void;
}

interface Result { readonly isFinal: boolean; readonly 0: { readonly transcript: string } }
interface Recogniser extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally?: boolean;
  start(): void;
  stop(): void;
  abort(): void;
}
interface RecogniserMaker {
  new (): Recogniser;
  available?(options: { langs: string[]; processLocally: boolean }): Promise<'unavailable' | 'downloadable' | 'downloading' | 'available'>;
  install?(options: { langs: string[]; processLocally: boolean }): Promise<boolean>;
}

const maker = (): RecogniserMaker | undefined => {
  const here = globalThis as { SpeechRecognition?: RecogniserMaker; webkitSpeechRecognition?: RecogniserMaker };
  return here.SpeechRecognition ?? here.webkitSpeechRecognition;
};

/** A recogniser wants a region: a language alone gets the one that most speak. */
export const speechLanguage = (locale: string): string => {
  try {
    const { language, region } = new Intl.Locale(locale).maximize();
    return region ? `${language}-${region}` : language;
  } catch {
    return 'en-US';
  }
};

/**
 * How speech in this language could be recognised here; undefined: not at all. On the device wherever the browser offers it; a service only with
 * `mayLeave`, because then audio leaves the machine. Source: the Web Speech API, `SpeechRecognition.available()`.
 */
export async function dictationWay(locale: string, mayLeave: boolean): Promise<DictationWay | undefined> {
  const Speech = maker();
  if (!Speech) return undefined;
  const local = await Speech.available?.({ langs: [speechLanguage(locale)], processLocally: true }).catch(() => 'unavailable' as const);
  if (local === 'available' || local === 'downloadable' || local === 'downloading') return 'device';
  return mayLeave ? 'service' : undefined;
}

/** Listens until it is stopped. Nothing is kept of what was heard. */
export class Dictation {
  #recogniser: Recogniser | undefined;
  #isOver = false;

  constructor(readonly way: DictationWay, readonly locale: string, readonly hooks: DictationHooks) {}

  async start(): Promise<void> {
    const Speech = maker();
    if (!Speech) return this.hooks.end('service-not-allowed');
    const lang = speechLanguage(this.locale);
    // The language may have to come to the device first.
    if (this.way === 'device' && !(await Speech.install?.({ langs: [lang], processLocally: true }).catch(() => false) ?? true)) return this.hooks.end('language-not-supported');
    if (this.#isOver) return;
    const one = (this.#recogniser = new Speech());
    Object.assign(one, { lang, continuous: true, interimResults: true, ...(this.way === 'device' && { processLocally: true }) });
    let problem = '';
    one.addEventListener('result', (event) => this.#take(event as Event & { resultIndex: number; results: ArrayLike<Result> }));
    one.addEventListener('error', (event) => (problem = (event as Event & { error: string }).error));
    one.addEventListener('end', () => this.#end(problem));
    try {
      one.start();
    } catch {
      this.#end('aborted');
    }
  }

  /** What is under way is still settled. */
  stop(): void {
    if (this.#recogniser) this.#recogniser.stop();
    else this.#end('');
  }

  /** At once, and nothing more is said. */
  abort(): void {
    this.#isOver = true;
    this.#recogniser?.abort();
  }

  #take({ resultIndex, results }: { resultIndex: number; results: ArrayLike<Result> }): void {
    if (this.#isOver) return;
    let interim = '';
    for (const { isFinal, 0: best } of Array.from(results).slice(resultIndex)) {
      if (isFinal) this.hooks.final(best.transcript);
      else interim += best.transcript;
    }
    this.hooks.interim(interim.trim());
  }

  #end(problem: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.hooks.end(problem === 'aborted' ? '' : problem);
  }
}
