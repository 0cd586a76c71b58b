/** Keeps the house in the shape that ARCHITECTURE.md and CONTRIBUTING.md promise: sizes, names, docblocks, the root. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const longestFileLines = 400;

/** Names that say nothing about what is inside, or that stand for "I did not decide". */
const forbiddenNames = /^(utils?|helpers?|common|misc|lib|core|shared-utils|v\d+|old|new|index)$/;

/** What may stand at the root: the rooms, what tools demand there, and the pages for people. */
const allowedAtRoot = new Set([
  ...['client', 'server', 'shared', 'public', 'test', 'docs'],
  ...['.ci', '.editorconfig', '.gitignore', '.prettierignore', '.prettierrc'],
  ...['eslint.config.js', 'knip.json', 'package.json', 'package-lock.json'],
  ...['tsconfig.base.json', 'tsconfig.json', 'vite.config.ts', 'vitest.config.ts'],
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE'],
]);

/** What tools and checkouts leave there and .gitignore keeps out. */
const ignoredAtRoot = new Set(['.git', 'node_modules', 'dist', 'coverage']);

/** Every file of a room, as a path from the root with `/`. */
function filesOf(room: string): string[] {
  return readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).split('\\').join('/'));
}

const sources = ['shared', 'server', 'client']
  .flatMap(filesOf)
  .filter((path) => /\.(ts|mjs|css)$/.test(path));
const tests = filesOf('test').filter((path) => /\.(ts|mjs)$/.test(path));

const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('The house', () => {
  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(20);
  });

  it('holds no source file longer than 400 lines', () => {
    const tooLong = [...sources, ...tests].filter(
      (path) => textOf(path).split('\n').length > longestFileLines + 1,
    );
    expect(tooLong).toEqual([]);
  });

  it('opens each file with a docblock', () => {
    const silent = [...sources, ...tests].filter((path) => !/^\/\*\*?\s/.test(textOf(path)));
    expect(silent).toEqual([]);
  });

  it('gives no file or folder a name that says nothing', () => {
    const names = [...sources, ...tests].flatMap((path) => [
      ...dirname(path).split('/'),
      basename(path).replace(/(\.test)?\.[a-z]+$/, ''),
    ]);
    expect(names.filter((name) => forbiddenNames.test(name))).toEqual([]);
  });

  it('writes file names in kebab-case', () => {
    const odd = [...sources, ...tests].filter(
      (path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d|config))?\.(ts|mjs|css)$/.test(basename(path)),
    );
    expect(odd).toEqual([]);
  });

  it('keeps the root for the rooms, the tools and the pages for people', () => {
    const strangers = readdirSync(root).filter(
      (name) => !allowedAtRoot.has(name) && !ignoredAtRoot.has(name),
    );
    expect(strangers).toEqual([]);
  });
});
