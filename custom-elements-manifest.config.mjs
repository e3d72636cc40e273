/** What a portal's developer may use: neither private fields nor protected methods belong in a manual. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const declaration of customElementsManifest.modules.flatMap(({ declarations = [] }) => declarations)) {
      if (declaration.members) declaration.members = declaration.members.filter(({ name, privacy = 'public' }) => privacy === 'public' && !name.startsWith('#'));
    }
  },
};

/** The elements' manual as data (`@tag @slot @fires @csspart @cssprop`), for editors and for the stories' tables. */
export default {
  globs: ['src/elements/*.ts', 'src/ui/*.ts', 'src/kinds/**/*.ts'],
  exclude: ['**/*.d.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [publicOnly],
};
