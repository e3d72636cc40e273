import type { Id, Participant, ThreadStatus } from '../../model/index.js';
import type { Who } from './stage.js';

/** The ids of the standard workspace's people. */
export const people: Readonly<Record<Who, Id>> = {
  patient: 'ana', relation: 'luis', practitioner: 'maya', colleague: 'tom', coordinator: 'rosa', admin: 'office', otherPatient: 'ben',
};

/** The ids of its threads. */
export const threads = {
  /** 1:1 of patient and practitioner, with relation and coordinator in it; three messages, of which the patient has not read the last. */
  shared: 'shared',
  /** 1:1 of patient and colleague; 75 messages, all read. */
  long: 'long',
  /** 1:1 of practitioner and colleague. */
  staff: 'staff',
  /** 1:1 of the other patient and the practitioner; two messages, and between them a comment on the plan. */
  other: 'other',
  /** Group of practitioner (its admin), colleague and patient. */
  group: 'group',
} as const;

export const longLength = 75;

/** */
export const statuses: readonly ThreadStatus[] = [{ id: 'intake-received', name: 'Intake form received' }, { id: 'discharged', name: 'Patient discharged' }];

/** in `other`, between its two messages. */
export const planComment = { id: 'other-plan', kind: 'plan-comment', payload: { text: 'Went well today.', about: 'action', name: 'Walk for 20 minutes' } } as const;

export interface StandardMessage { id: Id; author: Id; sentAt: number; kind: string; payload: unknown; onBehalfOf?: Id }
export interface StandardThread {
  id: Id;
  kind: 'direct' | 'group';
  title?: string;
  /** In the group the first one is the group admin. */
  participants: Id[];
  subject?: Id;
  groupAdmin?: Id;
  messages: StandardMessage[];
  unread?: Record<Id, number>;
}
export interface StandardWorkspace {
  workspace: { id: Id; name: string; phone: string; emergencyNumber: string; switches: { plan: true } };
  statuses: ThreadStatus[];
  people: Participant[];
  threads: StandardThread[];
}

const person = (who: Who, name: string, role: Participant['role'], extra: Partial<Participant> = {}): Participant =>
  ({ id: people[who], name, role, active: true, ...extra });

const withComment = ([first, second]: StandardMessage[]): StandardMessage[] => [first!, { ...first!, ...planComment }, second!];

/** The small workspace on which every case of the conformance suite works, as plain data: a harness puts it on its server. */
export function standardWorkspace(now: number): StandardWorkspace {
  const write = (thread: Id, texts: readonly (readonly [Who, string])[], endsAt: number): StandardMessage[] => texts.map(([who, text], i) => ({
    id: `${thread}-${i + 1}`, author: people[who], sentAt: endsAt - (texts.length - i) * 60_000, kind: 'text', payload: { text, format: 'plain' },
    ...(who === 'relation' && { onBehalfOf: people.patient }),
  }));
  const hour = 3_600_000;
  return {
    workspace: { id: 'standard', name: 'Standard Clinic', phone: '+1 555 0100', emergencyNumber: '112', switches: { plan: true } },
    statuses: [...statuses],
    people: [
      person('patient', 'Ana Silva', 'patient'),
      person('relation', 'Luis Silva', 'relation', { onBehalfOf: people.patient }),
      person('practitioner', 'Dr. Maya Lee', 'practitioner'),
      person('colleague', 'Tom Okafor', 'practitioner', { title: 'Therapist' }),
      person('coordinator', 'Rosa Diaz', 'coordinator'),
      person('admin', 'Clinic Office', 'admin'),
      person('otherPatient', 'Ben Hart', 'patient'),
    ],
    threads: [
      {
        id: threads.long, kind: 'direct', participants: [people.patient, people.colleague], subject: people.patient,
        messages: write(threads.long, Array.from({ length: longLength }, (_, i) => [i % 3 === 0 ? 'colleague' : 'patient', `Day ${i + 1}`] as const), now - 5 * hour),
      },
      { id: threads.staff, kind: 'direct', participants: [people.practitioner, people.colleague], messages: write(threads.staff, [['practitioner', 'Can you take Thursday?']], now - 4 * hour) },
      {
        id: threads.other, kind: 'direct', participants: [people.otherPatient, people.practitioner], subject: people.otherPatient,
        messages: withComment(write(threads.other, [['otherPatient', 'Is the report back?'], ['practitioner', 'Not yet.']], now - 3 * hour)),
      },
      {
        id: threads.group, kind: 'group', title: 'Knee team', participants: [people.practitioner, people.colleague, people.patient], subject: people.patient,
        groupAdmin: people.practitioner, messages: write(threads.group, [['practitioner', 'Here we are all together.']], now - 2 * hour),
      },
      {
        id: threads.shared, kind: 'direct', participants: [people.patient, people.relation, people.practitioner, people.coordinator], subject: people.patient,
        messages: write(threads.shared, [['patient', 'May I walk already?'], ['relation', 'She tries to.'], ['practitioner', 'With both crutches, yes.']], now - hour),
        unread: { [people.patient]: 1 },
      },
    ],
  };
}
