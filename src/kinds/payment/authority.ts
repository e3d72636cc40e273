import { ChatError } from '../../base/errors.js';
import { isDoctor, type Acted, type KindAuthority, type KindScene } from '../../model/index.js';
import { isFields, text } from '../payload.js';
import { parsePayment, serviceOf, type PaymentPayload, type PaymentState, type Service } from './payload.js';

const noteLength = 500;
const invalid = (field: string, why: string): ChatError => new ChatError('invalid', `${field}: ${why}`, { fields: { [field]: why } });

/** Which states a verb ends, and what comes of it. `confirm` is the portal's own: the hosted page has been paid. */
const verbs: Readonly<Record<string, { from: readonly PaymentState[]; to: PaymentState }>> = {
  accept: { from: ['open'], to: 'accepted' },
  reject: { from: ['open'], to: 'rejected' },
  cancel: { from: ['open', 'accepted'], to: 'cancelled' },
  confirm: { from: ['accepted'], to: 'paid' },
};

/** what a server does with requests for payment. The price is the workspace's, whatever was sent. */
export const authority: KindAuthority<PaymentPayload> = {
  create(payload, scene) {
    const wish = isFields(payload) ? payload : {};
    const service = serviceFrom(scene, wish['service']);
    const practitioner = practitionerFrom(scene, wish['practitioner']);
    const note = text(wish['note'])?.trim();
    if (note && note.length > noteLength) throw invalid('note', 'too-long');
    return { service: service.id, name: service.name, price: service.price, state: 'open', practitioner: practitioner.id, practitionerName: practitioner.name, ...(note && { note }) };
  },

  act(payload, { verb }, scene): Acted<PaymentPayload> {
    const now = parsePayment(payload);
    const change = verbs[verb];
    if (!change) throw new ChatError('unsupported', 'a request for payment does not know the verb');
    // Two answers at once: the first one counts, the other learns what it was.
    if (!change.from.includes(now.state)) throw new ChatError('conflict', `the request is ${now.state}`);
    const payAt = verb === 'accept' ? payAtFrom(scene, now.service) : now.payAt;
    return { payload: {
      ...now, state: change.to,
      ...(payAt && { payAt }),
      ...((verb === 'accept' || verb === 'reject') && { answeredBy: scene.who.name, answeredAt: scene.now }),
    } };
  },
};

function serviceFrom(scene: KindScene, id: unknown): Service {
  const entry = typeof id === 'string' ? scene.entry('services', id) : undefined;
  if (entry === undefined) throw invalid('service', 'not in the list');
  try {
    return serviceOf(entry);
  } catch {
    throw invalid('service', 'unreadable');
  }
}

/** A service that has left the list since is paid nowhere; the clinic is told by the request itself. */
function payAtFrom(scene: KindScene, id: string): string | undefined {
  const entry = scene.entry('services', id);
  return entry === undefined ? undefined : serviceOf(entry).payAt?.replaceAll('{message}', encodeURIComponent(scene.messageId ?? ''));
}

/** For whom it is asked: oneself, or the practitioner whom one assists. */
function practitionerFrom({ who, people, assists }: KindScene, named: unknown): { id: string; name: string } {
  if (isDoctor(who)) return who;
  const theirs = people.filter((one) => isDoctor(one) && assists(one.id));
  const found = named === undefined && theirs.length === 1 ? theirs[0] : theirs.find(({ id }) => id === named);
  if (!found) throw invalid('practitioner', named === undefined ? 'missing' : 'not one whom the author assists');
  return found;
}
