export { tokenFromUrl } from '../../base/token-url.js';
export { restTransport, type RestOptions } from './rest-transport.js';
