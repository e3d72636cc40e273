// Draws the films of `files/`, a figure of lines in a room, and has ffmpeg write them as WebM: `node demo/seed/make-videos.mjs`. The results are committed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const [width, height, rate, seconds] = [320, 240, 10, 8];
const [wall, floor, dark, skin, wood] = [[224, 232, 234], [196, 178, 152], [64, 87, 107], [202, 165, 138], [140, 112, 84]];
const ground = 205;
const degrees = Math.PI / 180;
const from = ([x, y], length, angle) => [x + length * Math.sin(angle), y - length * Math.cos(angle)];

/** Lines with round ends: from, to, half their width, colour. */
const figure = ({ ankles, knees, hip, shoulder, hands }) => [
  ...ankles.flatMap((ankle, i) => [[ankle, [ankle[0] + 12, ankle[1]], 4, dark], [ankle, knees[i], 5, dark], [knees[i], hip, 6, dark]]),
  [hip, shoulder, 8, dark], ...hands.map((hand) => [shoulder, hand, 4, skin]), [from(shoulder, 18, 0.1), from(shoulder, 20, 0.1), 10, skin],
];

function squat(time) {
  const deep = (1 - Math.cos((2 * Math.PI * time) / 4)) / 2;
  const ankle = [140, ground - 4];
  const knee = from(ankle, 46, 24 * degrees * deep);
  const hip = from(knee, 46, -45 * degrees * deep);
  const shoulder = from(hip, 56, 22 * degrees * deep);
  return [[[205, 128], [270, 128], 3, wood], [[215, 128], [215, ground], 3, wood], [[262, 128], [262, ground], 3, wood],
    ...figure({ ankles: [ankle], knees: [knee], hip, shoulder, hands: [[210, 124]] })];
}

function walk(time) {
  const there = time < 4 ? time / 4 : (8 - time) / 4;
  const turn = time < 4 ? 1 : -1;
  const swing = Math.sin(2 * Math.PI * time * 0.9) * 26 * degrees;
  const hip = [40 + there * 240, ground - 94 + Math.abs(swing) * 8];
  const knees = [swing, -swing].map((angle) => from(hip, 46, Math.PI + angle));
  const ankles = knees.map((knee, i) => from(knee, 46, Math.PI + ([swing, -swing][i] + turn * 12 * degrees)));
  const shoulder = from(hip, 56, turn * 3 * degrees);
  const hands = [swing, -swing].map((angle) => from(shoulder, 44, Math.PI + angle * 0.8));
  return figure({ ankles, knees, hip, shoulder, hands });
}

const far = (x, y, [ax, ay], [bx, by]) => {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
};

function picture(lines) {
  const bytes = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    let colour = y < ground ? wall : floor;
    for (const [a, b, half, paint] of lines) {
      const cover = Math.min(1, Math.max(0, half + 0.5 - far(x, y, a, b)));
      if (cover > 0) colour = colour.map((value, n) => value + (paint[n] - value) * cover);
    }
    bytes.set(colour.map(Math.round), i * 3);
  }
  return bytes;
}

async function ffmpeg(pictures, ...options) {
  const child = spawn('ffmpeg', ['-loglevel', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(rate), '-i', '-', ...options], { stdio: ['pipe', 'inherit', 'inherit'] });
  for (const one of pictures) child.stdin.write(one);
  child.stdin.end();
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}

const place = (name) => fileURLToPath(new URL(`files/${name}`, import.meta.url));
for (const [name, draw] of [['mini-squat', squat], ['walk', walk]]) {
  const pictures = Array.from({ length: rate * seconds }, (_, i) => picture(draw(i / rate)));
  await ffmpeg(pictures, '-c:v', 'libvpx', '-crf', '20', '-b:v', '80k', '-pix_fmt', 'yuv420p', '-an', place(`${name}.webm`));
  if (name === 'walk') await ffmpeg(pictures.slice(12, 13), '-frames:v', '1', '-q:v', '5', place('walk.jpg'));
}
