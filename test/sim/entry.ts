/** What is bundled into one file, to run alike in Node and in a browser. */
export { ProfileError } from './fields.js';
export { defaultProfile, profileFrom } from './profile.js';
export { simulate } from './session.js';
export { shortest } from './shrink.js';
