/** docs/benchmark.svg: a small bar chart a metric, on a logarithmic scale, for the differences are of that kind. */
import { digits } from './report.mjs';

const panels = [
  { title: 'load 30 messages', name: 'load.cpu', unit: 'ms' }, { title: 'mount 100', name: 'mount.100.cpu', unit: 'ms' }, { title: 'mount 1,000', name: 'mount.1k.cpu', unit: 'ms' },
  { title: 'mount 10,000', name: 'mount.10k.cpu', unit: 'ms' }, { title: 'append at 1,000', name: 'append.1k.cpu', unit: 'ms' }, { title: 'append at 10,000', name: 'append.10k.cpu', unit: 'ms' },
  { title: 'a key at 1,000', name: 'typing.1k.cpu', unit: 'ms' }, { title: 'fling, 1,000 px of 10,000', name: 'fling.cpu', unit: 'ms' }, { title: 'heap at 10,000', name: 'heap.10k', unit: 'MB' },
];
const columns = 3;
const [width, left, bar, gap, head] = [330, 112, 14, 5, 34];
const colours = { ours: '#0f766e', floor: '#94a3b8', peer: '#d97706' };
const short = { ours: 'clinic-chat', 'floor-visible': 'rows in view', 'floor-windowed': 'windowed floor', 'floor-all': 'all rows', stream: 'Stream', chatscope: 'chatscope', vaadin: 'Vaadin', 'deep-chat': 'deep-chat' };

export function picture({ figures, facts: { subjects } }) {
  const tall = head + subjects.length * (bar + gap) + 20;
  const rows = Math.ceil(panels.length / columns);
  const drawn = panels.map((panel, i) => `<g transform="translate(${16 + (i % columns) * width} ${40 + Math.floor(i / columns) * tall})">${drawPanel(panel, figures, subjects)}</g>`);
  const legend = Object.entries({ ours: 'ours', floor: 'floors', peer: 'peers' }).map(([role, words], i) => `<rect x="${560 + i * 90}" y="12" width="12" height="12" fill="${colours[role]}"/><text x="${577 + i * 90}" y="22">${words}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${32 + columns * width} ${48 + rows * tall}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="CPU and memory of clinic-chat, the floors and the peers">
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="22" font-size="14" font-weight="600">Main-thread CPU and memory, logarithmic: shorter is better</text>${legend.join('')}
${drawn.join('\n')}
</svg>
`;
}

function drawPanel({ title, name, unit }, figures, subjects) {
  const values = subjects.map((one) => figures.get(one.name, name));
  const known = values.filter((value) => value > 0);
  const least = Math.min(...known) / 2;
  const room = width - left - 90;
  const long = (value) => Math.max(2, (Math.log(value / least) / Math.log(Math.max(...known) / least)) * room);
  const bars = subjects.map(({ name: subject, role }, i) => {
    const y = head - 14 + i * (bar + gap);
    const value = values[i];
    const label = `<text x="${left - 6}" y="${y + 11}" text-anchor="end" fill="#334155"${role === 'ours' ? ' font-weight="600"' : ''}>${short[subject] ?? subject}</text>`;
    if (value === undefined) return `${label}<text x="${left}" y="${y + 11}" fill="#64748b">–</text>`;
    return `${label}<rect x="${left}" y="${y}" width="${long(value).toFixed(1)}" height="${bar}" rx="2" fill="${colours[role]}"/><text x="${(left + long(value) + 5).toFixed(1)}" y="${y + 11}" fill="#334155">${digits(value)} ${unit}</text>`;
  });
  return `<text x="0" y="8" font-weight="600">${title}</text>${bars.join('')}`;
}
