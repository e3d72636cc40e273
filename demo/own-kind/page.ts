/** The script of the demo's page `/own-kind`: the portal makes the chat by itself, with one kind more than ours. */
import '../../src/define.js';
import { createChat, tokenFromUrl } from '../../src/index.js';
import { kinds } from '../../src/kinds/index.js';
import { restTransport } from '../../src/transport/rest/index.js';
import { bloodPressure } from './index.js';

const inbox = document.querySelector('clinic-inbox');
if (inbox) {
  inbox.chat = createChat({
    transport: restTransport({ server: '/api/chat' }), kinds: [...kinds, bloodPressure], getToken: tokenFromUrl(inbox.dataset['token'] ?? ''),
  });
}
