import { addWords } from '../i18n/translate.js';

/** What is recorded with: a voice message needs the first, a video both. */
export type Device = 'microphone' | 'camera';

/**
 * Why a device cannot be used. `policy`: the page that shows the chat does not allow it. `gone`: it was unplugged, or taken away, while it recorded.
 */
export type DeviceProblem = 'refused' | 'policy' | 'insecure' | 'unsupported' | 'none' | 'busy' | 'gone' | 'failed';

addWords({
  'device.refused.microphone': 'The browser does not allow the microphone here. Allow it by the sign beside the page’s address, or in the browser’s settings, then try again.',
  'device.refused.camera': 'The browser does not allow camera and microphone here. Allow them by the sign beside the page’s address, or in the browser’s settings, then try again.',
  'device.policy.microphone': 'This page does not allow the microphone. Please tell the clinic, or write instead.',
  'device.policy.camera': 'This page does not allow the camera. Please tell the clinic, or choose a video from your device.',
  'device.insecure.microphone': 'The microphone works only on pages with a secure address (https).',
  'device.insecure.camera': 'The camera works only on pages with a secure address (https).',
  'device.unsupported.microphone': 'This browser cannot record sound. Another browser, or a newer one, can.',
  'device.unsupported.camera': 'This browser cannot record video. Another browser, or a newer one, can.',
  'device.none.microphone': 'No microphone was found. Plug one in or switch it on, then try again.',
  'device.none.camera': 'No camera with a microphone was found. Plug one in or switch it on, then try again.',
  'device.busy.microphone': 'The microphone is in use elsewhere. End the call or close the program that uses it, then try again.',
  'device.busy.camera': 'Camera or microphone are in use elsewhere. End the call or close the program that uses them, then try again.',
  'device.gone.microphone': 'The microphone is gone. What was recorded until then is kept.',
  'device.gone.camera': 'Camera or microphone are gone. What was recorded until then is kept.',
  'device.failed.microphone': 'The recording did not work. Please try again.',
  'device.failed.camera': 'The recording did not work. Please try again.',
});

type Policy = { allowsFeature(name: string): boolean };

/** What speaks against recording, before anybody is asked for anything; undefined: nothing that can be known. */
export function recordingObstacle(device: Device): DeviceProblem | undefined {
  if (!globalThis.isSecureContext) return 'insecure';
  // Older browsers lack the whole object.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia || typeof MediaRecorder !== 'function' || typeof AudioContext !== 'function') return 'unsupported';
  const { featurePolicy } = document as Document & { featurePolicy?: Policy };
  return featurePolicy?.allowsFeature(device) === false || featurePolicy?.allowsFeature('microphone') === false ? 'policy' : undefined;
}

const byName: Readonly<Record<string, DeviceProblem>> = {
  NotAllowedError: 'refused', SecurityError: 'policy', NotFoundError: 'none', DevicesNotFoundError: 'none', OverconstrainedError: 'none',
  NotReadableError: 'busy', TrackStartError: 'busy', AbortError: 'busy', NotSupportedError: 'unsupported', TypeError: 'unsupported',
};

/** What an error of `getUserMedia` or of a recorder means for the person. */
export const deviceProblem = (thrown: unknown, device: Device): DeviceProblem =>
  recordingObstacle(device) ?? byName[(thrown as { name?: string } | undefined)?.name ?? ''] ?? 'failed';

/** The problem as one sentence, with what to do. */
export const deviceWords = (t: (key: string) => string, problem: DeviceProblem, device: Device): string => t(`device.${problem}.${device}`);

/** Frees the devices: the browser's sign that it listens goes out. */
export const releaseDevices = (stream: MediaStream | undefined): void => stream?.getTracks().forEach((track) => track.stop());

/** Below this nothing is shown, above the other all of it: in decibels of full scale. */
const [quietest, loudest] = [-58, -8];

/** How loud it is, for a display: of the microphone of a stream, while somebody records. */
export class SoundLevel {
  readonly #context = new AudioContext();
  readonly #analyser = this.#context.createAnalyser();
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(stream: MediaStream) {
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
    // Some begin asleep, even after a press.
    void this.#context.resume().catch(() => undefined);
  }

  /** From 0 to 1, as the ear has it. */
  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    const decibels = 10 * Math.log10(sum / this.#samples.length || 1e-12);
    return Math.min(1, Math.max(0, (decibels - quietest) / (loudest - quietest)));
  }

  close(): void {
    void this.#context.close().catch(() => undefined);
  }
}
