import { h, inDays, panel, table } from '../dom.js';

const short = { weekday: 'short', day: 'numeric', month: 'short' };

export function appointments(viewer) {
  const coming = [
    [inDays(4, short), '7:40', 'Physiotherapy', 'Tom Okafor', 'Gym'], [inDays(7, short), '7:40', 'Physiotherapy', 'Tom Okafor', 'Gym'],
    [inDays(19, short), '10:30', 'Check-up, knee', 'Dr. Maya Lee', 'Room 4'], [inDays(60, short), '8:00', 'Blood test', 'Laboratory', 'Ground floor'],
  ];
  const past = [[inDays(-13, short), '10:30', 'Check-up, knee', 'Dr. Maya Lee', 'Room 4'], [inDays(-23, short), '7:00', 'Operation', 'Dr. Maya Lee', 'Day ward']];
  const heads = ['Day', 'Time', 'What', 'With', 'Where'];
  return { title: 'Appointments', name: 'appointments', body: [
    panel(viewer.staff ? 'Calendar' : 'Coming', table('Coming appointments', heads, coming)),
    panel('Past', table('Past appointments', heads, past)),
    panel('Ask for another day', form()),
  ] };
}

/** A form of the portal's own: its field must stay usable, and its text must stay, while the chat is open. */
function form() {
  const note = h('p', { role: 'status' });
  const field = h('form.request', {},
    h('label', { for: 'wish' }, 'When would suit you?'), h('input', { id: 'wish', name: 'wish', maxlength: 200 }),
    h('button', { type: 'submit' }, 'Ask'), note);
  field.addEventListener('submit', (event) => {
    event.preventDefault();
    note.textContent = field.elements.wish.value.trim() ? 'Thank you, we call you back.' : 'Please write a day first.';
  });
  return field;
}
