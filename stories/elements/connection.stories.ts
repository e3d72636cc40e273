import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ChatError } from '../../src/base/errors.js';
import type { Readable } from '../../src/base/readable.js';
import '../../src/elements/connection.js';
import type { Chat, Connection } from '../../src/store/types.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Elements/Connection', component: 'clinic-connection' };
export default meta;
type Story = StoryObj;

const fixed = <T>(value: T): Readable<T> => ({ get: () => value, subscribe: (told) => { told(value); return () => undefined; } });
/** As much of a chat as the strip looks at. */
const chat = (connection: Readable<Connection>): Chat =>
  ({ locale: 'en', kinds: new Map(), session: fixed({ phase: 'ready' }), connection, dispatch: () => undefined }) as unknown as Chat;
const strip = (connection: Connection, shown: string): Story => ({
  render: () => html`<clinic-connection .chat=${chat(fixed(connection))}></clinic-connection>`,
  play: async ({ canvasElement }) => {
    await found(canvasElement, `.strip.${shown}`);
  },
});
const unavailable = new ChatError('unavailable', 'unavailable');

export const Offline = strip({ state: 'offline' }, 'offline');
/** The server cannot be reached though the device is online; the time of the next attempt runs beside it. */
export const Unreachable = strip({ state: 'offline', error: unavailable, retryAt: Date.now() + 3_600_000 }, 'offline');
export const CatchingUp = strip({ state: 'catching-up' }, 'catching-up');
export const SignedOut = strip({ state: 'offline', error: new ChatError('unauthenticated', 'unauthenticated') }, 'expired');
