/** The kinds that may be sent: the cards' payload checks, needs and grants, without what draws them. A portal's own come by `createChatServer({ kinds })`. */
export { kinds } from '../../src/kinds/index.js';
