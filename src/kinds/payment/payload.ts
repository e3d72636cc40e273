import { isFields, text } from '../payload.js';

/** FHIR R4 `Money`: a value in the currency's main unit, and the code of ISO 4217. */
export interface Money { value: number; currency: string }

/** An entry of the workspace's list `services`. */
export interface Service {
  id: string;
  name: string;
  price: Money;
  /** Where it is paid: an address of http(s), in which `{message}` stands for the request. The widget never sees a card's number. */
  payAt?: string;
}

/** `open`: the patient's side can neither write in this thread nor in any other 1:1 with the practitioner. */
export type PaymentState = 'open' | 'accepted' | 'paid' | 'rejected' | 'cancelled';

export interface PaymentPayload {
  service: string;
  name: string;
  price: Money;
  state: PaymentState;
  /** Who asked, or for whom a coordinator asked. */
  practitioner: string;
  practitionerName?: string;
  note?: string;
  /** Once accepted. */
  payAt?: string;
  /** Who has answered, and when, in milliseconds since the epoch. */
  answeredBy?: string;
  answeredAt?: number;
}

const states: readonly PaymentState[] = ['open', 'accepted', 'paid', 'rejected', 'cancelled'];

/** Throws `TypeError` where it is no price. */
function moneyOf(value: unknown): Money {
  if (!isFields(value) || typeof value['value'] !== 'number' || !Number.isFinite(value['value']) || value['value'] < 0) throw new TypeError('payment: no price');
  const currency = text(value['currency']);
  if (!currency || !/^[A-Z]{3}$/.test(currency)) throw new TypeError('payment: no currency');
  return { value: value['value'], currency };
}

/** Throws `TypeError` where it cannot be read. */
export function parsePayment(payload: unknown): PaymentPayload {
  if (!isFields(payload)) throw new TypeError('payment: no payload');
  const state = states.find((one) => one === payload['state']);
  const [service, name, practitioner] = [text(payload['service']), text(payload['name']), text(payload['practitioner'])];
  if (!state || !service || !name || practitioner === undefined) throw new TypeError('payment: not a request');
  const [practitionerName, note, answeredBy] = [text(payload['practitionerName']), text(payload['note']), text(payload['answeredBy'])];
  const payAt = webAddress(payload['payAt']);
  const { answeredAt } = payload;
  return {
    service, name, practitioner, state, price: moneyOf(payload['price']),
    ...(practitionerName && { practitionerName }), ...(note && { note }), ...(payAt && { payAt }), ...(answeredBy && { answeredBy }),
    ...(typeof answeredAt === 'number' && { answeredAt }),
  };
}

/** Throws `TypeError` where the list's entry is none. */
export function serviceOf(entry: unknown): Service {
  if (!isFields(entry)) throw new TypeError('payment: no service');
  const [id, name, payAt] = [text(entry['id']), text(entry['name']), text(entry['payAt'])];
  if (!id || !name) throw new TypeError('payment: no service');
  return { id, name, price: moneyOf(entry['price']), ...(payAt && { payAt }) };
}

/** An address of the web, or one of the portal itself; anything else leads nowhere. */
function webAddress(value: unknown): string | undefined {
  const address = text(value);
  return address && /^(https?:\/\/|\/(?!\/))/i.test(address) ? address : undefined;
}
