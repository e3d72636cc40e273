/**
 * A payload, and what its verbs take, of every kind that grants a capability: the matrix sends it. A kind that comes adds its own here.
 * A verb is carried out on the first message of a thread, which is then of that kind.
 */
export const examples: Readonly<Record<string, { payload: unknown; acts?: Readonly<Record<string, unknown>> }>> = {};
