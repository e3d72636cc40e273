/** What a compiler cannot see: markup, accessibility, dangerous sinks, and the house's own rules. */
import { configs as litConfigs } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wcConfigs } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** Ways to put a string into a page as markup; the one allowed is `ui/rich-text.ts`, behind DOMPurify. */
const sinks = [
  { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML)$/]", message: 'HTML from people passes through ui/rich-text.ts alone.' },
  { selector: "CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|parseFromString|createContextualFragment|writeln)$/]", message: 'HTML from people passes through ui/rich-text.ts alone.' },
  { selector: "CallExpression[callee.object.name='document'][callee.property.name='write']", message: 'Never write into the document.' },
];

/** Who may is a question for can(), asked in model/ alone. */
const roles = {
  selector: "BinaryExpression[operator=/^[!=]==?$/]:matches([left.property.name='role'], [right.property.name='role'], [left.name='role'], [right.name='role'])",
  message: 'Ask can(viewer, capability, thread); roles are compared in model/ alone.',
};

/** A style attribute in a template breaks the strict page; write a class, or a custom property by style.setProperty. */
const styleAttribute = {
  selector: "TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/(\\sstyle=|<style)/]",
  message: 'A style attribute or a <style> in a template breaks the strict content security policy.',
};

const chance = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time comes through the platform port.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes through the platform port.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Chance comes through the platform port.' },
  { selector: "CallExpression[callee.name=/^(setTimeout|setInterval|requestAnimationFrame|queueMicrotask)$/]", message: 'Timers come through the platform port.' },
  { selector: "CallExpression[callee.property.name=/^(setTimeout|setInterval)$/][callee.object.name=/^(window|globalThis|self)$/]", message: 'Timers come through the platform port.' },
];

const unsafeImports = {
  patterns: [
    { group: ['lit/directives/unsafe-*', 'lit-html/directives/unsafe-*', 'lit/static-html.js'], importNames: ['unsafeHTML', 'unsafeSVG', 'unsafeMathML', 'unsafeStatic'], message: 'It carries a string past Trusted Types.' },
    { group: ['lit/directives/style-map*', 'lit-html/directives/style-map*'], message: 'Its first render is a style attribute, which the strict page forbids.' },
  ],
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'storybook-static/', 'coverage/', 'test-results/', 'test/bench/.built/', '.data/', '.run/', 'demo/examples/', '**/*.d.mts', 'src/transport/rest/wire-types.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Lit's `@click=${this.#onClick}` binds by itself.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
      // State that another call changes in the meantime looks constant to it.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // keyCode 229 is how an input method announces itself.
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/prefer-optional-chain': 'off',
      '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [litConfigs['flat/recommended'], wcConfigs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    settings: { wc: { elementBaseClasses: ['LitElement', 'ChatElement'] } },
    rules: {
      ...litA11y.configs.recommended.rules,
      'lit/no-template-bind': 'error',
      'lit/no-native-attributes': 'off',
      // Guarded definitions are ours: src/base/define.ts.
      'wc/guard-super-call': 'off',
      'max-lines': ['error', { max: 300 }],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-eval': 'error',
      'no-restricted-imports': ['error', unsafeImports],
      'no-restricted-syntax': ['error', ...sinks, roles, styleAttribute],
    },
  },
  { files: ['src/model/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...sinks, styleAttribute] } },
  { files: ['src/ui/rich-text*.ts'], rules: { 'no-restricted-syntax': ['error', roles, styleAttribute] } },
  {
    files: ['src/store/**/*.ts'],
    rules: { 'no-console': 'error', 'no-restricted-syntax': ['error', ...sinks, roles, ...chance] },
  },
  {
    files: ['test/**/*.ts', 'stories/**/*.ts', 'demo/**/*.ts', 'scripts/**/*.ts', '.storybook/**/*.ts'],
    rules: {
      // chai's `expect(x).to.be.true` is an expression, and a test's fakes need not be complete.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['it', 'test', 'describe', 'suite'] }] }],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      'max-lines': ['error', { max: 400 }],
    },
  },
  // chai's assertions look like promises to the checker, because the one on accessibility is.
  { files: ['test/**/*.test.ts', 'stories/**/*.ts'], ignores: ['**/*.node.test.ts'], rules: { '@typescript-eslint/no-floating-promises': 'off' } },
  { files: ['demo/**/*.ts'], rules: { 'max-lines': ['error', { max: 300 }] } },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], rules: { 'max-lines': ['error', { max: 300 }] } },
);
