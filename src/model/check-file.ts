import type { Limits } from './limits.js';

/** why this file cannot be uploaded, if so; asked before any byte leaves. */
export function checkFile(file: { size: number }, limits: Pick<Limits, 'fileBytes'>): 'empty' | 'too-large' | undefined {
  if (file.size === 0) return 'empty';
  return file.size > limits.fileBytes ? 'too-large' : undefined;
}
