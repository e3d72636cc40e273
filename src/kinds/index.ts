import type { MessageKind } from '../model/index.js';
import { file } from './file/index.js';
import { image } from './image/index.js';
import { text } from './text/index.js';

export { file, image, text };

/** The one list of our kinds. A portal adds its own: `createChat({ transport, kinds: [...kinds, mine] })`. */
export const kinds: readonly MessageKind[] = [text, image, file];
