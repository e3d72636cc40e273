import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { kinds } from '../../src/kinds/index.js';
import { bench, type Seat } from '../support/chat-bench.js';
import { attemptOf, dispatched, type Forged } from './attempts.js';
import { stageOver } from './lines.js';
import { actors, isAllowed, places, rows, type Row } from './table.js';
import { actorId, memorySeed, worldFor } from './world.js';

let cells = 0;
after(() => { console.log(`matrix: ${cells} cells (dispatch)`); });

/** Whether a command of this cell has reached the server. */
const isSent = ({ asked }: Seat, { capability }: Row, { type, kind, threadId }: Forged): boolean => asked.some(({ method, args: [command] }) => {
  const one = command as Forged;
  return method === 'submit' && one.type === (type === 'kind.act' ? 'message.act' : type) && (threadId === undefined ? one['kind'] === kind : one.threadId === capability);
});

describe('R-01 R-03 R-12 R-18 R-27 who may do what: dispatch', () => {
  for (const place of places) {
    for (const actor of actors) {
      it(`${actor.name}, ${place}: what is forbidden is refused before anything is asked of the server`, async () => {
        const world = bench(memorySeed(worldFor(actor, place)), { kinds });
        const stage = stageOver(world.workspace);
        const { platform } = world;
        try {
          await stage.line('rosa');
          const { chat, ...seat } = await world.sit(actorId, { kinds });
          const wrong: string[] = [];
          const forbidden: [Row, Forged][] = [];
          for (const row of rows) {
            cells += 1;
            const { capability } = row;
            const { command, everywhere, later, isDone, refusedWith = ['forbidden'] } = attemptOf(row);
            const allowed = isAllowed(row, actor, place);
            // Whoever has no access has no session: nobody knows what they may, and nothing is done.
            const hasSession = actor.portalAccess !== false;
            if (hasSession && chat.can(capability, everywhere ? undefined : capability) !== allowed) wrong.push(`${capability}: can() says ${String(!allowed)}`);
            if (!command) continue;
            const forged = command(capability);
            // A verb's kind is known from its message.
            if (forged.type.endsWith('.act') && place !== 'switched off' && hasSession) {
              chat.dispatch({ type: 'thread.open', threadId: capability });
              await platform.until(() => chat.timeline(capability).get().phase === 'ready', 'the thread');
            }
            const before = seat.errors.length;
            chat.dispatch(dispatched(forged));
            const codes = (): string[] => seat.errors.slice(before).map(({ code }) => code);
            if (!allowed) {
              forbidden.push([row, forged]);
              // Most refusals are there at once; some code comes with the first command that needs it.
              for (let i = 0; i < 50 && hasSession && codes().length === 0; i += 1) await platform.advance(1);
              if (hasSession && (codes().length !== 1 || !refusedWith.includes(codes()[0] as never))) wrong.push(`${capability}: not allowed, but said ${codes().join() || 'nothing'}`);
            } else if (later) {
              await platform.until(() => codes().length > 0, capability);
              if (codes().join() !== later) wrong.push(`${capability}: allowed, but said ${codes().join()}`);
            } else {
              let done = false;
              for (let i = 0; i < 200 && !done && codes().length === 0; i += 1) {
                await platform.advance(5);
                const link = chat.link(capability).get();
                done = capability === 'thread.link' && !link ? false : (await isDone?.(stage, capability, link)) ?? true;
              }
              if (!done) wrong.push(`${capability}: allowed, but ${codes().join() || 'nothing came of it'}`);
            }
          }
          await platform.advance(50);
          for (const [row, command] of forbidden) if (isSent({ chat, ...seat }, row, command)) wrong.push(`${row.capability}: not allowed, but sent`);
          assert.deepEqual(wrong, []);
        } finally {
          stage.end();
          world.end();
        }
      });
    }
  }
});
