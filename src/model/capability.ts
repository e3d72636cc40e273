/** What a person may do. The core's names; a kind adds its own, so the list is open. */
export type Capability =
  | 'message.send' | 'message.rich' | 'file.send' | 'thread.create' | 'group.create' | 'thread.rename' | 'thread.invite'
  | 'thread.remove-participant' | 'thread.link' | 'thread.mute' | 'thread.leave' | 'status.read' | 'status.set' | 'reply.use' | 'reply.save'
  | 'speech.dictate' | 'call.start' | 'call.join' | 'call.invite' | 'profile.open' | 'typing' | 'presence' | 'receipts'
  | (string & {});

/** Who has it: everybody with the role; in groups only; in 1:1 only; those to whom the clinic grants it (`GrantFacts.mayAct`). */
export type Grant = true | 'groups' | 'direct' | 'granted';

/** Rows of the table «who may do what» of the product: capability, then role. `group-admin` is added to what a role already may. */
export type Policy = Readonly<Record<string, Readonly<Record<string, Grant>>>>;

/** The core's rows. Each kind's rows stand in its card. */
export const corePolicy: Policy = {
  'message.send': { patient: true, relation: true, practitioner: true, coordinator: true, admin: true },
  'file.send': { patient: true, relation: true, practitioner: true, coordinator: true, admin: true },
  'message.rich': { practitioner: true, coordinator: true, admin: true },
  'thread.create': { patient: true, relation: true, practitioner: true, admin: true },
  'group.create': { practitioner: true },
  'thread.rename': { practitioner: 'groups', coordinator: true, 'group-admin': true },
  'thread.invite': { practitioner: 'groups', coordinator: true, 'group-admin': true },
  'thread.remove-participant': { 'group-admin': true },
  'thread.link': { 'group-admin': true },
  'thread.mute': { patient: true, relation: true, practitioner: true, coordinator: true, admin: true },
  'thread.leave': { patient: true, relation: true, practitioner: true, coordinator: true, admin: true },
  'status.read': { practitioner: true, coordinator: true, admin: true },
  'status.set': { practitioner: true },
  'reply.use': { practitioner: true, coordinator: true },
  'reply.save': { practitioner: true },
  'speech.dictate': { practitioner: true, coordinator: true },
  'call.start': { practitioner: true, coordinator: true },
  'call.join': { patient: true, relation: true, practitioner: true, coordinator: true },
  'call.invite': { practitioner: true },
  'profile.open': { practitioner: true, coordinator: true },
  // Among those who have them: whoever may see that others type, are there or have read is seen doing so. For patients the channel is not real-time.
  typing: { practitioner: true, coordinator: true, admin: true },
  presence: { practitioner: true, coordinator: true, admin: true },
  receipts: { practitioner: true, coordinator: true, admin: true },
};

/** Composes the core's rows and the kinds'; the server and the in-memory transport start from the same result. */
export function composePolicy(rows: readonly Policy[]): Policy {
  const out: Record<string, Record<string, Grant>> = {};
  for (const policy of [corePolicy, ...rows]) {
    for (const [capability, roles] of Object.entries(policy)) out[capability] = { ...out[capability], ...roles };
  }
  return out;
}

export interface GrantFacts {
  role: string;
  /** a relation writes only with both access to the portal and the permission to send. Default true. */
  maySend?: boolean;
  /** `relation.act`: whether a relation may answer for their patient. Default false. */
  mayAct?: boolean;
}

/** What a role may do at all, anywhere: the session's capabilities. Only a practitioner can become a group admin. */
export function capabilitiesOf(policy: Policy, { role, maySend = true, mayAct = false }: GrantFacts): Capability[] {
  return Object.entries(policy)
    .filter(([, roles]) => mayAct || roles[role] !== 'granted')
    .filter(([, roles]) => roles[role] !== undefined || (role === 'practitioner' && roles['group-admin'] !== undefined))
    .map(([capability]) => capability)
    .filter((capability) => maySend || !needsSend.has(capability));
}

const needsSend: ReadonlySet<Capability> = new Set(['message.send', 'file.send', 'voice.send', 'thread.create']);

/** What of the session's capabilities does not hold in one thread: the thread's `denied`. */
export function deniedIn(policy: Policy, facts: { role: string; groupAdmin: boolean }, thread: { kind: 'direct' | 'group' }): Capability[] {
  return Object.entries(policy).filter(([, roles]) => {
    const grant = roles[facts.role];
    const byRole = grant === true || grant === 'granted' || (grant === 'groups' && thread.kind === 'group') || (grant === 'direct' && thread.kind === 'direct');
    const byGroup = facts.groupAdmin && thread.kind === 'group' && roles['group-admin'] === true;
    return !byRole && !byGroup && (grant !== undefined || roles['group-admin'] !== undefined);
  }).map(([capability]) => capability);
}

const heldByPayment: ReadonlySet<Capability> = new Set(['message.send', 'file.send', 'voice.send']);

/**
 * The one function that says who may: asked by the interface (hide or disable) and by dispatch (refuse).
 * A hold does not take the capability away: the queue waits. Ask `isHeld` for that.
 */
export function can(who: { capabilities: readonly Capability[] } | undefined, capability: Capability, thread?: { denied: readonly Capability[] }): boolean {
  return !!who && who.capabilities.includes(capability) && !(thread?.denied.includes(capability) ?? false);
}

/** Whether the thread's hold keeps this capability waiting. */
export const isHeld = (capability: Capability, thread?: { hold?: unknown }): boolean => !!thread?.hold && heldByPayment.has(capability);
