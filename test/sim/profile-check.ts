import { bounds, mostMessages, mostTabs, mostWeight } from './bounds.js';
import { at, isWhole, number, object, refuse, type Field } from './fields.js';
import type { Profile, Range } from './profile.js';
import { checkedScript } from './script-check.js';
import { stepNames } from './step-uses.js';

/** A profile as a file has it, checked: every value has its type and bounds, and there is nothing that nobody would look at. Throws a ProfileError. */
export function checkedProfile(file: unknown, base: Profile): Profile {
  const whole: Field = { path: '', value: file };
  object(whole, ['name', 'sizes', 'browsers', 'steps', 'script']);
  const [name, sizes, browsers, steps, script] = [at(whole, 'name'), at(whole, 'sizes'), at(whole, 'browsers'), at(whole, 'steps'), at(whole, 'script')];
  if (name.value !== undefined && typeof name.value !== 'string') refuse(name, 'it must be text');
  return {
    name: (name.value as string | undefined) ?? 'file',
    sizes: sizes.value === undefined ? base.sizes : checkedSizes(sizes, base.sizes),
    browsers: browsers.value === undefined ? base.browsers : checkedBrowsers(browsers, base.browsers),
    steps: steps.value === undefined ? base.steps : checkedWeights(steps),
    ...(script.value === undefined ? {} : { script: checkedScript(script) }),
  };
}

function checkedSizes(field: Field, base: Profile['sizes']): Profile['sizes'] {
  const names = Object.keys(bounds) as (keyof typeof bounds)[];
  object(field, names, 'size');
  const out = { ...base };
  for (const name of names) if (at(field, name).value !== undefined) out[name] = range(at(field, name), bounds[name]);
  atMost(field, out, 'users', 'tabs', mostTabs);
  atMost(field, out, 'threads', 'messages', mostMessages);
  return out;
}

function range(field: Field, [low, high]: Range): Range {
  const { value } = field;
  if (Array.isArray(value) && value.length === 2) {
    const [least, most] = value as unknown[];
    if (isWhole(least, low, high) && isWhole(most, low, high) && least <= most) return [least, most];
  }
  return refuse(field, `it must be [least, most], two whole numbers from ${low} to ${high}, the first not above the second`);
}

/** Each is within its bounds, and yet there may be too many together. */
function atMost(field: Field, sizes: Profile['sizes'], holder: 'users' | 'threads', held: 'tabs' | 'messages', most: number): void {
  const sum = sizes[holder][1] * sizes[held][1];
  if (sum > most) refuse({ path: at(field, held).path, value: sizes[held] }, `with up to ${sizes[holder][1]} ${holder} that makes ${sum} ${held}, and a session may have ${most} at most`);
}

function checkedBrowsers(field: Field, base: Profile['browsers']): Profile['browsers'] {
  const names = Object.keys(base) as (keyof Profile['browsers'])[];
  object(field, names);
  const out = { ...base };
  for (const name of names) if (at(field, name).value !== undefined) out[name] = number(at(field, name), 0, 1);
  return out;
}

/** In the order of the file: what is drawn depends on it. */
function checkedWeights(field: Field): Profile['steps'] {
  const given = object(field, stepNames, 'step');
  const weights = Object.keys(given).map((name) => [name, number(at(field, name), 0, mostWeight)] as const);
  if (!weights.some(([, weight]) => weight > 0)) refuse(field, 'one step at least must have a weight above 0');
  return Object.fromEntries(weights);
}
