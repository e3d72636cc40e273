/**
 * By file, what Lit has for others than us: browsers without adopted style sheets or with patched shadow roots, decorators (the build takes ours
 * away), hydration, the note of its version for its own development build, and what it tells a developer who uses it wrongly, as types forbid.
 */
const cuts = {
  '@lit/reactive-element/css-tag.js': [
    [/\w+\.ShadowRoot&&\([^()]+\)&&"adoptedStyleSheets"in Document\.prototype&&"replace"in CSSStyleSheet\.prototype/, '!0'],
    [/if\((this\._\$cssResult\$=!0),\w!==\w\)throw Error\("CSSResult [^"]+"\)/, '$1'],
    [/"Value passed to 'css' .+? page security\."/, ''],
  ],
  '@lit/reactive-element/reactive-element.js': [
    [/,\w=\w\.reactiveElementPolyfillSupport/],
    [/,\w\?\.\(\{ReactiveElement:\w\}\),\(\w\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/],
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w\.litPropertyMetadata\?\?=new WeakMap;/],
    [/const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{.+?\}(?=this\._\$Eh=new Map)/],
    [/static addInitializer\(\w\)\{.+?\}(?=static )/],
    [/,void 0!==(\w)\.l&&\(this\.l=\[\.\.\.\1\.l\]\)/],
    [/,this\.constructor\.l\?\.forEach\(\w=>\w\(this\)\)/],
  ],
  'lit-element/lit-element.js': [
    [/,\w\.litElementHydrateSupport\?\.\(\{LitElement:\w\}\);const (\w)=\w\.litElementPolyfillSupport;\1\?\.\(\{LitElement:\w\}\)/],
    [/\(\w\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/],
  ],
  'lit-html/directives/repeat.js': [[/if\(super\((\w)\),\1\.type!==\w\.CHILD\)throw Error\("[^"]+"\)/, 'super($1)']],
  'lit-html/lit-html.js': [[/,(\w)=\w\.litHtmlPolyfillSupport;\1\?\.\(\w,\w\),\(\w\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/]],
};

/** Lit without what nothing of ours, in a browser that we promise, ever asks it for. The npm form has Lit as it is. */
export const litInParts = () => ({
  name: 'lit-in-parts',
  transform(code, id) {
    const file = Object.keys(cuts).find((name) => id.endsWith(`/node_modules/${name}`));
    if (!file) return null;
    let left = code;
    for (const [what, instead = ''] of cuts[file]) {
      if (!what.test(left)) this.error(`Lit is not what it was: ${what}`);
      left = left.replace(what, instead);
    }
    return { code: left, map: null };
  },
});
