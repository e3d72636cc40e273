/**
 * The import rule of the house (ARCHITECTURE.md), type-only imports counted. A room is a folder of src/; the table says what it may import
 * besides itself. Everything that is not in the table is an error.
 */
const floors = {
  base: [],
  model: [],
  'transport': ['base', 'model'],
  store: ['base', 'model'],
  i18n: [],
  theme: [],
  ui: ['base', 'i18n', 'theme'],
  kinds: ['base', 'model', 'i18n', 'theme', 'ui'],
  elements: ['base', 'model', 'store', 'i18n', 'theme', 'ui'],
};

/** The store knows the transport's ports, by their two files, never an adapter. */
const ports = '^src/transport/(transport|media)\\.ts$';
const room = (name) => `^src/${name}/`;
const anyOf = (names) => names.map(room);

const roomRules = Object.entries(floors).map(([name, allowed]) => ({
  name: `room-${name}`,
  comment: `src/${name}/ may import ${allowed.length ? allowed.map((other) => `${other}/`).join(', ') : 'nothing of ours'}${name === 'store' ? " and the transport's ports" : ''}.`,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^src/', pathNot: [room(name), ...anyOf(allowed), ...(name === 'store' ? [ports] : [])] },
}));

/** Forbids a package everywhere in src/ but where `only` says. */
const onlyIn = (name, packages, only, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^src/', pathNot: only },
  to: { path: packages.map((one) => `node_modules/${one}/`) },
});

module.exports = {
  forbidden: [
    ...roomRules,
    { name: 'no-circle', comment: 'Layers with a circle are one layer.', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphan',
      comment: 'A file that nobody imports is either forgotten or dead.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['^src/(index|define|script-tag)\\.ts$', '^src/transport/conformance\\.ts$', '^src/transport/[^/]+/index\\.ts$', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'kinds-apart',
      comment: 'A kind never imports another kind; kinds/index.ts is the one list.',
      severity: 'error',
      from: { path: '^src/kinds/([^/]+)/' },
      to: { path: '^src/kinds/', pathNot: ['^src/kinds/$1/', '^src/kinds/[^/]+\\.ts$'] },
    },
    {
      name: 'kinds-list-is-for-others',
      comment: 'A kind does not import the list that it is on.',
      severity: 'error',
      from: { path: '^src/kinds/[^/]+/' },
      to: { path: '^src/kinds/index\\.ts$' },
    },
    {
      name: 'card-is-plain-data',
      comment: "A kind's card reaches its bubble and sheet only by import(); it must load in Node without Lit.",
      severity: 'error',
      from: { path: ['^src/kinds/index\\.ts$', '^src/kinds/[^/]+/index\\.ts$'] },
      to: { path: ['^src/kinds/[^/]+/(bubble|sheet|compose)[^/]*\\.ts$', '^src/ui/', 'node_modules/lit', 'node_modules/@lit/'], dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapters-apart',
      comment: 'Adapters do not know each other.',
      severity: 'error',
      from: { path: '^src/transport/([^/]+)/' },
      to: { path: '^src/transport/[^/]+/', pathNot: '^src/transport/$1/' },
    },
    {
      name: 'ports-know-no-adapter',
      comment: 'The port and its conformance cases are for every adapter.',
      severity: 'error',
      from: { path: ['^src/transport/[^/]+\\.ts$', '^src/transport/conformance/'] },
      to: { path: '^src/transport/[^/]+/', pathNot: '^src/transport/conformance/' },
    },
    onlyIn('lit-above-ui', ['lit', 'lit-html', 'lit-element', '@lit'], '^src/(ui|kinds|elements)/', 'No lit below ui/, and none in the loader.'),
    onlyIn('ky-in-rest', ['ky'], '^src/transport/rest/', 'ky is the rest adapter’s alone.'),
    onlyIn('html-in-rich-text', ['marked', 'dompurify'], '^src/ui/rich-(text|editor)[^/]*\\.ts$', 'marked and dompurify belong to rich text alone.'),
    onlyIn('prosemirror-in-rich-editor', ['prosemirror-[a-z-]+'], '^src/ui/rich-editor[^/]*\\.ts$', 'The editor’s library stays behind its face.'),
    onlyIn('context-in-elements', ['@lit/context'], '^src/elements/', 'The context is the elements’ alone.'),
    onlyIn('icons-in-theme', ['lucide'], '^src/theme/', 'Icons pass through theme/.'),
    onlyIn('atoms-in-store', ['nanostores'], '^src/(store|transport/memory)/', 'The store’s library stays behind its face.'),
    {
      name: 'wire-in-rest',
      comment: 'Types generated from the OpenAPI file are the rest adapter’s.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/transport/rest/' },
      to: { path: '^src/transport/rest/wire' },
    },
    {
      name: 'src-stands-alone',
      comment: 'What we ship never imports tests, stories or the demo.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|stories|demo|scripts|\\.storybook)/' },
    },
    {
      name: 'only-dependencies',
      comment: 'What we ship imports nothing that a portal does not install, and nothing of Node.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'core'] },
    },
    { name: 'resolvable', comment: 'An import that leads nowhere.', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
    {
      name: 'index-promises-no-adapter',
      comment: 'Adapters and kinds are entries of their own.',
      severity: 'error',
      from: { path: '^src/(index|define)\\.ts$' },
      to: { path: ['^src/transport/[^/]+/', '^src/kinds/'] },
    },
    {
      name: 'loader-is-small',
      comment: 'The script tag’s loader draws the bubble without lit, store or adapter: those come by import().',
      severity: 'error',
      from: { path: '^src/script-tag\\.ts$' },
      to: { path: ['^src/(store|ui|kinds/[^/]+/bubble)', '^src/transport/[^/]+/'], dynamic: false, dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|storybook-static)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'], extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
};
