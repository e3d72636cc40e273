import { care, morning, nights, praise, questions, stretches, type Stretch } from './diary-phrases.js';
import { timesBefore } from './times.js';
import type { SeedThread } from './types.js';
import { Pen } from './write.js';

const length = 500;

/** Numbers that look random and are the same at every start (mulberry32, a public-domain generator). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws from a list without drawing the same again soon. */
function drawer(random: () => number): <T>(list: readonly T[]) => T {
  const recent = new Map<readonly unknown[], number[]>();
  return <T>(list: readonly T[]): T => {
    const seen = recent.get(list) ?? [];
    let index = Math.floor(random() * list.length);
    while (seen.includes(index)) index = (index + 1) % list.length;
    recent.set(list, [...seen, index].slice(-Math.floor(list.length / 2)));
    return list[index] as T;
  };
}

const stretchOn = (daysAgo: number): Stretch => stretches.findLast((s) => s.from >= daysAgo) ?? (stretches[0] as Stretch);

function weekly(week: number, stretch: Stretch, pain: number, draw: <T>(list: readonly T[]) => T): string {
  return `### Week ${week}

- Pain at most **${pain} of 10**, ${pain > 3 ? 'so we stay where we are' : 'so we may go on'}.
- ${draw(stretch.advice)}
- ${draw(stretch.advice)}

*See you on Tuesday and Friday, 7:40.*`;
}

/** Ana's physiotherapy diary with Tom: 500 short messages over eight months, put together from `diary-phrases.ts`. */
export function diary(now: number): SeedThread {
  const random = dice(20_417);
  const draw = drawer(random);
  const { at } = timesBefore(now);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:${String(between(0, 25)).padStart(2, '0')}`;
  const later = (hour: number): string => `${String(hour).padStart(2, '0')}:${String(between(26, 59)).padStart(2, '0')}`;
  const pen = new Pen('ana-tom');
  const first = stretches[0]?.from ?? 0;

  pen.plain('tom', at(first + 1, '12:15'), 'Ana, this is our diary. Write a line whenever you have trained: what, how long, and how much it hurt from 0 to 10. I read it between my patients, so an answer may take until the evening.')
    .plain('ana', at(first + 1, '18:40'), 'I like that. I am better at writing than at remembering.');

  for (let daysAgo = first; daysAgo >= 3; daysAgo -= 1) {
    const left = length - 2 - pen.messages.length;
    if (left <= 0) break;
    const stretch = stretchOn(daysAgo);
    const end = stretches[stretches.indexOf(stretch) + 1]?.from ?? 0;
    const done = (stretch.from - daysAgo) / Math.max(1, stretch.from - end);
    const pain = Math.max(0, Math.round(stretch.pain[0] + (stretch.pain[1] - stretch.pain[0]) * done + (random() - 0.5) * 2));
    // So many messages a day as bring the count to 500 at the end.
    const today = Math.round(left / (daysAgo - 1) + (random() - 0.5) * 1.2);
    if (today < 1 && left < daysAgo * 2) continue;

    if ((first - daysAgo) % 7 === 6 && left > 4) pen.rich('tom', at(daysAgo, clock(7)), weekly((first - daysAgo + 1) / 7, stretch, pain, draw));
    if (today >= 3 && left > 5) {
      pen.plain('tom', at(daysAgo, later(7)), draw(morning));
      pen.plain('ana', at(daysAgo, clock(8)), draw(nights));
    }
    const minutes = between(...stretch.minutes);
    const question = random() < 0.22 ? draw(questions) : undefined;
    const report = `${draw(stretch.did).replace('#', String(minutes))} ${draw(stretch.felt)} ${pain} of 10.`;
    pen.plain('ana', at(daysAgo, clock(18)), question ? `${report} ${question[0]}` : report);
    if (left === 1) break;
    pen.plain('tom', at(daysAgo, later(18)), question?.[1] ?? (random() < 0.45 ? draw(stretch.advice) : draw(pain > 4 ? care : praise)));
  }
  pen.plain('ana', at(2, '18:20'), 'Bicycle, ten minutes, and then the step with the left leg first: 2 × 8. The cushion is smaller than last night. 1 of 10.')
    .plain('tom', at(2, '18:48'), 'From crutches to this in three weeks. Enjoy the day off tomorrow, you have earned it.');
  return { id: 'ana-tom', workspace: 'riverside', kind: 'direct', subject: 'ana', participants: ['ana', 'tom'], messages: pen.messages, unread: {} };
}
