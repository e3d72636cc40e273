/** The three programs that `webkit()` of browsers.mjs finds. */
export interface WebkitPaths { driver: string; browser: string; xvfb: string }
/** Starts the virtual screen and the driver; `stop` ends both. */
export function startWebkitDriver(paths: WebkitPaths): Promise<{ port: number; capabilities: Record<string, unknown>; stop(): void }>;
/** A launcher for the component test bench. */
export function webkitLauncher(paths: WebkitPaths): unknown;
