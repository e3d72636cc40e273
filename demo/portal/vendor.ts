import { fileURLToPath } from 'node:url';

let made: Promise<string> | undefined;

/** The script of a portal with libraries of its own (`copies/own.js`), bundled when a test first asks for it. */
export function ownLibraries(): Promise<string> {
  return (made ??= bundle().catch((error: unknown) => {
    made = undefined;
    throw error;
  }));
}

async function bundle(): Promise<string> {
  const [{ rollup }, { nodeResolve }] = await Promise.all([import('rollup'), import('@rollup/plugin-node-resolve')]);
  const build = await rollup({
    input: fileURLToPath(new URL('./copies/own.js', import.meta.url)),
    plugins: [nodeResolve({ browser: true, exportConditions: ['production', 'browser', 'import', 'default'] })],
  });
  const { output } = await build.generate({ format: 'es', inlineDynamicImports: true });
  await build.close();
  return output[0].code;
}
