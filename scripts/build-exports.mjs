import { posix } from 'node:path';

/** What a list such as `a as b,c` says. */
const pairsOf = (list) => list.split(',').filter(Boolean).map((pair) => {
  const [from, to = from] = pair.trim().split(/\s+as\s+/);
  return { from, to };
});

/**
 * Rollup gives what files share among themselves names of its own, apart from those in the file: `export{mi as A,n as B,…}` is half a kilobyte of the
 * opened popup. Here the names in the file are the shared ones.
 * @param {readonly string[]} names of the chunks whose exports only our other files ask for
 */
export const exportsByOwnNames = (names) => ({
  name: 'exports-by-own-names',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
    const own = new Map();
    for (const chunk of chunks.filter(({ name }) => names.includes(name))) {
      const [all, list] = /export\{([^{}]*)\};?\s*$/.exec(chunk.code) ?? this.error(`${chunk.fileName} has no list of exports at its end`);
      const pairs = pairsOf(list);
      own.set(chunk.fileName, new Map(pairs.map(({ from, to }) => [to, from])));
      chunk.code = chunk.code.replace(all, () => `export{${[...new Set(pairs.map(({ from }) => from))].sort().join()}};\n`);
    }
    for (const chunk of chunks) {
      const namesIn = (file) => own.get(posix.join(posix.dirname(chunk.fileName), file));
      const named = (file, name) => namesIn(file).get(name) ?? this.error(`${chunk.fileName} asks ${file} for ${name}`);
      let asked = 0;
      chunk.code = chunk.code
        .replace(/import\{([^{}]*)\}from"([^"]+)"/g, (all, list, file) => {
          if (!namesIn(file)) return all;
          asked++;
          const pairs = pairsOf(list).map(({ from, to }) => ({ from: named(file, from), to }));
          return `import{${pairs.map(({ from, to }) => (from === to ? from : `${from} as ${to}`)).join()}}from"${file}"`;
        })
        .replace(/import\("([^"]+)"\)\.then\(([\w$]+)=>\2\.([\w$]+)\)/g, (all, file, value, name) => {
          if (!namesIn(file)) return all;
          asked++;
          return `import("${file}").then(${value}=>${value}.${named(file, name)})`;
        });
      const mentioned = [...chunk.code.matchAll(/(?:\bfrom|\bimport\()"([^"]+)"/g)].filter(([, file]) => namesIn(file)).length;
      if (mentioned !== asked) this.error(`${chunk.fileName} asks for shared code in a way that is not known here`);
    }
  },
});
