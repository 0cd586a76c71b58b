/** Commands that print, cut, search and count text: echo, printf, cat, head, tail, grep, wc, seq, yes. */
import { KIB, MIB } from '../../../../shared/base/units.ts';
import { practiceMessages, practiceProblems } from '../../../../shared/words/practice-words.ts';
import { resolvePath } from '../memory-tree.ts';
import { linesOf, slicesOf, textSource } from '../text-stream.ts';
import type { TextSource } from '../text-stream.ts';
import { complain, readOptions } from './command.ts';
import type { Command, CommandContext } from './command.ts';
import { followFile } from './follow-file.ts';

const DEFAULT_LINES = 10;
const TAIL_LIMIT_CHARACTERS = 4 * MIB;
const CHUNK_CHARACTERS = 8 * KIB;
const LONGEST_PATTERN = 256;
const USAGE_CODE = 2;

const echo: Command = async (context) => {
  const hasLineEnd = context.args[0] !== '-n';
  const words = hasLineEnd ? context.args : context.args.slice(1);
  await context.stdout.write(`${words.join(' ')}${hasLineEnd ? '\n' : ''}`);
  return 0;
};

/** The formats %s, %d, %%, \n and \t; the format is used again while words are left, as POSIX says. */
const printf: Command = async (context) => {
  const [format, ...words] = context.args;
  if (format === undefined) return complain(context, practiceMessages.missingOperand('printf'));
  let left = words;
  do {
    const before = left.length;
    const text = format.replace(/%[sd%]|\\[nt\\]/g, (sign) => {
      if (sign === '%%') return '%';
      if (sign.startsWith('\\')) return sign === '\\n' ? '\n' : sign === '\\t' ? '\t' : '\\';
      const word = left[0] ?? '';
      left = left.slice(1);
      return sign === '%d' ? String(Math.trunc(Number(word) || 0)) : word;
    });
    await context.stdout.write(text);
    if (left.length === before) break;
  } while (left.length > 0);
  return 0;
};

/** What is read, and by what name; `complaint` instead where it cannot be. */
interface Input {
  readonly path: string;
  readonly source: TextSource;
}

/** The files of `paths`, standard input where there is none or for `-`; complains about the others. */
async function openInputs(
  context: CommandContext,
  paths: readonly string[],
): Promise<{ readonly inputs: readonly Input[]; readonly hasFailed: boolean }> {
  if (paths.length === 0)
    return { inputs: [{ path: '-', source: context.stdin }], hasFailed: false };
  const inputs: Input[] = [];
  let hasFailed = false;
  for (const path of paths) {
    if (path === '-') {
      inputs.push({ path, source: context.stdin });
      continue;
    }
    const text = context.state.tree.readText(resolvePath(context.state.folder, path));
    if (text.ok) inputs.push({ path, source: textSource(text.value) });
    else {
      hasFailed = true;
      const problem = practiceProblems[text.failure];
      const isCut = context.name === 'head' || context.name === 'tail';
      const words = isCut ? practiceMessages.cannotOpen : practiceMessages.about;
      await complain(context, words(context.name, path, problem));
    }
  }
  return { inputs, hasFailed };
}

const cat: Command = async (context) => {
  const options = readOptions(context, '');
  if ('complaint' in options) return complain(context, options.complaint);
  const { inputs, hasFailed } = await openInputs(context, options.operands);
  for (const { source } of inputs) {
    for (let text = await source.read(); text !== null; text = await source.read()) {
      // In slices, so that a reader that has left is noticed early.
      for (const slice of slicesOf(text, CHUNK_CHARACTERS)) await context.stdout.write(slice);
    }
  }
  return hasFailed ? 1 : 0;
};

/** `-NUMBER` as `-n NUMBER`, the old form people still type. */
function withOldForm(context: CommandContext): CommandContext {
  const args = context.args.map((arg) => arg.replace(/^-(\d+)$/, '-n$1'));
  return { ...context, args };
}

const head: Command = async (context) => {
  const options = readOptions(withOldForm(context), '', 'n');
  if ('complaint' in options) return complain(context, options.complaint);
  const asked = options.values.get('n') ?? String(DEFAULT_LINES);
  if (!/^\d+$/.test(asked)) return complain(context, practiceMessages.invalidNumber('head', asked));
  const { inputs, hasFailed } = await openInputs(context, options.operands);
  for (const { path, source } of inputs) {
    if (options.operands.length > 1) await context.stdout.write(`==> ${path} <==\n`);
    let left = Number(asked);
    if (left === 0) continue;
    for await (const line of linesOf(source)) {
      await context.stdout.write(line.text + line.end);
      left -= 1;
      if (left === 0) break;
    }
  }
  return hasFailed ? 1 : 0;
};

const tail: Command = async (context) => {
  const options = readOptions(withOldForm(context), 'f', 'n');
  if ('complaint' in options) return complain(context, options.complaint);
  const asked = options.values.get('n') ?? String(DEFAULT_LINES);
  if (!/^\+?\d+$/.test(asked))
    return complain(context, practiceMessages.invalidNumber('tail', asked));
  const { inputs, hasFailed } = await openInputs(context, options.operands);
  for (const { path, source } of inputs) {
    if (options.operands.length > 1) await context.stdout.write(`==> ${path} <==\n`);
    if (asked.startsWith('+')) await printFrom(context, source, Number(asked));
    else await printLast(context, source, Number(asked));
  }
  const followed = inputs.at(-1)?.path ?? '-';
  if (options.flags.has('f') && followed !== '-') await followFile(context, followed);
  return hasFailed ? 1 : 0;
};

async function printFrom(
  context: CommandContext,
  source: TextSource,
  first: number,
): Promise<void> {
  let number = 0;
  for await (const line of linesOf(source)) {
    number += 1;
    if (number >= first) await context.stdout.write(line.text + line.end);
  }
}

/** Holds at most `count` lines and 4 MiB characters; the oldest go first. */
async function printLast(
  context: CommandContext,
  source: TextSource,
  count: number,
): Promise<void> {
  const kept: string[] = [];
  let first = 0;
  let characters = 0;
  for await (const line of linesOf(source)) {
    kept.push(line.text + line.end);
    characters += line.text.length + 1;
    while (kept.length - first > count || characters > TAIL_LIMIT_CHARACTERS) {
      characters -= kept[first]?.length ?? 0;
      first += 1;
    }
    // Dropped in strides: removing each first line by itself would move all others.
    if (first > 1024 && first * 2 > kept.length) {
      kept.splice(0, first);
      first = 0;
    }
  }
  for (const line of kept.slice(first)) await context.stdout.write(line);
}

/** Searches for plain text (no pattern language, so no pattern can stall the process); `^` and `$` bind it to the line's ends. */
const grep: Command = async (context) => {
  const options = readOptions(context, 'qincvEF');
  if ('complaint' in options) return complain(context, options.complaint, USAGE_CODE);
  const [pattern, ...paths] = options.operands;
  if (pattern === undefined) {
    return complain(context, practiceMessages.missingOperand('grep'), USAGE_CODE);
  }
  if (pattern.length > LONGEST_PATTERN) {
    return complain(context, practiceMessages.invalidPattern('grep'), USAGE_CODE);
  }
  const { flags } = options;
  const isMatch = createMatcher(pattern, flags.has('i'), flags.has('v'));
  const { inputs, hasFailed } = await openInputs(context, paths);
  let total = 0;
  for (const { path, source } of inputs) {
    const prefix = paths.length > 1 ? `${path}:` : '';
    let count = 0;
    let number = 0;
    for await (const line of linesOf(source)) {
      number += 1;
      if (!isMatch(line.text)) continue;
      count += 1;
      if (flags.has('q')) return 0;
      if (flags.has('c')) continue;
      await context.stdout.write(
        `${prefix}${flags.has('n') ? `${String(number)}:` : ''}${line.text}\n`,
      );
    }
    if (flags.has('c')) await context.stdout.write(`${prefix}${String(count)}\n`);
    total += count;
  }
  if (hasFailed) return USAGE_CODE;
  return total > 0 ? 0 : 1;
};

function createMatcher(
  pattern: string,
  isCaseBlind: boolean,
  isInverted: boolean,
): (line: string) => boolean {
  const fold = (text: string): string => (isCaseBlind ? text.toLowerCase() : text);
  const isAtStart = pattern.startsWith('^');
  const isAtEnd = pattern.endsWith('$');
  const text = fold(pattern.slice(isAtStart ? 1 : 0, isAtEnd ? -1 : undefined));
  return (line) => {
    const folded = fold(line);
    const isFound =
      isAtStart && isAtEnd
        ? folded === text
        : isAtStart
          ? folded.startsWith(text)
          : isAtEnd
            ? folded.endsWith(text)
            : folded.includes(text);
    return isFound !== isInverted;
  };
}

const wc: Command = async (context) => {
  const options = readOptions(context, 'lwc');
  if ('complaint' in options) return complain(context, options.complaint);
  const { inputs, hasFailed } = await openInputs(context, options.operands);
  const all = ['l', 'w', 'c'];
  const columns = options.flags.size > 0 ? all.filter((one) => options.flags.has(one)) : all;
  const totals = { l: 0, w: 0, c: 0 } as Record<string, number>;
  const print = async (counts: Record<string, number>, path: string): Promise<void> => {
    // One column of one input stands alone, as scripts expect it.
    const width = columns.length === 1 && inputs.length === 1 ? 0 : 7;
    const numbers = columns.map((column) => String(counts[column] ?? 0).padStart(width));
    await context.stdout.write(`${numbers.join(' ')}${path === '-' ? '' : ` ${path}`}\n`);
  };
  for (const { path, source } of inputs) {
    const counts = await countText(source);
    for (const column of all) totals[column] = (totals[column] ?? 0) + (counts[column] ?? 0);
    await print(counts, path);
  }
  if (inputs.length > 1) await print(totals, 'total');
  return hasFailed ? 1 : 0;
};

async function countText(source: TextSource): Promise<Record<string, number>> {
  let lines = 0;
  let words = 0;
  let bytes = 0;
  let isInWord = false;
  for (let text = await source.read(); text !== null; text = await source.read()) {
    bytes += Buffer.byteLength(text);
    for (const character of text) {
      const isBlank = character <= ' ';
      if (character === '\n') lines += 1;
      if (!isBlank && !isInWord) words += 1;
      isInWord = !isBlank;
    }
  }
  return { l: lines, w: words, c: bytes };
}

const seq: Command = async (context) => {
  const numbers = context.args.map(Number);
  const bad = context.args.find((arg, index) => !Number.isFinite(numbers[index]) || arg === '');
  if (bad !== undefined) return complain(context, practiceMessages.invalidNumber('seq', bad));
  const last = numbers.at(-1);
  if (last === undefined) return complain(context, practiceMessages.missingOperand('seq'));
  if (numbers.length > 3) return complain(context, practiceMessages.tooManyArguments('seq'));
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  if (step === 0) return complain(context, practiceMessages.invalidNumber('seq', '0'));
  let chunk = '';
  // Multiplied rather than added up, so that 0.1 steps do not drift.
  for (let index = 0; ; index += 1) {
    const value = first + index * step;
    if (step > 0 ? value > last : value < last) break;
    chunk += `${String(Number(value.toPrecision(15)))}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    await context.stdout.write(chunk);
    chunk = '';
  }
  if (chunk !== '') await context.stdout.write(chunk);
  return 0;
};

const yes: Command = async (context) => {
  const line = `${context.args.length > 0 ? context.args.join(' ') : 'y'}\n`;
  const chunk = line.repeat(Math.max(1, Math.floor(CHUNK_CHARACTERS / line.length)));
  for (;;) await context.stdout.write(chunk);
};

/** The commands of this file by name. */
export const textCommands: Readonly<Record<string, Command>> = {
  cat,
  echo,
  grep,
  head,
  printf,
  seq,
  tail,
  wc,
  yes,
};
