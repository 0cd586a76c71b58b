/** What the linter asks of every file. The rooms and their arrows stand in test/architecture/rooms.mjs. */
import boundaries from '@boundaries/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import * as lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { elements, files, policies } from './test/architecture/rooms.mjs';

const rooms = ['shared/**/*.ts', 'server/**/*.ts', 'server/**/*.mjs', 'client/**/*.ts'];

const markupSinks = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML)$/]',
    message: 'Text from outside must stay text. Set textContent, or render with lit.',
  },
  {
    selector: 'MemberExpression[property.name=/^(insertAdjacentHTML|setHTMLUnsafe)$/]',
    message: 'Text from outside must stay text. Append nodes, or render with lit.',
  },
];

const clocks = [
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/]',
    message: 'Take a Clock as an argument and call clock.after, so that tests can fake the time.',
  },
  {
    selector:
      'CallExpression[callee.object.name=/^(window|globalThis|self)$/][callee.property.name=/^(setTimeout|setInterval)$/]',
    message: 'Take a Clock as an argument and call clock.after, so that tests can fake the time.',
  },
  {
    selector:
      "MemberExpression[object.name=/^(Date|performance)$/][property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take a Clock as an argument, so that tests can fake the time.',
  },
];

/** Where real time enters: adapters, clocks and the files that put a process together. */
const clockDoors = [
  '**/adapters/**',
  '**/*-clock.ts',
  'server/setup/**',
  'server/main.ts',
  'server/upgrade.ts',
  'server/keeper/keeper.ts',
  'server/web/web.ts',
  'server/web/pair.ts',
  'server/practice/practice.ts',
  'client/main.ts',
];

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', 'coverage/', 'test/architecture/offenders/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
    rules: {
      eqeqeq: 'error',
      'no-empty': 'error',
      'no-irregular-whitespace': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      'prefer-const': 'error',
      complexity: ['error', 12],
      'max-params': ['error', 4],
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A number reads well in a sentence as it is; String() around each would only be noise.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => emitter.emit(x)` is how a call is passed on; the arrow says that nothing comes back.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Text is split into code points on purpose here; what a person hears is cut by Intl.Segmenter where it matters.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // `while (true)` with a return inside is the plain form of a loop that reads until the end.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'typeLike', format: ['PascalCase'] },
        {
          selector: ['function', 'parameter', 'classMethod'],
          format: ['camelCase'],
          leadingUnderscore: 'forbid',
        },
        // A callback must often name what it does not use.
        { selector: 'parameter', modifiers: ['unused'], format: null },
        { selector: 'variable', format: ['camelCase', 'UPPER_CASE'] },
      ],
      'no-restricted-syntax': ['error', ...markupSinks],
    },
  },

  {
    files: rooms,
    ignores: ['**/*.d.ts'],
    plugins: { boundaries, 'import-x': importX },
    settings: {
      'boundaries/root-path': process.cwd(),
      'boundaries/elements': elements,
      'boundaries/files': files,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
      'import/resolver': { typescript: { noWarnOnMultipleProjects: true } },
      // Without this resolver no-cycle finds nothing and says nothing.
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ noWarnOnMultipleProjects: true }),
        createNodeResolver({ extensions: ['.ts', '.mjs', '.js'] }),
      ],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.mjs'] },
      'import-x/extensions': ['.ts', '.mjs'],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        { default: 'disallow', checkAllOrigins: true, policies },
      ],
      'boundaries/no-unknown-files': 'error',
      'boundaries/no-unknown-dependencies': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-self-import': 'error',
      'import-x/no-default-export': 'error',
    },
  },
  {
    files: rooms,
    ignores: clockDoors,
    rules: { 'no-restricted-syntax': ['error', ...markupSinks, ...clocks] },
  },

  { ...lit.configs['flat/recommended'], files: ['client/**/*.ts'] },
  { ...wc.configs['flat/recommended'], files: ['client/**/*.ts'] },
  {
    files: ['client/**/*.ts'],
    plugins: { 'lit-a11y': litA11y },
    rules: litA11y.configs.recommended.rules,
  },

  {
    files: ['test/**'],
    rules: {
      // A suite is one long function, and a table of cases one long file of little steps.
      'max-lines-per-function': 'off',
      // Passing a spy or a method of a fake is what tests do.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Plain JavaScript says its types in JSDoc, where the inference of constants and dictionaries is weaker.
    files: ['**/*.mjs'],
    rules: { '@typescript-eslint/no-unnecessary-type-conversion': 'off' },
  },
  {
    files: ['*.js', 'test/architecture/rooms.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
