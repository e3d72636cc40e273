/**
 * A chunk that asks for fifty others names the folder, the build and the ending fifty times. Here it says them once: `const $late=n=>import(…)`.
 * To be put after what reads imports.
 * @param {readonly string[]} names of the chunks
 * @param {() => string} build what stands behind each name
 */
export const importsByName = (names, build) => ({
  name: 'imports-by-name',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || !names.includes(chunk.name)) continue;
      if (chunk.code.includes('$late')) this.error(`${chunk.fileName} has a name of its own that is $late`);
      const end = `-${build()}.js`;
      const code = chunk.code.replace(/\bimport\("\.\/([^"]+)"\)/g, (all, file) => (file.endsWith(end) ? `$late("${file.slice(0, -end.length)}")` : all));
      // Behind the comment that is for the browser, if there is one.
      const [first] = /^(\/\/.*\n)?/.exec(code);
      chunk.code = `${first}const $late=n=>import(\`./\${n}${end}\`);${code.slice(first.length)}`;
    }
  },
});
