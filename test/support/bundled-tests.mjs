/**
 * A test in few files. Served one by one, a test's two hundred modules cost a page more than its tests do: here esbuild makes some fifty of them, once a run.
 * What is loaded late stays late, and a module that two tests share is one. For `npx wtr --watch` the modules are served one by one, as they are.
 */
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { build } from 'esbuild';

const place = '/bundled';

/** An absolute path as the server's address for it. */
const addressOf = (root, path) => `/${relative(root, path).split(sep).join('/')}`;

/** The rendered runs bring a bundle of their own, for their virtual time. */
const isBundled = (address) => address.endsWith('.test.ts') && !address.endsWith('.node.test.ts') && !address.startsWith('/test/rendered/') && !address.includes('/node_modules/');

/** `import.meta.url` of a test means where its source lies, beside which it asks for files. */
const ownAddress = (root) => ({
  name: 'own-address',
  setup({ onLoad }) {
    onLoad({ filter: /\.test\.ts$/ }, async ({ path }) => {
      const address = `new URL('${addressOf(root, path)}', location.href).href`;
      return { contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', address), loader: 'ts' };
    });
  },
});

/**
 * For each file that a test or an `import()` begins with: the doors by which `import()` comes to modules that this file has already. Unbundled, such a module is
 * there at once; in the bundle its door is a file of its own, and a turn of the fake clock would be over before it is fetched.
 */
function presentDoors(outputs) {
  const doors = Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint);
  const closure = (file, into = new Set()) => {
    if (into.has(file)) return into;
    into.add(file);
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') closure(path, into);
    return into;
  };
  return new Map(doors.map(([file]) => {
    const modules = new Set([...closure(file)].flatMap((one) => Object.keys(outputs[one].inputs)));
    return [file, doors.filter(([door, { entryPoint }]) => door !== file && modules.has(entryPoint)).map(([door]) => door)];
  }));
}

/** Every file of the bundle by its address. */
async function bundle(root) {
  const names = await readdir(join(root, 'test'), { recursive: true });
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => addressOf(root, join(root, 'test', name))).filter(isBundled).map((address) => join(root, address)),
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outbase: root,
    outdir: join(root, place),
    write: false,
    metafile: true,
    sourcemap: 'linked',
    conditions: ['development', 'browser'],
    // A test may load for its effects what the package calls free of them.
    ignoreAnnotations: true,
    define: { 'process.env.NODE_ENV': '"development"' },
    tsconfig: join(root, 'tsconfig.json'),
    plugins: [ownAddress(root)],
    logLevel: 'warning',
  });
  const present = presentDoors(metafile.outputs);
  return new Map(outputFiles.map(({ path, text }) => {
    const address = addressOf(root, path);
    const doors = present.get(address.slice(1)) ?? [];
    // At the end, so that no line moves.
    return [address, text + doors.map((door) => `\nimport '/${door}';`).join('')];
  }));
}

/**
 * @param {string} root the project's folder
 * @returns a plugin, which sends a page to the bundle of its test, and a middleware, which serves it
 */
export function bundledTests(root) {
  let made;
  return {
    plugin: {
      name: 'bundled-tests',
      transformImport: ({ source }) => {
        const [address, query] = source.split('?');
        return query?.startsWith('wtr-session-id=') && isBundled(address) ? `${place}${address.replace(/ts$/, 'js')}?${query}` : undefined;
      },
    },
    async middleware(context, next) {
      if (!context.path.startsWith(`${place}/`)) return next();
      const body = (await (made ??= bundle(root))).get(context.path);
      if (!body) return next();
      context.type = extname(context.path) === '.map' ? 'json' : 'js';
      context.body = body;
      return undefined;
    },
  };
}
