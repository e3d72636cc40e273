import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import type { FileRef, Message, Page, Participant, ResultOf, ServerCommand, Session, Thread, ThreadLink, ThreadStatus } from '../../src/model/index.js';
import type { Ephemeral, FileAddress, ServerEvent } from '../../src/transport/transport.js';
import type { components } from '../../src/transport/rest/wire-types.js';

type Wire = components['schemas'];
type Capabilities = { capabilities: readonly string[] };
/** Compiles only where what the wire says fits the model, and the other way round. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
/** What only a client knows stands in the model but not on the wire. */
type Served = { message: Omit<Message, 'problem'>; thread: Omit<Thread, 'pending'> };

const same: true[] = [
  true satisfies Same<Wire['FileRef'], FileRef>,
  true satisfies Same<Wire['Participant'], Participant>,
  true satisfies Same<Wire['Message'], Served['message']>,
  true satisfies Same<Wire['Thread'], Served['thread']>,
  true satisfies Same<Wire['ThreadLink'], ThreadLink>,
  true satisfies Same<Wire['ThreadStatus'], ThreadStatus>,
  true satisfies Same<Wire['Session'] & Capabilities, Session & Capabilities>,
  true satisfies Same<Wire['ThreadPage'], Page<Wire['Thread']>>,
  true satisfies Same<Wire['MessagePage'], Page<Wire['Message']>>,
  true satisfies Same<Wire['PeoplePage'], Page<Participant>>,
  true satisfies Same<Wire['ServerCommand'], ServerCommand>,
  true satisfies Same<Wire['ServerEvent'], ServerEvent>,
  true satisfies Same<Wire['Ephemeral'], Ephemeral>,
  true satisfies Same<Wire['FileTicket'], Required<Pick<FileAddress, 'url' | 'expiresAt'>>>,
  true satisfies Same<Wire['ThreadCreated'], ResultOf<Extract<ServerCommand, { type: 'thread.create' }>>>,
];

test('the wire says what the model says, field for field', () => {
  assert.equal(same.every(Boolean), true);
});

test('the generated wire types are those of the OpenAPI document', () => {
  execFileSync(process.execPath, ['scripts/generate-wire.mjs', '--check'], { stdio: 'pipe' });
});
