import { deviceProblem, recordingObstacle, releaseDevices, SoundLevel, type DeviceProblem } from '../../ui/recording.js';
import { soundFile, type SoundFile } from './sound-file.js';

/** `asking`: the browser asks for the microphone. `working`: what was recorded is made into a file. */
export type RecordingPhase = 'asking' | 'recording' | 'paused' | 'working' | 'ready' | 'failed' | 'over';
/** Why it has stopped by itself. */
export type StoppedBy = 'limit' | 'gone' | 'hidden';

const tick = 100;

/** One recording of the microphone, from the question for it to the file. Nothing of it leaves this object but by `result`. */
export class VoiceRecording {
  phase: RecordingPhase = 'asking';
  problem: DeviceProblem | undefined;
  stoppedBy: StoppedBy | undefined;
  result: SoundFile | undefined;
  /** How loud it was, ten times a second, 0 to 1 each. */
  readonly levels: number[] = [];
  readonly #limit: number;
  readonly #changed: () => void;
  #stream: MediaStream | undefined;
  #recorder: MediaRecorder | undefined;
  #level: SoundLevel | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #chunks: Blob[] = [];
  #hasEnded = false;
  /** Milliseconds until the last pause, and since when it goes on: a recorder may begin a while after it was told to. */
  #before = 0;
  #since = Infinity;

  /** @param limit seconds */
  constructor(limit: number, changed: () => void) {
    this.#limit = limit;
    this.#changed = changed;
  }

  get seconds(): number {
    return this.result?.seconds ?? Math.min(this.#limit, (this.#before + this.#running) / 1000);
  }

  get left(): number {
    return this.#limit - this.seconds;
  }

  async start(): Promise<void> {
    const obstacle = recordingObstacle('microphone');
    if (obstacle) return this.#fail(obstacle);
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
      if (this.#isOver) return releaseDevices(stream);
      this.#stream = stream;
      this.#level = new SoundLevel(stream);
      this.#recorder = new MediaRecorder(stream);
      this.#recorder.addEventListener('dataavailable', ({ data }) => this.#chunks.push(data));
      this.#recorder.addEventListener('stop', () => this.#onEnd());
      this.#recorder.addEventListener('error', () => this.stop('gone'));
      stream.getAudioTracks().forEach((track) => track.addEventListener('ended', () => this.stop('gone')));
      this.#recorder.addEventListener('start', () => (this.#since = performance.now()));
      // Second by second: what is recorded until a device goes is there.
      this.#recorder.start(1_000);
      this.#timer = setInterval(() => this.#tick(), tick);
      this.#set('recording');
    } catch (thrown) {
      if (!this.#isOver) this.#fail(deviceProblem(thrown, 'microphone'));
    }
  }

  pause(): void {
    if (this.phase !== 'recording') return;
    this.#recorder?.pause();
    this.#before += this.#running;
    this.#set('paused');
  }

  resume(): void {
    if (this.phase !== 'paused') return;
    this.#recorder?.resume();
    this.#since = performance.now();
    this.#set('recording');
  }

  /** Keeps what was recorded; the microphone is let go. */
  stop(by?: StoppedBy): void {
    if (this.phase !== 'recording' && this.phase !== 'paused') return;
    this.#before += this.#running;
    this.stoppedBy = by;
    this.#set('working');
    if (this.#hasEnded) void this.#make();
    else if (this.#recorder?.state !== 'inactive') this.#recorder?.stop();
    this.#release();
  }

  /** Nothing of it is kept. */
  discard(): void {
    this.phase = 'over';
    if (this.#recorder && this.#recorder.state !== 'inactive') this.#recorder.stop();
    this.#release();
    this.#chunks = [];
    this.result = undefined;
  }

  get #running(): number {
    return this.phase === 'recording' ? Math.max(0, performance.now() - this.#since) : 0;
  }

  /** Asked after each pause in which anything may have happened. */
  get #isOver(): boolean {
    return this.phase === 'over';
  }

  #tick(): void {
    if (this.phase !== 'recording') return;
    this.levels.push(this.#level?.read() ?? 0);
    if (this.left <= 0) this.stop('limit');
    else this.#changed();
  }

  /** Its last piece has come. A device that goes ends its recorder, asked or not. */
  #onEnd(): void {
    this.#hasEnded = true;
    if (this.phase === 'working') void this.#make();
    else this.stop('gone');
  }

  async #make(): Promise<void> {
    const chunks = this.#chunks.splice(0);
    try {
      const result = await soundFile(new Blob(chunks, { type: chunks[0]?.type ?? '' }), this.#limit);
      if (this.#isOver) return;
      this.result = result;
      this.#set('ready');
    } catch {
      if (!this.#isOver) this.#fail('failed');
    }
  }

  #fail(problem: DeviceProblem): void {
    this.problem = problem;
    this.#release();
    this.#set('failed');
  }

  #release(): void {
    clearInterval(this.#timer);
    this.#level?.close();
    releaseDevices(this.#stream);
    this.#level = this.#stream = undefined;
  }

  #set(phase: RecordingPhase): void {
    this.phase = phase;
    this.#changed();
  }
}
