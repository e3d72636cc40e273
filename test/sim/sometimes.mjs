/** What must have happened at least once in a batch: a run that is too tame proves nothing. Demanded only where the profile lets it happen. */

/** Fewer sessions than these say nothing of chance. */
const enoughSessions = 2_000;

/** @returns {string[]} what never happened though the profile lets it happen */
export function never(happenings, profile, sessions) {
  if (profile.script || sessions < enoughSessions) return [];
  return Object.keys(demands).filter((name) => isDemanded(name, profile, sessions) && !happenings.get(name));
}

/** Whether something must have happened in so many sessions: it can, and it was drawn often enough not to be left out by chance. */
function isDemanded(name, { sizes, browsers, steps }, sessions) {
  const weightOf = (step) => steps[step] ?? 0;
  const sum = Object.keys(steps).reduce((all, step) => all + weightOf(step), 0);
  const drawn = (step) => (sessions * ((sizes.steps[0] + sizes.steps[1]) / 2) * weightOf(step)) / sum;
  const any = (...these) => these.some((step) => weightOf(step) > 0);
  const sends = any('say') || (any('send') && any('type', 'attach'));
  const { often, where = () => true } = demands[name];
  const times = name === 'sent' ? drawn('say') + Math.min(drawn('send'), drawn('type') + drawn('attach')) : drawn(name);
  return times >= often && where({ any, sends, browsers });
}

/** Happens as often as it is drawn, or nearly. */
const always = { often: 20 };
/** Strikes what comes next, if anything does: only some of those drawn do. */
const next = { often: 200 };
/** What strikes only a request that changes something. */
const onChange = { often: 200, where: ({ any, sends }) => sends || any('read', 'attach') };
/** A message can be taken back while it waits, or once it has failed. */
const onPending = { often: 200, where: ({ any, sends }) => sends && any('refuse', 'offline', 'down', 'hour', 'hold', 'no-way-up') };

const demands = {
  sent: { often: 200, where: ({ sends }) => sends },
  retry: onPending, edit: onPending, discard: onPending,
  logout: next, reload: always, kill: always, shut: always, freeze: always, offline: always, clock: always, hold: always, revoke: next,
  restore: { often: 200, where: ({ any }) => any('copy') }, down: always, hour: always,
  'lose-request': next, 'late-request': next, 'answer-500': next, 'too-many': next, slow: next,
  'lose-answer': onChange, 'reset-answer': onChange, 'gateway-502': onChange, 'garbled-answer': onChange, twice: onChange,
  refuse: { often: 200, where: ({ sends }) => sends },
  // A tab asks for a token anew only where the one it has is good no more.
  'no-refresh': { often: 500, where: ({ any }) => any('tokens') },
  'cut-stream': next, 'half-open': next, 'garbled-frame': next, replay: next, 'no-way-up': always, 'no-way-down': always,
  quota: always, broken: always, hang: always,
  // A row must have been written that can be spoilt.
  corrupt: { often: 200, where: ({ any, sends, browsers }) => browsers.noStorage < 1 && (sends || any('type', 'attach')) },
};
