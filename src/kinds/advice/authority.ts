import { ChatError } from '../../base/errors.js';
import type { KindAuthority } from '../../model/index.js';
import { problemsOf, readAdvice, type AdvicePayload } from './payload.js';

/** what a server does with medical advice. Who wrote it and for whom is the server's to say. */
export const authority: KindAuthority<AdvicePayload> = {
  create(payload, { who, patient, limits }) {
    const { patient: _patient, by: _by, ...advice } = readAdvice(payload);
    const fields = problemsOf(advice, limits);
    const [first] = Object.entries(fields);
    if (first) throw new ChatError('invalid', first.join(': '), { fields });
    return { ...advice, ...(patient && { patient: patient.name }), by: who.name };
  },
};
