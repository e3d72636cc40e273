import { peaksOf } from '../../src/kinds/voice/sound-file.js';
import { anasVoice, bloodPressure, breaths, clinicMap, riverPath, squat, squatCaptions, walk, walkPicture } from './attachments.js';
import { murmur, murmurSeconds } from './sounds.js';
import type { Times } from './times.js';
import type { SeedThread } from './types.js';
import { Pen } from './write.js';

/** The group that plans Ana's way back to running. */
function careTeam({ at, ago }: Times): SeedThread {
  const pen = new Pen('ana-team')
    .plain('maya', at(15, '11:02'), 'Ana, Tom, I have put us three together so that nobody has to carry messages. Tom sees you twice a week, I see the knee once a month, you live with it every day.')
    .plain('tom', at(15, '11:20'), 'Good idea. Ana, what would you like to be able to do by the summer?')
    .plain('ana', at(15, '13:44'), 'Walk to work again, 25 minutes each way. And the river run in June, if that is not too bold. The short one, 5 km.')
    .plain('tom', at(15, '14:01'), 'Not bold at all, if we start with walking. I will draw up the steps.')
    .rich('tom', at(14, '09:30'), `### From crutches to 5 km

| Week | What | Passed when |
| --- | --- | --- |
| 4–6 | bicycle, mini squats | full stretch, no new swelling |
| 7–9 | brisk walks, 20 to 40 minutes | stairs without the rail |
| 10–12 | walk and run in turns, 1 to 1 minute | ten single-leg squats |
| from 13 | 3 km, then 5 km | the next morning is a quiet one |

*Each step waits for the knee, not for the calendar.*`)
    .plain('maya', at(14, '12:15'), 'Agreed. I would like to see an even thigh before the running starts: less than 1 cm difference, measured 10 cm above the kneecap.')
    .plain('ana', at(14, '19:07'), 'Measured just now: left 46.5, right 49. So there is something to do!')
    .plain('tom', at(13, '08:10'), 'Quite normal at this point. We measure again in four weeks, in the morning, with the same tape.')
    .video('tom', at(6, '08:30'), 'ana', 'Walk across the room and back, filmed from the side.', { video: walk, poster: walkPicture, duration: 8, answeredBy: 'Ana Silva', answeredAt: at(6, '12:05') })
    .plain('tom', at(4, '09:10'), 'The left step is as long as the right one, good. Here is how the mini squat should look, and something to breathe by before you sleep.', { files: [squat, squatCaptions, breaths] })
    .voice('ana', at(4, '20:15'), anasVoice, murmurSeconds, peaksOf(murmur()))
    .plain('ana', at(3, '16:40'), 'First walk along the river without the crutch, eleven minutes. Luis took the picture.', { files: [riverPath] })
    .plain('tom', at(3, '17:55'), 'And you are not leaning to the right. Very nice.')
    .video('tom', at(2, '08:20'), 'ana', 'Three mini squats at the table, filmed from the side.')
    .plain('tom', ago(1_320), 'Ana, for tomorrow please bring the shoes you walk to work in. I want to look at the soles.');
  return { id: 'ana-team', workspace: 'riverside', kind: 'group', title: 'Ana’s knee: back to running', subject: 'ana', status: 'in-treatment', participants: ['maya', 'ana', 'tom', 'rosa'], messages: pen.messages, unread: { ana: 1, maya: 1, rosa: 1 } };
}

function office({ at, ago }: Times): SeedThread {
  const pen = new Pen('ana-office')
    .plain('ana', at(29, '10:05'), 'Good morning, I have surgery with Dr. Lee next week. Which entrance should I use? I will come with crutches on the way out.')
    .plain('office', at(29, '11:30'), 'Good morning Ms. Silva. Please use the side entrance on Mill Lane, it has no steps. There is a bay for setting down right in front of it.', { files: [clinicMap] })
    .plain('ana', at(29, '11:41'), 'Perfect, thank you for the map.')
    .plain('office', at(10, '09:00'), 'Your insurer has confirmed twelve sessions of physiotherapy. You do not need to do anything.')
    .plain('luis', at(9, '18:20'), 'Hello, Ana asked me to find out whether unused sessions can be moved to next year.', { onBehalfOf: 'ana' })
    .plain('office', at(8, '10:12'), 'They can, until the end of March. If you tell us by the middle of December we arrange it with the insurer.')
    .other('clinic.survey', 'office', ago(1_500), { survey: 'after-surgery', questions: 6 }, 'A short survey: how was your stay with us? (6 questions, 2 minutes)');
  return { id: 'ana-office', workspace: 'riverside', kind: 'direct', subject: 'ana', participants: ['ana', 'office', 'luis'], messages: pen.messages, unread: { ana: 1 } };
}

function ben({ at, ago }: Times): SeedThread[] {
  const lee = new Pen('ben-maya')
    .plain('ben', at(34, '16:10'), 'Dr. Lee, the new inhaler makes my voice hoarse. Is that a reason to stop?')
    .plain('maya', at(34, '17:25'), 'No, but a reason to change how you take it. Rinse your mouth with water after each use and spit it out, and use the spacer. Tell me in two weeks.')
    .plain('ben', at(19, '09:40'), 'Two weeks later: the hoarseness is gone. I sleep through the night again.')
    .rich('maya', at(19, '12:05'), 'Good to hear. Please keep to **two puffs in the morning and two in the evening**, also on days when you feel well. It is those days that it is for.')
    .plain('rosa', at(6, '10:00'), 'Hello Mr. Hart, your breathing test is on the 9th at 8:15. Please do not use the blue inhaler on that morning unless you need it.')
    .plain('ben', ago(230), 'Thank you, noted. Could it be half an hour later? The bus arrives at 8:20.');
  const desk = new Pen('ben-office')
    .plain('ben', at(45, '13:00'), 'I have moved. The new address is 18 Orchard Street, the telephone number is the same.')
    .plain('office', at(45, '14:15'), 'Thank you Mr. Hart, it is changed in your record and on the next prescription.');
  return [
    { id: 'ben-maya', workspace: 'riverside', kind: 'direct', subject: 'ben', status: 'in-treatment', participants: ['ben', 'maya', 'rosa'], messages: lee.messages, unread: { maya: 1, rosa: 1 } },
    { id: 'ben-office', workspace: 'riverside', kind: 'direct', subject: 'ben', participants: ['ben', 'office'], messages: desk.messages },
  ];
}

function staff({ at, ago }: Times): SeedThread {
  const pen = new Pen('maya-tom')
    .plain('tom', at(5, '07:50'), 'Can we move Wednesday’s case meeting to 12:30? The gym is booked for the school until noon.')
    .plain('maya', at(5, '08:05'), '12:30 works. I will bring the two new knees and one shoulder.')
    .rich('tom', ago(400), 'For the meeting: I would stretch the sessions after meniscus trimming to **every ten days from week six**. People come back stronger when they have time to do the homework.');
  return { id: 'maya-tom', workspace: 'riverside', kind: 'direct', participants: ['maya', 'tom'], messages: pen.messages, unread: { maya: 1 } };
}

function northside({ at }: Times): SeedThread[] {
  const pen = new Pen('ana-noor')
    .plain('noor', at(60, '15:10'), 'Dear Ms. Silva, thank you for coming today. The ultrasound of your heart is normal. Please measure your blood pressure at home for two weeks, mornings and evenings, sitting, after five minutes of rest.')
    .plan('ana', at(54, '20:10'), 'action', 'Measure twice a day', 'Is it all right to measure before the coffee?')
    .plan('noor', at(53, '09:05'), 'action', 'Measure twice a day', 'Yes, always before it, and before any tablet.')
    .plain('ana', at(46, '08:30'), 'Good morning Dr. Khan, here are the two weeks. I missed one evening.', { files: [bloodPressure] })
    .rich('noor', at(45, '17:02'), `Thank you, this is a careful record. The mean of your values is **128 / 79 mmHg**.

- That is within what we aim for at home (below 135 / 85).
- No tablets are needed now.
- Please repeat one week of measurements in *six months*.`)
    .plan('noor', at(45, '17:10'), 'goal', 'Below 135 / 85 at home', 'Reached. We look again in six months.')
    .plain('ana', at(45, '17:30'), 'Very glad to read that. I will put it in my calendar.');
  const check = new Pen('tom-noor')
    .plain('tom', at(22, '20:15'), 'Good evening Dr. Khan. My own trainer says that I should have a stress test before the marathon. Do you do them?')
    .plain('noor', at(21, '08:50'), 'We do, Mr. Okafor, on Thursdays. Please bring your running shoes, and the list of what you take, vitamins too.');
  return [
    { id: 'ana-noor', workspace: 'northside', kind: 'direct', subject: 'ana', participants: ['ana', 'noor'], messages: pen.messages, unread: {} },
    { id: 'tom-noor', workspace: 'northside', kind: 'direct', subject: 'tom', participants: ['tom', 'noor'], messages: check.messages, unread: { tom: 1 } },
  ];
}

export const otherThreads = (times: Times): SeedThread[] => [careTeam(times), office(times), ...ben(times), staff(times), ...northside(times)];
