/** Path of the Chromium-family browser for the tests; throws, naming the command to install one, where there is none. */
export function chromium(): string;
/** Extra arguments for Chromium on this machine. */
export function chromiumArgs(): string[];
/** Chromium with a camera and a microphone that are made up and allowed, and sound without a press. */
export const chromiumDevices: readonly string[];
/** The same for Firefox, as preferences. */
export const firefoxDevices: Readonly<Record<string, boolean | number>>;
/** Path of Firefox, or undefined where there is none. */
export function firefox(): string | undefined;
/** Paths of WebKitGTK's driver, browser and virtual screen; undefined where one is missing. */
export function webkit(): { driver: string; browser: string; xvfb: string } | undefined;
/** The version that a browser's program reports. */
export function versionOf(path: string): string;
/** All engines that the component tests know. */
export const ENGINES: readonly string[];
/** The engines to test in: `ENGINES` from the environment, else all on CI, else Chromium. */
export function wantedEngines(): string[];
/** True on CI, where nothing may be skipped. */
export function isCi(): boolean;
