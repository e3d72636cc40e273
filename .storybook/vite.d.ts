/** The little of Vite's import.meta that the preview uses. */
interface ImportMeta {
  glob<T>(pattern: string, options: { eager: true; import: string }): Record<string, T>;
}

declare module '*.css';
