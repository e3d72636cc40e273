/** What must have happened at least once in a batch of 2,000 sessions: a run that is too tame proves nothing. */
const always = ['sent'];

/** @returns {string[]} what never happened though the profile draws it */
export function never(happenings, { steps }) {
  const drawn = Object.keys(steps).filter((name) => steps[name] > 0 && counted.has(name));
  return [...always, ...drawn].filter((name) => !happenings.get(name));
}

const counted = new Set([
  'retry', 'edit', 'discard', 'logout', 'reload', 'kill', 'shut', 'freeze', 'offline', 'clock', 'hold', 'revoke', 'restore', 'down', 'hour', 'lose-request', 'lose-answer',
  'reset-answer', 'late-request', 'answer-500', 'gateway-502', 'too-many', 'garbled-answer', 'twice', 'slow', 'refuse', 'no-refresh', 'cut-stream', 'half-open',
  'garbled-frame', 'replay', 'no-way-up', 'no-way-down', 'quota', 'broken', 'hang', 'corrupt',
]);
