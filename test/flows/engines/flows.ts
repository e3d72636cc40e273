import type { HeardPortal } from '../support/heard-portal.js';
import { statusCanary, workspaceCanary } from './canary.js';
import { smoke, type Driven } from './smoke.js';

/** What is played in every engine, whatever drives it. */
export const flows: readonly (readonly [string, (portal: HeardPortal, page: Driven, engine: string) => Promise<void>])[] = [
  ['R-09 under the strict header: open the popup, send, see it on the other side', ({ url }, page, engine) => smoke(url, page, engine)],
  ['R-14 of the clinic that was left nothing is there, at any moment', workspaceCanary],
  ['R-18 a status is nowhere in what a patient receives, sees or keeps', statusCanary],
];
