/**
 * The settings of a gateway from flags and environment: a flag goes before its variable, a variable before the
 * default. Reads only what it is given; an empty variable counts as not set.
 */
import { resolve } from 'node:path';
import * as v from 'valibot';
import { failed, success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { consoleWords, type FlagHelp } from '../../shared/words/console.ts';
import { defaultDataFolder, type PlatformFacts } from './data-folder-path.ts';

const { problems, meanings, standards } = consoleWords;

/** Characters of a preset setup code. */
const SETUP_CODE_LEAST = 12;
const SETUP_CODE_MOST = 200;

const wholeNumber = (from: number, to: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.regex(/^[0-9]{1,5}$/, problems.wholeNumber(from, to)),
    v.transform(Number),
    v.minValue(from, problems.wholeNumber(from, to)),
    v.maxValue(to, problems.wholeNumber(from, to)),
  );

const settingsSchema = v.strictObject({
  port: wholeNumber(0, 65_535),
  host: v.pipe(v.string(), v.trim(), v.minLength(1, problems.hostEmpty), v.maxLength(255)),
  dataFolder: v.pipe(v.string(), v.minLength(1, problems.folderEmpty)),
  setupCode: v.nullable(
    v.pipe(
      v.string(),
      v.minLength(SETUP_CODE_LEAST, problems.codeShort(SETUP_CODE_LEAST)),
      v.maxLength(SETUP_CODE_MOST, problems.codeLong(SETUP_CODE_MOST)),
    ),
  ),
  keepers: wholeNumber(1, 8),
});
/** What can be set; `dataFolder` is absolute. */
export type Settings = v.InferOutput<typeof settingsSchema>;
type Key = keyof Settings;

const flags: Readonly<Record<Key, { flag: string; value: string; variable: string }>> = {
  port: { flag: '--port', value: 'NUMBER', variable: 'EARSHOT_PORT' },
  host: { flag: '--host', value: 'ADDRESS', variable: 'EARSHOT_HOST' },
  dataFolder: { flag: '--data-dir', value: 'FOLDER', variable: 'EARSHOT_DATA_DIR' },
  setupCode: { flag: '--setup-code', value: 'CODE', variable: 'EARSHOT_SETUP_CODE' },
  keepers: { flag: '--keepers', value: 'NUMBER', variable: 'EARSHOT_KEEPERS' },
};
const keys = Object.keys(flags) as Key[];

/** What `readConfig` found: settings, or that help was asked for. */
export type Config =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'help'; readonly text: string };

/** Reads settings from `args` (without program and script); fails with gateway.setting-invalid, whose facts hold no value. */
export function readConfig(args: readonly string[], facts: PlatformFacts): Result<Config, Failure> {
  const defaults: Readonly<Record<Key, string | null>> = {
    port: '8022',
    host: '127.0.0.1',
    dataFolder: defaultDataFolder(facts),
    setupCode: null,
    keepers: '2',
  };
  if (args.includes('--help')) return success({ kind: 'help', text: helpText(defaults) });
  const given = readFlags(args);
  if (!given.ok) return given;

  const values: Record<string, string | null> = {};
  for (const key of keys) {
    const variable = facts.environment[flags[key].variable];
    values[key] = given.value.get(key) ?? (variable === '' ? undefined : variable) ?? defaults[key];
  }
  const parsed = v.safeParse(settingsSchema, values);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const key = issue.path?.[0].key as Key;
    const name = given.value.has(key) ? flags[key].flag : flags[key].variable;
    return failed({ code: 'gateway.setting-invalid', name, problem: issue.message.slice(0, 200) });
  }
  const dataFolder = resolve(parsed.output.dataFolder);
  return success({ kind: 'settings', settings: { ...parsed.output, dataFolder } });
}

/** Values by setting; `--flag value` and `--flag=value` are the same. */
function readFlags(args: readonly string[]): Result<Map<Key, string>, Failure> {
  const given = new Map<Key, string>();
  for (let index = 0; index < args.length; index += 1) {
    const [name = '', ...rest] = (args[index] ?? '').split('=');
    const key = keys.find((candidate) => flags[candidate].flag === name);
    if (key === undefined) return settingFailure(name, problems.unknownFlag);
    if (rest.length === 0) index += 1;
    const value = rest.length > 0 ? rest.join('=') : args[index];
    if (value === undefined) return settingFailure(name, problems.valueMissing);
    given.set(key, value);
  }
  return success(given);
}

function settingFailure(name: string, problem: string): Result<never, Failure> {
  const printable = name.replace(/[^\x20-\x7e]/g, '').slice(0, 64);
  return failed({ code: 'gateway.setting-invalid', name: printable, problem });
}

function helpText(defaults: Readonly<Record<Key, string | null>>): string {
  const help = keys.map((key): FlagHelp => ({
    ...flags[key],
    meaning: meanings[key],
    standard: defaults[key] ?? standards.randomCode,
  }));
  return consoleWords.help(help);
}
