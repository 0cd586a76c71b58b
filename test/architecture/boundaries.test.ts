/**
 * Proves that the linter sees what it is there to see. The folder `offenders` is a little house of its own; the first
 * line of each file says whether it is clean or which rule it offends, and the project's configuration must agree.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const offendersFolder = fileURLToPath(new URL('offenders/', import.meta.url));
const configFile = fileURLToPath(new URL('../../eslint.config.js', import.meta.url));

const planted = readdirSync(offendersFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const firstLine = readFileSync(join(offendersFolder, name), 'utf8').split('\n', 1)[0] ?? '';
    return { name, rule: /^\/\*\* Offends (\S+):/.exec(firstLine)?.[1], firstLine };
  });
const offenders = planted.filter((file) => file.rule !== undefined);
const cleanFiles = planted.filter((file) => file.rule === undefined);

describe('The linter', () => {
  const rulesBroken = new Map<string, string[]>();

  beforeAll(async () => {
    const eslint = new ESLint({
      cwd: offendersFolder,
      overrideConfigFile: configFile,
      overrideConfig: {
        settings: { 'boundaries/root-path': offendersFolder },
        languageOptions: { parserOptions: { tsconfigRootDir: offendersFolder } },
      },
    });
    for (const { filePath, messages } of await eslint.lintFiles('.')) {
      const rules = messages.map((message) => message.ruleId ?? message.message);
      rulesBroken.set(relative(offendersFolder, filePath), rules);
    }
  }, 120_000);

  it('is shown at least one offender for each kind of fence', () => {
    expect(new Set(offenders.map((file) => file.rule))).toEqual(
      new Set([
        'boundaries/dependencies',
        'import-x/no-cycle',
        'lit-a11y/click-events-have-key-events',
        'no-restricted-syntax',
      ]),
    );
  });

  it.each(offenders)('reports $name', ({ name, rule }) => {
    expect(rulesBroken.get(name)).toEqual([rule]);
  });

  it.each(cleanFiles)('lets $name pass', ({ name, firstLine }) => {
    expect(firstLine).toMatch(/^\/\*\* Clean: /);
    expect(rulesBroken.get(name)).toEqual([]);
  });
});
