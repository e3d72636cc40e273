import type { PersonSeed } from '../../demo/server/index.js';
import { isCoordinator, type Participant, type ThreadStatus } from '../../src/model/index.js';
import type { MemorySeed } from '../../src/transport/memory/index.js';
import { kinds } from '../../src/kinds/index.js';
import { examples, lists } from './examples.js';
import { rows, type Actor, type Place } from './table.js';

/** Who tries everything. */
export const actorId = 'actor';
export const statuses: ThreadStatus[] = [{ id: 'intake', name: 'Intake form received' }, { id: 'done', name: 'Patient discharged' }];

/** The patient on the actor's side, or with whom the actor has to do. */
export const patientOf = ({ role }: Pick<Actor, 'role'>): string => (role === 'patient' ? actorId : 'ana');

const person = (id: string, name: string, role: string, more: Partial<Participant> = {}): Omit<Participant, 'active'> => ({ id, name, role, ...more });

/** Everybody in the clinic. Rosa is in every thread: she sees what becomes of it. Gus is in none, and so is Lena. */
export function peopleFor(actor: Actor): PersonSeed[] {
  const { name: _, ...facts } = actor;
  return [
    { ...person(actorId, 'The Actor', actor.role), ...facts, ...(actor.role === 'relation' ? { onBehalfOf: 'ana' } : {}) },
    person('ana', 'Ana Silva', 'patient'), person('ben', 'Ben Hart', 'patient'), person('doctor', 'Dr. Maya Lee', 'practitioner'),
    person('gus', 'Dr. Gus Moss', 'practitioner'), person('rosa', 'Rosa Diaz', 'coordinator'), person('lena', 'Lena Silva', 'relation', { onBehalfOf: patientOf(actor) }),
  ];
}

/** Who is in a thread; the first of a group is its admin. */
function membersOf(actor: Actor, place: Place): string[] {
  const principals = [...new Set([patientOf(actor), actorId, ...(actor.role === 'practitioner' && place !== 'group' ? [] : ['doctor'])])];
  if (place === 'group') return ['doctor', ...principals.filter((id) => id !== 'doctor'), 'ben', 'rosa'];
  if (place === 'own group') return [actorId, ...principals.filter((id) => id !== actorId), 'ben', 'rosa'];
  return [...principals, 'rosa'];
}

export interface World {
  workspace: { switches: { messaging: boolean }; statuses: ThreadStatus[]; lists: typeof lists };
  /** a coordinator who tries assists the doctor. */
  coordinates: Record<string, string[]>;
  people: PersonSeed[];
  /** One for each capability, named after it, so that no cell disturbs another. */
  threads: { id: string; kind: 'direct' | 'group'; title?: string; participants: string[]; groupAdmin?: string; messages: First[] }[];
}
interface First { id: string; author: string; kind: string; payload: unknown; for?: string }

/** The small clinic in which one person tries everything in one place. */
export function worldFor(actor: Actor, place: Place): World {
  const participants = membersOf(actor, place);
  const isGroup = place === 'group' || place === 'own group';
  return {
    workspace: { switches: { messaging: place !== 'switched off' }, statuses, lists },
    coordinates: isCoordinator(actor) ? { [actorId]: ['doctor'] } : {},
    people: peopleFor(actor),
    threads: rows.map(({ capability: id }) => ({
      id, kind: isGroup ? 'group' : 'direct', participants, ...(isGroup ? { title: `Group for ${id}`, groupAdmin: participants[0]! } : {}),
      messages: [firstOf(id, patientOf(actor))],
    })),
  };
}

/** The first message of a thread, by Rosa; where a verb is to be tried, of the kind that has it. */
function firstOf(capability: string, patient: string): First {
  const card = kinds.find(({ needs }) => !needs.send.includes(capability) && Object.values(needs.act ?? {}).flat().includes(capability));
  const { kind, payload } = card ? { kind: card.kind, payload: examples[card.kind]?.payload } : { kind: 'text', payload: { text: 'The first words.', format: 'plain' } };
  return { id: `first-of-${capability}`, author: 'rosa', kind, payload, ...(card?.addressed && { for: patient }) };
}

/** The same as a seed of the embedded workspace. */
export const memorySeed = ({ workspace: { switches, statuses: list, lists: catalogs }, people, threads, coordinates }: World): MemorySeed =>
  ({ workspace: { id: 'clinic', name: 'Test Clinic', switches }, statuses: list, catalogs: catalogs as Record<string, unknown[]>, people, threads, coordinates });
