/** The icon files of the package `lucide`, one a module; it types only its whole collection, which is 1,700 modules to load. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  const shapes: [tag: string, attributes: Record<string, string | number | undefined>][];
  export default shapes;
}
