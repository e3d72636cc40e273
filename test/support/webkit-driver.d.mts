/** The three programs that `webkit()` of browsers.mjs finds. */
export interface WebkitPaths { driver: string; browser: string; xvfb: string }
/** One browser, with its own screen and driver; a command that is not answered is an error. */
export interface WebkitSession { version: string; ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>; stop(): void }
/** `limit`: for how many milliseconds an answer is waited for. */
export function startWebkitSession(paths: WebkitPaths, limit?: number): Promise<WebkitSession>;
