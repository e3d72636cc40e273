/** By file, stretches of ky, each from its first words up to those that stand behind it, and what stands there instead. */
const cuts = {
  'index.js': [['const createInstance', 'export default ky', 'const ky = (input, options) => Ky.create(input, options);\n']],
  'core/Ky.js': [
    ["if (typeof ky._options.timeout === 'number'", '// Delay the fetch'],
    ['for (const hook of ky._options.hooks.afterResponse)', 'return response;\n        };'],
    ['const isRetriableMethod', 'return result;\n    }', 'const result = function_();'],
    ['hooks: mergeHooks({', 'fetch: options.fetch'],
    ["if (typeof this._input !== 'string'", '{\n            this.abortController'],
    ['if (supportsRequestStreams)', 'if (this._options.json !== undefined)'],
    ['if (this._options.searchParams)', '}\n    _calculateRetryDelay('],
    ['_calculateRetryDelay(error) {', 'async _fetch() {'],
    ['for (const hook of this._options.hooks.beforeRequest)', '// Cloning is done here', 'const nonRequestOptions = {};'],
    ['return timeout(mainRequest', '//# sourceMappingURL', '}\n}\n'],
  ],
};

/**
 * ky is one class and a function that makes others of it, from which no bundler can take what is never asked of them. The adapter repeats and waits
 * by itself and hands over whole addresses and one set of options, with a body of text: for it ky goes without retries, deadlines, hooks, prefixes,
 * search parameters, progress, streams, shortcuts and instances. The npm form has ky as it is.
 */
export const kyInParts = () => ({
  name: 'ky-in-parts',
  transform(code, id) {
    const file = /\/ky\/distribution\/(.+)$/.exec(id)?.[1];
    if (!file || !(file in cuts)) return null;
    let left = code;
    for (const [from, to, instead = ''] of cuts[file]) {
      const start = left.indexOf(from);
      const end = left.indexOf(to, start);
      if (start < 0 || end < 0) this.error(`ky is not what it was: ${from}`);
      left = left.slice(0, start) + instead + left.slice(end);
    }
    return { code: left, map: null };
  },
});
