/** The same messages for every subject: made from a number, so that each run and each subject has the same. */

const sentences = [
  'Thank you, that helps.', 'How did you sleep?', 'Yes.', 'See you on Friday.', 'That is a good value.', 'Today it was 128 over 82.',
  'I took the tablets as we said, one in the morning and one in the evening.', 'Better than last week, though I woke up twice.',
  'Please measure your blood pressure before breakfast and write it down for a week.', 'We will go through the figures together when you come.',
  'The physiotherapist showed me two new exercises; the second one still hurts a little on the left side.',
  'Should I stop for a while?', 'Please leave out the squats for three days and keep up the walking.', 'The knee swells again in the evening.',
  'It is neither warm nor red, only a little stiff when I get up from a low chair.', 'Good to hear.', 'I have moved the session to Thursday at ten.',
  'Could you send me the letter for my employer?', 'It lies at the front desk; you may also have it by post.', 'My daughter will drive me.',
];

/** The moment of message 0, in milliseconds since the epoch. */
const start = Date.UTC(2026, 0, 5, 8);
/** Messages before this number are the ones that are prepended. */
export const firstNumber = 1_000_000;

/** A number from 0 to 1 that depends on nothing but its arguments. */
function chance(number, salt) {
  let x = Math.imul(number ^ (salt * 0x9e3779b9), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 0x1_0000_0000;
}

function words(number, outside) {
  if (outside?.length) return outside[number % outside.length];
  const long = chance(number, 1) > 0.95;
  const count = long ? 8 : 1 + Math.floor(chance(number, 2) * 3);
  return Array.from({ length: count }, (_, i) => sentences[Math.floor(chance(number, 3 + i) * sentences.length)]).join(' ');
}

/**
 * @param {number} from the number of the first one
 * @param {number} count
 * @param {string[]} [outside] texts to use in place of our own
 * @returns {{ number: number, id: string, author: 'ana' | 'maya', name: string, at: number, text: string }[]} oldest first
 */
export function makeMessages(from, count, outside) {
  return Array.from({ length: count }, (_, i) => {
    const number = from + i;
    // Turns of one to three messages, a new turn every few hours.
    const turn = Math.floor(number / 2);
    const author = (turn + Math.floor(number / 7)) % 2 ? 'ana' : 'maya';
    return {
      number, id: `m${number}`, author, name: author === 'ana' ? 'Ana Silva' : 'Dr. Maya Lee',
      at: start + (turn - firstNumber / 2) * 3 * 3_600_000 + (number % 2) * 60_000, text: words(number, outside),
    };
  });
}
