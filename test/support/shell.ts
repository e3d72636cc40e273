export * from './assertions.js';
export * from './page.js';
export { fixture as seed, stage, type Stage } from './workspace.js';
