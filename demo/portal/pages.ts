import { readFile } from 'node:fs/promises';
import { mottoOf, tokenUrl, type Who } from './who.js';

const folder = new URL('./public/', import.meta.url);

/** How one looks at the demo: all of it from the address, for people who try things out and for the tests. */
export interface Look {
  dir: 'ltr' | 'rtl';
  scheme: '' | 'light' | 'dark';
  design: '' | 'modern' | 'classic';
  /** Our bundle twice, and a portal's own lit and DOMPurify. */
  copies: boolean;
  /** `iife`: the one-file form of our bundle. */
  form: 'module' | 'iife';
}

export function lookOf(query: URLSearchParams): Look {
  const one = <T extends string>(name: string, values: readonly T[], fallback: T): T => values.find((value) => value === query.get(name)) ?? fallback;
  return {
    dir: one('dir', ['ltr', 'rtl'], 'ltr'), scheme: one('scheme', ['light', 'dark', ''], ''), design: one('design', ['modern', 'classic', ''], ''),
    copies: query.get('csp') === 'copies', form: one('form', ['module', 'iife'], 'module'),
  };
}

/** Text as it stands in HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const copies = '<script type="module" src="/copies/clinic-chat.js"></script>\n    <script type="module" src="/copies/own.js"></script>';

/** One of the HTML files of `public/`, filled in. */
export async function pageOf(name: 'index' | 'two-sides' | 'hostile', who: Who, look: Look): Promise<string> {
  const template = await readFile(new URL(`${name}.html`, folder), 'utf8');
  const values: Record<string, string> = {
    as: who.person.id, name: who.person.name, role: who.person.role, workspace: who.workspace.id, clinic: who.workspace.name, phone: who.workspace.phone,
    motto: mottoOf(who), token: tokenUrl(who), dir: look.dir, scheme: look.scheme, design: look.design,
  };
  const html: Record<string, string> = { looks: look.design ? ` design="${look.design}"` : '', more: look.copies ? copies : '' };
  const filled = template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => html[key] ?? escapeHtml(values[key] ?? ''));
  return look.form === 'iife' ? filled.replace('<script type="module" src="/dist/clinic-chat.js">', '<script defer src="/dist/clinic-chat.iife.js">') : filled;
}
