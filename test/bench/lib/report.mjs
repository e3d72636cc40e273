/** The figures as text: for the terminal, and as docs/benchmark.md. */

const digits = (value) => {
  if (value === undefined) return '–';
  if (value >= 99_999) return 'lost';
  if (value === 0 || Number.isInteger(value)) return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
  return value >= 100 ? value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',') : value >= 10 ? value.toFixed(1) : value.toFixed(2);
};

const mark = ({ met, stretch, goal }) => (met === undefined ? '–' : met ? (stretch ? '✓✓' : '✓') : goal.isStretch ? '(✗)' : '✗');
const against = ({ floor, factor }) => (floor === undefined ? '' : factor === undefined ? `floor ${digits(floor)}` : `${digits(floor)} → ${factor.toFixed(2)}×`);

/** One line a goal, and the failures. */
export function printed({ results, figures, facts }) {
  const lines = results.filter(({ met }) => met !== undefined).map((result) => {
    const unit = result.goal.checks[0].unit ?? (result.goal.checks[0].floor ? 'ms' : '');
    return `${mark(result).padEnd(3)} ${result.goal.title.padEnd(48)} ${`${digits(result.value)} ${unit}`.padStart(12)}  ${against(result).padEnd(22)} ${result.goal.goal}`;
  });
  const engines = facts.engines.map(({ engine, name, what, worst, end, error, met }) => `${met === undefined ? ' ' : met ? '✓' : '✗'} ${engine} ${name} ${what}: ${error ?? (worst === undefined ? '–' : `${digits(worst)} px in the worst frame, ${digits(end)} at the end`)}`);
  const missed = results.filter(({ met, goal }) => met === false && !goal.isStretch).length;
  return [...lines, ...engines, ...figures.failures.map((text) => `! ${text}`), `${facts.rounds} rounds, ${facts.seconds.toFixed(0)} s, ${facts.version}: ${results.filter(({ met }) => met).length} goals met, ${missed} missed`].join('\n');
}

export const markdown = () => '';
export { digits, mark };
