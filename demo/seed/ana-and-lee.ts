import type { SeedThread } from './types.js';
import type { Times } from './times.js';
import { heelSlides, kneeDayFive, kneeWeekThree, labResult, quadSets } from './attachments.js';
import { Pen } from './write.js';

/** Ana's knee, from the day after keyhole surgery to this morning: the thread that the demo opens with. */
export function anaAndLee({ at, ago }: Times): SeedThread {
  const pen = new Pen('ana-maya');

  pen
    .plain('maya', at(23, '17:40'), 'Hello Ana, the operation went as planned. I trimmed the torn part of the meniscus in your left knee; the ligaments and the joint surface look good. Rest tonight. I will write again tomorrow with what comes next.')
    .plain('ana', at(22, '08:12'), 'Good morning Dr. Lee. I slept badly but the pain is bearable. The bandage is a bit tight when I bend. Is that normal?')
    .plain('maya', at(22, '09:05'), 'It is, the joint is still full of fluid. You may loosen the outer bandage by one turn; leave the small dressings underneath alone until Friday.')
    .rich('maya', at(22, '09:20'), `## Your first ten days

Three things matter now: **less swelling**, a knee that goes *fully straight*, and a thigh muscle that wakes up again.

1. Leg up, heel higher than the hip, as often as you can.
2. Ice in a towel for 15 minutes, four times a day. Never on bare skin.
3. Thigh squeezes and heel slides as in the table.
4. Walk in the flat with both crutches. Put weight on the leg as far as it is comfortable.

| Exercise | How often | Stop when |
| --- | --- | --- |
| Thigh squeeze | 10 × 5 seconds, every 2 hours | it cramps |
| Heel slide | 2 × 10, three times a day | pain is above 4 of 10 |
| Straight leg raise | 2 × 8, from day 4 | the knee sags |
| Ankle pumps | 20, every hour you are awake | – |

> If your calf becomes hot, swollen or painful, if you are short of breath, or if you have a fever above 38 °C: do not write here. Call us, or the emergency number.

The clinic's leaflet explains each step with pictures: [Moving well after knee arthroscopy](https://leaflets.riverside-clinic.example/knee-arthroscopy).`)
    .images('maya', at(22, '09:22'), [quadSets, heelSlides])
    .plain('ana', at(22, '10:47'), 'Thank you, this is very clear. I have printed the table and put it on the fridge.')
    .plain('luis', at(20, '19:31'), 'Good evening doctor, Luis here, Ana’s brother. She is asleep. She took the last of the stronger painkillers this afternoon. Should she go on with them or is paracetamol enough?', { onBehalfOf: 'ana' })
    .plain('maya', at(20, '20:02'), 'Hello Luis, thank you for asking. Paracetamol 1 g, at most four times in 24 hours, is what I would use from now on. If that leaves her above 5 of 10 at rest, call the ward tonight and they will speak to me.')
    .plain('luis', at(20, '20:05'), 'Understood. I will set alarms so that we do not go over four.', { onBehalfOf: 'ana' })
    .plain('ana', at(18, '11:15'), 'Here is the knee after the dressings came off. There is a yellow and blue bruise going down the shin, that was not there yesterday.', { files: [kneeDayFive] })
    .plain('maya', at(18, '12:40'), 'Thank you for the picture, it is sharp enough to judge. The two small wounds are dry and closed. The bruise is old blood that follows gravity: it will travel to the ankle, change colour and be gone in two weeks. Nothing to do but keep the leg up.')
    .plain('ana', at(18, '12:44'), 'That is a relief. May I shower?')
    .plain('maya', at(18, '12:58'), 'Yes, from tomorrow. Let the water run over it, no soap on the wounds, pat dry. No bath or pool until I have seen you.')
    .plain('rosa', at(16, '14:10'), 'Hello Ana, this is Rosa, I coordinate appointments for Dr. Lee. Your check-up is on Thursday at 10:30, room 4 on the first floor. The lift is at the side entrance; the main stairs are being painted. Please bring the medication list.')
    .plain('ana', at(16, '15:22'), 'Thank you Rosa, Thursday 10:30 is fine. My brother will drive me.')
    .files('maya', at(12, '16:48'), [labResult])
    .rich('maya', at(12, '16:55'), `### Your blood test in short

- **CRP 6 mg/L**: a little above normal, as expected after an operation. No sign of infection.
- **Haemoglobin 12.9 g/dL**: normal.
- **Ferritin 18 µg/L**: your iron stores are low. This may be part of why you are so tired.

I suggest one iron tablet *every other day* with orange juice, for three months, and a control after that. Tea and coffee at least an hour apart from it.`)
    .plain('ana', at(12, '18:30'), 'I did not expect the iron. My mother had the same. I will start tomorrow.\n\nTwo questions:\n1. Can I take it together with paracetamol?\n2. Does it matter if I forget one?')
    .rich('maya', at(11, '08:15'), `> 1. Can I take it together with paracetamol?

Yes, the two do not disturb each other.

> 2. Does it matter if I forget one?

No. Take the next one on the next day and do **not** double it.`)
    .plain('ana', at(8, '20:51'), 'A small victory: I went down the stairs with one crutch today, good leg last, as Tom showed me. 7 steps. The knee was stiff afterwards but not thicker.')
    .plain('maya', at(7, '07:58'), 'That is more than I would have asked of you in week two. Well done. If the knee is not thicker the next morning, the dose was right.')
    .plain('ana', at(2, '17:26'), 'Three weeks today! I can straighten it completely, and bend until the heel is about a hand from my seat. There is still a soft cushion above the kneecap in the evening.', { files: [kneeWeekThree] })
    .rich('maya', at(1, '12:34'), `## Weeks four to six

You are ahead of the plan, so let us move on. The cushion in the evening is leftover fluid: it tells you how much was enough.

1. **Bicycle at home**, saddle high, no resistance. 10 minutes a day, 2 minutes more every third day.
2. **Mini squats** to 45°, holding a table, 2 × 10.
3. **Step-ups** on a low step, 2 × 8 on each side.
4. Leave the crutch at home for short ways.

What you can read from the knee in the morning:

| In the morning the knee is | Then today |
| --- | --- |
| as slim as yesterday | one step more |
| a little thicker | the same again |
| clearly thicker or warm | half, ice, and tell me |

No running, no kneeling and no turning on the planted foot yet. For driving you must be able to brake hard without thinking of the knee; [this is what insurers ask](https://leaflets.riverside-clinic.example/driving-after-knee-surgery).`)
    .plain('ana', ago(165), 'I have read it twice. I tried the bicycle this morning: ten minutes, and the knee is as slim as yesterday. Is it all right to go back to the office on Monday, if I can put the leg up under the desk?')
    .plain('maya', ago(52), 'Yes, half days for the first week, please. Get up every 40 minutes and walk once around the floor.')
    .rich('maya', ago(48), 'I have asked Rosa for a letter to your employer. You will find it under **Results → Documents** this afternoon.');

  return {
    id: 'ana-maya', workspace: 'riverside', kind: 'direct', subject: 'ana',
    participants: ['ana', 'maya', 'rosa', 'luis'], messages: pen.messages, unread: { ana: 2, luis: 2, rosa: 1 },
  };
}
