/** Registers every element; `clinic-chat` first, so that it is there before those inside it ask for their chat. */
import './elements/chat.js';
import './elements/popup.js';
import './elements/inbox.js';
import './elements/popup-window.js';
import './elements/thread-list.js';
import './elements/thread.js';
import './elements/thread-header.js';
import './elements/message-list.js';
import './elements/message.js';
import './elements/composer.js';
import './elements/attachment-picker.js';
import './elements/new-message.js';
import './elements/connection.js';
import './elements/notices.js';
import './elements/notifier.js';
