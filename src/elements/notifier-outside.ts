/** What leaves the page: the count in its title, a tone, the browser's own notifications. Never a word of a message, nor a name. */

const key = 'clinic-chat.notify';
const prefix = /^\(\d+\+?\)(?: |$)/;

/** The page's title with the count before it; the portal's own words stay as they are. */
export function countInTitle(count: number): void {
  const bare = document.title.replace(prefix, '');
  const title = count > 0 ? `(${count > 99 ? '99+' : count}) ${bare}` : bare;
  if (title !== document.title) document.title = title;
}

let audio: AudioContext | undefined;

/** Two short notes. Silent where the browser wants the person to have touched the page first. */
export function playTone(): void {
  try {
    const context = (audio ??= new AudioContext());
    const gain = context.createGain();
    gain.connect(context.destination);
    const start = context.currentTime;
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(0.08, start + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.4);
    const note = context.createOscillator();
    note.frequency.setValueAtTime(660, start);
    note.frequency.setValueAtTime(880, start + 0.14);
    note.connect(gain);
    note.start(start);
    note.stop(start + 0.42);
  } catch {
    // A page without sound: the notification is there to be seen.
  }
}

const isAsked = (): boolean => {
  try {
    return localStorage.getItem(key) === 'on';
  } catch {
    return false;
  }
};

/** Whether the person can still be offered notifications by the browser: a portal may have the permission for something else. */
export const canOffer = (): boolean => typeof Notification === 'function' && Notification.permission !== 'denied' && !isAsked();

/** Asks the browser; only ever from a click. Answers whether it may be done now. */
export async function askOutside(): Promise<boolean> {
  const granted = (await Notification.requestPermission()) === 'granted';
  if (granted) {
    try {
      localStorage.setItem(key, 'on');
    } catch {
      // It then holds for this page alone: the browser is asked again.
    }
  }
  return granted;
}

/** Logout: the next person is asked anew. */
export function forgetOutside(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** The browser's own notification, where the person has asked for it. One at a time: a later one takes the place of the former. */
export function notifyOutside(words: string, { body, lang, open }: { body: string; lang: string; open(): void }): void {
  if (typeof Notification !== 'function' || Notification.permission !== 'granted' || !isAsked()) return;
  try {
    const shown = new Notification(words, { body, lang, tag: key });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
      open();
    });
  } catch {
    // Some phones allow them to service workers alone.
  }
}
