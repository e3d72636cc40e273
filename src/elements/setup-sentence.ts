import type { SetupError, SetupReason } from './setup.js';

const sentences: Readonly<Record<SetupReason, string>> = {
  'no-server': 'needs the attribute server="https://…", the property .chat, or a <clinic-chat> around it.',
  'bad-server': 'has a server that is not an http(s) address.',
  'no-token': 'needs token-url="/…" or the property getToken, to know who the person is.',
  'bad-token-url': 'has a token-url that is not an address on this page’s own origin; use the property getToken instead.',
  'no-defaults': 'has a server but no adapter and no kinds: load the script-tag file, call setDefaults({ createTransport, kinds }), or set .chat.',
};

/** What the portal's developer has to change, as one sentence for the console. Loaded only where there is something to say. */
export const setupSentence = ({ reason, tag }: SetupError): string => `clinic-chat: <${tag}> ${sentences[reason]}`;
