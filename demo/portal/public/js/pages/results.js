import { h, inDays, panel, table } from '../dom.js';

export function results() {
  return { title: 'Results', name: 'results', body: [
    panel('Laboratory', h('p', {}, `${inDays(-12)}, asked for by Dr. Maya Lee.`), table('Blood test', ['Test', 'Result', 'Unit', 'Range', ''], [
      ['C-reactive protein', '6', 'mg/L', 'below 5', 'slightly high'], ['Leucocytes', '7.1', '10⁹/L', '4.0 – 10.0', ''], ['Haemoglobin', '12.9', 'g/dL', '12.0 – 15.5', ''],
      ['Thrombocytes', '288', '10⁹/L', '150 – 400', ''], ['Ferritin', '18', 'µg/L', '30 – 200', 'low'], ['Creatinine', '0.8', 'mg/dL', '0.5 – 1.0', ''],
    ])),
    panel('Imaging', h('ul.rows', {}, h('li', {}, h('span', {}, inDays(-30, { day: 'numeric', month: 'short' })), h('span', {}, 'Magnetic resonance, left knee'), h('span', {}, 'Tear of the inner meniscus')))),
    panel('Documents', h('ul.rows', {},
      h('li', {}, h('span', {}, inDays(-22, { day: 'numeric', month: 'short' })), h('span', {}, 'Operation report'), h('span', {}, '2 pages')),
      h('li', {}, h('span', {}, inDays(-12, { day: 'numeric', month: 'short' })), h('span', {}, 'Laboratory report'), h('span', {}, '1 page')))),
  ] };
}
