/** The icons of the popup's bubble and its placeholder: a module of their own, so that the loader holds no other. */
import chevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import messageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import x from 'lucide/dist/esm/icons/x.mjs';

export type Shapes = readonly (readonly [tag: string, attributes: Readonly<Record<string, string | number | undefined>>])[];
/** Shapes on a grid of 24 by 24, drawn by strokes. `mirrored`: turned round where the text runs from right to left. */
export type Icon = Shapes | { readonly mirrored: Shapes };

export const iconChevronDown: Icon = chevronDown;
export const iconClose: Icon = x;
export const iconMessages: Icon = messageCircle;
