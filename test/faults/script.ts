import { seeded } from '../support/fake-platform.js';

/** What happens in a session of the fault runs, drawn from a seed: the same seed gives the same script. */
export type Side = 'ana' | 'lee';

/** One thing that a person, the line, the browser or the server does. Times are milliseconds. */
export type Step =
  | { do: 'say'; side: Side; tab: number; words: string; many: number }
  /** Goes to the tab, or leaves for nothing: time passes. */
  | { do: 'wait'; ms: number }
  | { do: 'cut'; side: Side; how: 'reset' | 'end' }
  | { do: 'half-open'; side: Side; up: boolean; down: boolean; existing: boolean; ms: number }
  | { do: 'refuse' | 'stall'; side: Side; ms: number }
  | { do: 'slow'; side: Side; delay: number; rate: number | undefined }
  /** The answer to the next message is lost, after the server has it; then the message is written. */
  | { do: 'lose-answer'; side: Side; tab: number; words: string; how: 'reset' | 'silence' }
  /** The device says that it has no network, and again that it has. */
  | { do: 'offline'; side: Side; ms: number }
  | { do: 'reload' | 'crash' | 'close'; side: Side; tab: number; words: string | undefined; pause: number }
  | { do: 'freeze'; side: Side; tab: number; ms: number }
  | { do: 'second-tab' }
  /** `kill -9`, and up again on the same data. */
  | { do: 'kill-server'; ms: number; words: string | undefined };

export type StepName = Step['do'];

export interface Script {
  steps: Step[];
  /** Messages that are there before. */
  before: number;
  /** Nothing hurries the clients at the end: they find out by themselves what is dead. */
  isPatient: boolean;
}

/** How often each step comes, in parts. */
const weights: Readonly<Record<StepName, number>> = {
  'say': 34, 'wait': 12, 'cut': 8, 'half-open': 7, 'refuse': 4, 'stall': 4, 'slow': 4, 'lose-answer': 8, 'offline': 4, 'reload': 5, 'crash': 5, 'close': 3,
  'freeze': 4, 'second-tab': 5, 'kill-server': 3,
};

const sentences = [
  'The knee is as slim as yesterday.', 'Ten minutes on the bicycle.', 'May I take the stairs?', 'Yes, one at a time.', 'It was warm in the evening.', 'Ice, then.', 'Good.',
  'How did you sleep?', 'Better than last week, though I woke up twice.', 'Leave out the squats for three days & keep up the walking.', '1. bicycle 2. stairs',
];

/** @param without steps that are not to come */
export function scriptOf(seed: number, index: number, without: ReadonlySet<string> = new Set()): Script {
  const random = seeded(Math.imul(seed, 2_654_435_761) ^ Math.imul(index + 1, 40_503));
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const one = <T>(values: readonly T[]): T => values[whole(0, values.length - 1)] as T;
  const likely = (share: number): boolean => random() < share;
  const side = (): Side => (likely(0.6) ? 'ana' : 'lee');
  const words = (): string => one(sentences);
  const tab = (): number => whole(0, 1);
  const names = (Object.keys(weights) as StepName[]).filter((name) => !without.has(name));
  const sum = names.reduce((all, name) => all + weights[name], 0);
  const draw = (): StepName => {
    let left = random() * sum;
    return names.find((name) => (left -= weights[name]) < 0) ?? 'say';
  };

  const make = (name: StepName): Step => {
    switch (name) {
      case 'say': return { do: name, side: side(), tab: tab(), words: words(), many: likely(0.2) ? whole(2, 4) : 1 };
      case 'wait': return { do: name, ms: whole(50, 500) };
      case 'cut': return { do: name, side: side(), how: one(['reset', 'end']) };
      case 'half-open': {
        const way = whole(0, 2);
        return { do: name, side: side(), up: way !== 1, down: way !== 2, existing: likely(0.8), ms: whole(300, 1_500) };
      }
      case 'refuse': case 'stall': return { do: name, side: side(), ms: whole(200, 1_200) };
      case 'slow': return { do: name, side: side(), delay: whole(20, 250), rate: likely(0.3) ? 256_000 : undefined };
      case 'lose-answer': return { do: name, side: side(), tab: tab(), words: words(), how: likely(0.8) ? 'reset' : 'silence' };
      case 'offline': return { do: name, side: side(), ms: whole(200, 1_000) };
      case 'reload': case 'crash': case 'close': return { do: name, side: side(), tab: tab(), words: likely(0.7) ? words() : undefined, pause: whole(0, 120) };
      case 'freeze': return { do: name, side: side(), tab: tab(), ms: whole(300, 1_500) };
      case 'second-tab': return { do: name };
      case 'kill-server': return { do: name, ms: whole(0, 500), words: likely(0.7) ? words() : undefined };
    }
  };
  const steps = Array.from({ length: whole(6, 14) }, () => make(draw()));
  // A session in which nothing is said proves nothing.
  steps.splice(whole(0, 2), 0, make('say'));
  return { steps, before: likely(0.1) ? 60 : whole(0, 3), isPatient: likely(0.03) };
}
