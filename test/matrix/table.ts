import { kinds } from '../../src/kinds/index.js';
import { composePolicy, corePolicy } from '../../src/model/index.js';

/**
 * «Who may do what», as the product has it, written a second time on purpose: what is expected must not come from the table that is tested.
 * `✓` yes, `g` in groups, `a` where the clinic grants it (`relation.act`), `+` for the group admin besides. Behind `·` nobody.
 */
const product = `
  capability                 patient relation practitioner coordinator admin group-admin  kind
  message.send               ✓       ✓        ✓            ✓           ✓     ·
  file.send                  ✓       ✓        ✓            ✓           ✓     ·
  message.rich               ·       ·        ✓            ✓           ✓     ·
  voice.send                 ✓       ✓        ✓            ·           ·     ·            voice
  thread.create              ✓       ✓        ✓            ·           ✓     ·
  group.create               ·       ·        ✓            ·           ·     ·
  thread.rename              ·       ·        g            ✓           ·     +
  thread.invite              ·       ·        g            ✓           ·     +
  thread.remove-participant  ·       ·        ·            ·           ·     +
  thread.link                ·       ·        ·            ·           ·     +
  thread.mute                ✓       ✓        ✓            ✓           ✓     +
  thread.leave               ✓       ✓        ✓            ✓           ✓     +
  status.read                ·       ·        ✓            ✓           ✓     ·
  status.set                 ·       ·        ✓            ·           ·     ·
  reply.use                  ·       ·        ✓            ✓           ·     ·
  speech.dictate             ·       ·        ✓            ✓           ·     ·
  reply.save                 ·       ·        ✓            ·           ·     ·
  form.send                  ·       ·        ✓            ✓           ·     ·            form
  payment.request            ·       ·        ✓            ✓           ·     ·            payment
  video.request              ·       ·        ✓            ·           ·     ·            video-request
  advice.send                ·       ·        ✓            ·           ·     ·            advice
  form.answer                ✓       a        ·            ·           ·     ·            form
  video.answer               ✓       a        ·            ·           ·     ·            video-request
  payment.answer             ✓       a        ·            ·           ·     ·            payment
  call.start                 ·       ·        ✓            ✓           ·     ·
  call.join                  ✓       ✓        ✓            ✓           ·     ·
  call.invite                ·       ·        ✓            ·           ·     ·
  profile.open               ·       ·        ✓            ✓           ·     ·
  typing                     ·       ·        ✓            ✓           ✓     ·
  presence                   ·       ·        ✓            ✓           ✓     ·
  receipts                   ·       ·        ✓            ✓           ✓     ·`;

const [head = [], ...lines] = product.trim().split('\n').map((line) => line.trim().split(/\s+/));
const columns = head.slice(1, 7);

export interface Row {
  capability: string;
  /** The kind with which it comes: until that is in the list of kinds, nobody may. */
  kind?: string;
  marks: Readonly<Record<string, string>>;
}

const written: Row[] = lines.map(([capability = '', ...cells]) => ({
  capability, marks: Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '·'])), ...(cells[6] ? { kind: cells[6] } : {}),
}));

/** What the list of kinds adds by itself: a row for every capability that a card grants or needs and that the product's table does not have. */
const added: Row[] = kinds.flatMap(({ kind, needs, grants = {} }) => {
  const all = new Set([...Object.keys(grants), ...needs.send, ...Object.values(needs.act ?? {}).flat()]);
  return [...all].filter((capability) => !written.some((row) => row.capability === capability)).map((capability) => {
    const roles = composePolicy([grants])[capability] ?? {};
    const mark = (role: string): string => ({ true: '✓', groups: 'g', direct: 'd', granted: 'a' })[String(roles[role])] ?? '·';
    return { capability, kind, marks: Object.fromEntries(columns.map((column) => [column, column === 'group-admin' && mark(column) === '✓' ? '+' : mark(column)])) };
  });
});

export const rows: readonly Row[] = [...written, ...added];

/** Of the core's rows none may be missing here. */
export const unwritten = Object.keys(corePolicy).filter((capability) => !rows.some((row) => row.capability === capability));

/** Somebody who tries, with what the clinic has laid down about them. */
export interface Actor {
  name: string;
  role: string;
  /** */
  portalAccess?: boolean;
  maySend?: boolean;
  mayAct?: boolean;
}

export const actors: readonly Actor[] = [
  { name: 'a patient', role: 'patient' },
  { name: 'a relation with access and permission', role: 'relation' },
  { name: 'a relation with access, without permission', role: 'relation', maySend: false },
  { name: 'a relation without access, with permission', role: 'relation', portalAccess: false },
  { name: 'a relation without either', role: 'relation', portalAccess: false, maySend: false },
  { name: 'a relation who may answer', role: 'relation', mayAct: true },
  { name: 'a practitioner', role: 'practitioner' },
  { name: 'a coordinator', role: 'coordinator' },
  { name: 'an admin', role: 'admin' },
  { name: 'somebody of an unknown role', role: 'visitor' },
];

/** Where: in a 1:1, in a group of somebody else's, in one's own, in a workspace that has messaging switched off. */
export const places = ['1:1', 'group', 'own group', 'switched off'] as const;
export type Place = (typeof places)[number];

/** what a relation does not do without the permission to send. */
const writing: ReadonlySet<string> = new Set(['message.send', 'file.send', 'voice.send', 'thread.create']);

/** What the product says of one cell. */
export function isAllowed({ capability, kind, marks }: Row, { role, portalAccess = true, maySend = true, mayAct = false }: Actor, place: Place): boolean {
  if (place === 'switched off' || !portalAccess || (kind !== undefined && !kinds.some((card) => card.kind === kind))) return false;
  if (!maySend && writing.has(capability)) return false;
  // Only a practitioner can become a group admin.
  const isAdmin = place === 'own group' && role === 'practitioner' && marks['group-admin'] === '+';
  const mark = marks[role];
  return isAdmin || mark === '✓' || (mark === 'g' && place !== '1:1') || (mark === 'd' && place === '1:1') || (mark === 'a' && mayAct);
}
