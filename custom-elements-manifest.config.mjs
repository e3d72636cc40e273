/** The elements' manual as data (`@tag @slot @fires @csspart @cssprop`), for editors and for the stories' tables. */
export default {
  globs: ['src/elements/*.ts', 'src/ui/*.ts', 'src/kinds/**/*.ts'],
  exclude: ['**/*.d.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
};
