/** What a list of messages needs once something comes from outside. */
export { ListSpeech } from './list-speech.js';
export { ReadMarker, unreadInView } from './read-marker.js';
