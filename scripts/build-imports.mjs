/**
 * A chunk that asks for fifty others names the folder and the ending fifty times. Here it says them once: `const $L=n=>import(…)`.
 * To be put after what reads imports.
 * @param {readonly string[]} names of the chunks
 */
export const importsByName = (names) => ({
  name: 'imports-by-name',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || !names.includes(chunk.name)) continue;
      if (chunk.code.includes('$L')) this.error(`${chunk.fileName} has a name of its own that is $L`);
      const code = chunk.code.replace(/\bimport\("\.\/([^"/]+)\.js"\)/g, '$$L("$1")');
      // Behind the comment that is for the browser, if there is one.
      const [first] = /^(\/\/.*\n)?/.exec(code);
      chunk.code = `${first}const $L=n=>import(\`./\${n}.js\`);${code.slice(first.length)}`;
    }
  },
});
