export * from './assertions.js';
export * from './page.js';
export { fixture as seed, fullStorage, stage, type Stage } from './workspace.js';
