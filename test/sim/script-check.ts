import { bounds, latest, longest, mostMessages, mostN, mostScripted, mostTabs } from './bounds.js';
import { at, flag, isWhole, list, number, object, refuse, whole, type Field } from './fields.js';
import type { Plan, PlannedThread, PlannedUser, Step } from './plan.js';
import { isStep, stepNames, stepUses } from './step-uses.js';

/** Messages in a page of the server where the script does not say. */
const usualPage = 5;

/** A fixed session as a file has it, checked, its steps in the order of their times. Throws a ProfileError. */
export function checkedScript(field: Field): Plan {
  object(field, ['page', 'users', 'threads', 'steps']);
  const page = at(field, 'page');
  const users = list(at(field, 'users'), bounds.users[1], 'users').map(user);
  once(at(field, 'users'), users);
  const threads = list(at(field, 'threads'), bounds.threads[1], 'threads').map((one) => thread(one, users));
  once(at(field, 'threads'), threads);
  together(at(field, 'users'), users.reduce((sum, { tabs }) => sum + tabs, 0), 'tabs', mostTabs);
  together(at(field, 'threads'), threads.reduce((sum, { messages }) => sum + messages, 0), 'messages', mostMessages);
  const steps = list(at(field, 'steps'), mostScripted, 'steps').map((one) => step(one, users, threads));
  return { users, threads, page: page.value === undefined ? usualPage : whole(page, ...bounds.page), steps: steps.sort((a, b) => a.at - b.at) };
}

/** Words say whose they are by these ids, so that they can be found on a screen. */
function id(field: Field, letter: 'u' | 't'): string {
  const { value } = field;
  return typeof value === 'string' && new RegExp(`^${letter}(0|[1-9]\\d{0,5})$`).test(value) ? value : refuse(field, `it must be «${letter}» and a number, as "${letter}0"`);
}

function once({ path }: Field, rows: readonly { id: string }[]): void {
  const again = rows.findIndex((row, i) => rows.findIndex((other) => other.id === row.id) < i);
  if (again >= 0) refuse({ path: `${path}[${again}].id`, value: rows[again]!.id }, 'each id must be there once only');
}

function together({ path }: Field, sum: number, what: string, most: number): void {
  if (sum > most) refuse({ path: `${path}, with all ${what} together,`, value: sum }, `a session may have ${most} ${what} at most`);
}

function user(field: Field): PlannedUser {
  object(field, ['id', 'tabs', 'locks', 'broadcast', 'storage', 'oldRows']);
  return {
    id: id(at(field, 'id'), 'u'), tabs: whole(at(field, 'tabs'), ...bounds.tabs), locks: flag(at(field, 'locks')), broadcast: flag(at(field, 'broadcast')),
    storage: flag(at(field, 'storage')), oldRows: flag(at(field, 'oldRows')),
  };
}

function thread(field: Field, users: readonly PlannedUser[]): PlannedThread {
  object(field, ['id', 'members', 'messages']);
  const name = id(at(field, 'id'), 't');
  const members = list(at(field, 'members'), users.length, 'users').map((member) => {
    const found = users.find((one) => one.id === member.value);
    return found?.id ?? refuse(member, `it must be one of the script’s users: ${names(users)}`);
  });
  const again = members.findIndex((member, i) => members.indexOf(member) < i);
  if (again >= 0) refuse({ path: `${at(field, 'members').path}[${again}]`, value: members[again] }, 'each member must be there once only');
  return { id: name, members, messages: whole(at(field, 'messages'), ...bounds.messages) };
}

function step(field: Field, users: readonly PlannedUser[], threads: readonly PlannedThread[]): Step {
  object(field, ['at', 'do', 'tab', 'thread', 'n', 'ms']);
  const [when, what, tab, where, n, ms] = [at(field, 'at'), at(field, 'do'), at(field, 'tab'), at(field, 'thread'), at(field, 'n'), at(field, 'ms')];
  const name = what.value;
  if (!isStep(name)) return refuse(what, `it must be one of: ${stepNames.join(', ')}`);
  const uses = stepUses[name];
  return {
    at: number(when, 0, latest), do: name,
    ...(tab.value === undefined && !uses.tab ? {} : { tab: slot(tab, users) }),
    ...(where.value === undefined && !uses.thread ? {} : { thread: place(where, threads, uses.thread === true || name === 'tokens') }),
    ...(n.value === undefined ? {} : { n: whole(n, 0, mostN) }),
    ...(ms.value === undefined ? {} : { ms: number(ms, 0, longest) }),
  };
}

function slot(field: Field, users: readonly PlannedUser[]): string {
  const { value } = field;
  const [owner, place] = typeof value === 'string' ? value.split('.') : [];
  const found = users.find((one) => one.id === owner);
  const rule = `it must be one of the script’s tabs, a user and a number: ${users.map((one) => `${one.id}.0${one.tabs > 1 ? ` to ${one.id}.${one.tabs - 1}` : ''}`).join(', ')}`;
  // Written in one way only: a tab is found by it.
  return found && isWhole(Number(place), 0, found.tabs - 1) && value === `${found.id}.${Number(place)}` ? value : refuse(field, rule);
}

/** A thread of the script; a step that makes no use of it may name another one, as what is left of a longer script does. */
function place(field: Field, threads: readonly PlannedThread[], isUsed: boolean): string {
  const found = threads.find((one) => one.id === field.value);
  if (found) return found.id;
  return isUsed ? refuse(field, `it must be one of the script’s threads: ${names(threads)}`) : id(field, 't');
}

const names = (rows: readonly { id: string }[]): string => rows.map((row) => row.id).join(', ');
