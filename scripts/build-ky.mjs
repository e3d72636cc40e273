/** Stretches of ky's one class, each from its first words up to those that stand behind it, and what stands there instead. */
const cuts = [
  ["if (typeof ky._options.timeout === 'number'", '// Delay the fetch'],
  ['for (const hook of ky._options.hooks.afterResponse)', 'return response;\n        };'],
  ['const isRetriableMethod', 'for (const [type, mimeType]', 'const result = function_();'],
  ['hooks: mergeHooks({', 'method: normalizeRequestMethod'],
  ['prefixUrl: String(', 'throwHttpErrors:'],
  ["if (this._options.prefixUrl && typeof this._input === 'string')", 'if (supportsAbortController)'],
  ['if (this._options.searchParams)', '}\n    _calculateRetryDelay('],
  ['_calculateRetryDelay(error) {', 'async _fetch() {'],
  ['for (const hook of this._options.hooks.beforeRequest)', 'const nonRequestOptions'],
  ['return timeout(mainRequest', '//# sourceMappingURL', '}\n}\n'],
];

/**
 * ky is one class, from which no bundler can take what is never asked of it. The adapter repeats and waits by itself and hands over whole addresses:
 * the class goes without ky's retries, deadlines, hooks, prefixes, search parameters and progress. The npm form has ky as it is.
 */
export const kyInParts = () => ({
  name: 'ky-in-parts',
  transform(code, id) {
    if (!id.endsWith('/ky/distribution/core/Ky.js')) return null;
    let left = code;
    for (const [from, to, instead = ''] of cuts) {
      const start = left.indexOf(from);
      const end = left.indexOf(to, start);
      if (start < 0 || end < 0) this.error(`ky is not what it was: ${from}`);
      left = left.slice(0, start) + instead + left.slice(end);
    }
    return { code: left, map: null };
  },
});
