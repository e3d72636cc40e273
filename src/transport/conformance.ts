import { careCases } from './conformance/care-cases.js';
import { commandCases } from './conformance/command-cases.js';
import { documentCases } from './conformance/document-cases.js';
import { eventCases } from './conformance/event-cases.js';
import { fileCases } from './conformance/file-cases.js';
import { groupCases } from './conformance/group-cases.js';
import { readingCases } from './conformance/reading-cases.js';
import { replyCases } from './conformance/reply-cases.js';
import { sessionCases } from './conformance/session-cases.js';
import type { ConformanceCase } from './conformance/stage.js';

export type { ConformanceCase, ConformanceEnv, Need, Who } from './conformance/stage.js';
export { people, standardWorkspace, threads, type StandardWorkspace } from './conformance/standard-workspace.js';

/**
 * What every adapter must keep to, as data: run each case in the test runner of your choice, with an env whose server holds `standardWorkspace`,
 * best made anew for each. Leave a case out where the env has not all that it `needs`. A case that fails throws an error which says what was broken.
 */
export const conformance: readonly ConformanceCase[] = [...sessionCases, ...readingCases, ...commandCases, ...groupCases, ...careCases, ...replyCases, ...eventCases, ...fileCases, ...documentCases];
