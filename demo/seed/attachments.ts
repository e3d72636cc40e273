import { breathing, murmurFile } from './sounds.js';
import type { SeedFile } from './types.js';

const image = (id: string, by: string, name: string, source: `${string}.${'png' | 'jpg'}`, width: number, height: number): SeedFile =>
  ({ id, by, name, source, type: source.endsWith('.png') ? 'image/png' : 'image/jpeg', width, height });

export const quadSets = image('file-quad-sets', 'maya', 'Thigh squeeze.png', 'thigh-squeeze.png', 960, 640);
export const heelSlides = image('file-heel-slides', 'maya', 'Heel slide.png', 'heel-slide.png', 960, 640);
export const kneeDayFive = image('file-knee-day-5', 'ana', 'IMG_2041.jpg', 'knee-day-5.jpg', 900, 1200);
export const kneeWeekThree = image('file-knee-week-3', 'ana', 'IMG_2117.jpg', 'knee-week-3.jpg', 900, 1200);
export const clinicMap = image('file-clinic-map', 'office', 'How to find the side entrance.png', 'side-entrance.png', 1000, 700);
export const riverPath = image('file-river-path', 'ana', 'River path.jpg', 'river-path.jpg', 1200, 800);
export const labResult: SeedFile = { id: 'file-lab-result', by: 'maya', name: 'Laboratory report – Ana Silva.pdf', source: 'laboratory-report.pdf', type: 'application/pdf' };
export const bloodPressure: SeedFile = { id: 'file-blood-pressure', by: 'ana', name: 'blood pressure.csv', source: 'blood-pressure.csv', type: 'text/csv' };
export const squat: SeedFile = { id: 'file-squat', by: 'tom', name: 'Mini squat.webm', source: 'mini-squat.webm', type: 'video/webm' };
export const squatCaptions: SeedFile = { id: 'file-squat-captions', by: 'tom', name: 'Mini squat.en.vtt', source: 'mini-squat.en.vtt', type: 'text/vtt' };
export const breaths: SeedFile = { id: 'file-breathing', by: 'tom', name: 'Breathing, four in and six out.wav', source: breathing, type: 'audio/wav' };
export const walk: SeedFile = { id: 'file-walk', by: 'ana', name: 'VID_0093.webm', source: 'walk.webm', type: 'video/webm' };
export const walkPicture = image('file-walk-picture', 'ana', 'VID_0093.jpg', 'walk.jpg', 320, 240);
export const anasVoice: SeedFile = { id: 'file-voice', by: 'ana', name: 'Voice message.wav', source: murmurFile, type: 'audio/wav' };
