import type { Plugin } from 'esbuild';

export function bundle(options?: { outfile?: string; plugins?: Plugin[] }): Promise<string>;
