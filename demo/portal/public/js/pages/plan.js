import { h, panel } from '../dom.js';

const steps = [['Weeks 4 to 6', 'Bicycle, mini squats, step-ups', 60], ['Weeks 7 to 9', 'Brisk walks, stairs without the rail', 0], ['Weeks 10 to 12', 'Walk and run in turns', 0], ['From week 13', 'Three kilometres, then five', 0]];

export function plan() {
  return { title: 'Plan', name: 'plan', body: [
    h('p.lead', {}, 'Back to running, with Dr. Maya Lee and Tom Okafor.'),
    panel('Goal', h('p', {}, 'The short river run in June, five kilometres. Each step waits for the knee, not for the calendar.')),
    h('ol.steps', {}, steps.map(([when, what, done]) => h('li.panel', {}, h('h2', {}, when), h('p', {}, what), h('progress', { max: 100, value: done, 'aria-label': `${when}: done` })))),
  ] };
}
