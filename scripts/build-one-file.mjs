/**
 * Makes a classic script of the entry, for pages without modules. Its late parts are modules beside it, which `import()` finds from the script's
 * own address. A module cannot import from a classic script: what they share with it is handed over on the page, under a name of this one build,
 * and a small module beside them gives it its names again. So nothing is there twice.
 */
export function oneFile(entryName, folder, build) {
  const shared = () => `${folder}/${build()}/shared.js`;
  return {
    name: 'one-file',
    generateBundle(_options, bundle) {
      const entry = bundle[entryName];
      const [list = '', names = ''] = /export\{([^{}]*)\};?\s*$/.exec(entry.code) ?? [];
      const pairs = names.split(',').filter(Boolean).map((pair) => pair.trim().split(/\s+as\s+/)).map(([own, given = own]) => [given, own]);
      const place = `globalThis[Symbol.for("clinic-chat.one-file.${build()}")]`;
      const body = entry.code.slice(0, entry.code.length - list.length);
      if (/\bimport\.meta\b|^import\b|^export\b/m.test(body)) this.error(`${entryName} cannot be a classic script`);
      entry.code = `(()=>{"use strict";${body};${place}={${pairs.map((pair) => pair.join(':')).join()}}})();\n`;
      this.emitFile({ type: 'asset', fileName: shared(), source: `export const{${pairs.map(([given]) => given).join()}}=${place};\n` });
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk' && chunk !== entry) chunk.code = chunk.code.replaceAll(`"../../${entryName}"`, '"./shared.js"');
      }
    },
  };
}
