/** What the physiotherapy diary is put together from, one set for each stretch of the treatment. `#` is a number of the day. */
export interface Stretch {
  /** The first day of the stretch, in days before now. */
  from: number;
  /** The pain out of ten at its beginning and end. */
  pain: readonly [number, number];
  /** What `#` means: smallest and largest. */
  minutes: readonly [number, number];
  did: readonly string[];
  felt: readonly string[];
  advice: readonly string[];
}

export const stretches: readonly Stretch[] = [
  {
    from: 236, pain: [6, 4], minutes: [8, 20],
    did: [
      'Walked # minutes after work, on the flat.', 'Did the three exercises from your sheet, # minutes in all.', '# minutes on the bicycle in the cellar.',
      'Only the stretching today, # minutes, the day was too long.', 'The wall sits, and # minutes of walking.', 'Calf raises while the kettle boiled, then # minutes outside.',
    ],
    felt: [
      'It pinches on the inside when I turn.', 'Stairs down are still the worst.', 'Warm afterwards, but not thick.', 'A dull ache in the evening, gone by the morning.',
      'Stiff for the first steps after sitting.', 'It clicked twice, without pain.',
    ],
    advice: [
      'Keep the steps short, and the foot pointing where the knee points.', 'Slow on the way down, count to three.', 'Breathe out as you push, it keeps the back quiet.',
      'If it pinches, make the movement smaller before you make it fewer.', 'Two days on, one day off is plenty for now.',
    ],
  },
  {
    from: 160, pain: [4, 2], minutes: [15, 35],
    did: [
      '# minutes of brisk walking along the river.', 'Bicycle to work and back, # minutes each way.', 'The balance board, # minutes, one hand on the shelf.',
      'Two rounds of the strength sheet, # minutes.', 'Swam for # minutes, no breaststroke as you said.', 'Garden work, # minutes, mostly standing.',
    ],
    felt: [
      'Almost forgot about the knee.', 'A little tired above the kneecap.', 'Good until the last third, then heavy.', 'The left thigh shakes earlier than the right one.',
      'No clicking at all.', 'Slept through.',
    ],
    advice: [
      'Now add a little: two more repetitions, not two more sets.', 'Let the weaker leg go first, and stop the stronger one at the same number.', 'Look ahead on the board, not at your feet.',
      'Swap one of the walks for the stairs, up only.', 'Write down the morning after, it tells us more than the evening.',
    ],
  },
  {
    from: 84, pain: [3, 5], minutes: [6, 18],
    did: [
      'It locked on the way to the bus, I needed # minutes until it was free.', 'Only # minutes of walking, then it caught again.', 'The exercises lying down, # minutes.',
      '# minutes in the water, that still goes well.', 'Bicycle without resistance, # minutes.', 'Thigh squeezes and leg raises, # minutes, as preparation.',
    ],
    felt: [
      'It catches when I stand up from a low chair.', 'Thick in the evening, I can no longer see the kneecap’s edge.', 'Better with the bandage.', 'I am careful on every kerb now.',
      'Worried, to be honest, but the date helps.', 'Calmer than last week.',
    ],
    advice: [
      'Do not force it when it locks: sit, let the leg hang, turn the foot gently.', 'What you train before the operation you will have after it.', 'Keep the full stretch, that is the one thing not to lose.',
      'Ice for a quarter of an hour, in a towel.', 'No deep bending until Dr. Lee has looked inside.',
    ],
  },
  {
    from: 22, pain: [5, 1], minutes: [5, 14],
    did: [
      'Heel slides three times, # minutes each.', 'Walked to the corner and back, # minutes on crutches.', 'Leg raises, and # minutes of ankle pumps in front of the news.',
      'Stairs with one crutch, good leg first going up, # minutes of practice.', 'Standing on both feet for # minutes while cooking.', 'Bicycle, saddle high, # minutes.',
    ],
    felt: [
      'Tight at the end of the bend, nothing sharp.', 'The stretch is complete, I can feel the back of the knee on the mattress.', 'A soft cushion above the kneecap by the evening.', 'As slim as yesterday.',
      'Proud of myself, if one may say so.', 'Tired in a good way.',
    ],
    advice: [
      'First straight, then bent, then strong. In that order.', 'Put the crutch on the other side from the knee.', 'Stop one repetition before it shakes.',
      'Heel, sole, toes: even a short step deserves all three.', 'Elevate it while you read this.',
    ],
  },
];

/** A question of Ana's and Tom's answer to it. */
export const questions: readonly (readonly [string, string])[] = [
  ['May I do them in the morning instead?', 'Yes. Give the joint ten minutes out of bed before you start.'],
  ['Is it bad that it cracks?', 'Noise without pain or swelling is only noise.'],
  ['Should I go on when it is at four?', 'Up to four is fine while it lasts, and it should be gone the next morning.'],
  ['Which shoes would you take?', 'The older ones with the firm heel. New ones on the days with short ways.'],
  ['Can I carry the shopping?', 'In a rucksack, so that both sides get the same.'],
  ['Heat or cold in the evening?', 'Cold when it is thick, warm when it is only stiff.'],
  ['What do I do on holiday without the board?', 'A folded towel under one foot does the same work.'],
  ['Is the lift cheating?', 'Down, no. Up, you know the answer!'],
  ['Do I still need the bandage at night?', 'No, leave it off for sleeping and let the skin breathe.'],
  ['My left thigh looks thinner, is that so?', 'It is, by a centimetre or two. It comes back more slowly than it went, but it comes back.'],
];

export const praise: readonly string[] = ['That is a good line to stop at.', 'Steady. I like it.', 'You are listening to it, that is half of the work.', 'Noted, thank you.', 'Exactly the right amount.', 'Well done.', 'A quiet day counts too.'];
export const care: readonly string[] = ['Then tomorrow is a day off.', 'Half of it tomorrow, please, and tell me how the night was.', 'Let us not be heroes: only the stretching tomorrow.', 'Leg up this evening, and write to me in the morning.'];
export const morning: readonly string[] = ['How was the night?', 'And this morning?', 'Is it slim or thick today?', 'What does it say after the day off?', 'Did the new exercise leave a trace?'];
export const nights: readonly string[] = ['Quiet, I only woke once.', 'Slim and cool.', 'A bit stiff until the coffee, then fine.', 'Good. I could start right away.', 'Slightly warm, so I will wait until the evening.'];
