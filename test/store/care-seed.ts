import type { MemorySeed } from '../../src/transport/memory/index.js';
import { clinic, direct, type Seat } from '../support/chat-bench.js';

/** A thread of several; and a clinic with one, where the care team names statuses. */
export const group = (): NonNullable<MemorySeed['threads']>[number] =>
  ({ id: 'g', kind: 'group', title: 'Knee team', groupAdmin: 'maya', participants: ['maya', 'tom', 'ana'], messages: [{ author: 'maya', text: 'All here.' }] });
export const staffSeed = (): MemorySeed => ({ ...clinic([direct(3), group()]), statuses: [{ id: 'intake', name: 'Intake form received' }, { id: 'done', name: 'Patient discharged' }] });
export const ids = ({ chat }: Seat): string[] => chat.threads.get().items.map(({ id }) => id);
export const codes = ({ errors }: Seat): string[] => errors.map(({ code }) => code);
