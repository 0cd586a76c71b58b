/** Commands that print and count text: echo, printf, cat, wc, seq, yes. */
import { KIB } from '../../../../shared/base/units.ts';
import { practiceMessages } from '../../../../shared/words/practice-words.ts';
import { slicesOf } from '../text-stream.ts';
import type { TextSource } from '../text-stream.ts';
import { openInputs } from './command-inputs.ts';
import { complain, readOptions } from './command.ts';
import type { Command, CommandContext } from './command.ts';

const CHUNK_CHARACTERS = 8 * KIB;

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

/** `seq LAST`, `seq FIRST LAST` or `seq FIRST STEP LAST`. */
const seq: Command = async (context) => {
  const { args } = context;
  const numbers = args.map(Number);
  const bad = args.find((arg, index) => arg === '' || !Number.isFinite(numbers[index]));
  if (bad !== undefined) return complain(context, practiceMessages.invalidNumber('seq', bad));
  if (numbers.length === 0) return complain(context, practiceMessages.missingOperand('seq'));
  if (numbers.length > 3) return complain(context, practiceMessages.tooManyArguments('seq'));
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 0) : 1;
  const step = numbers.length > 2 ? (numbers[1] ?? 0) : 1;
  if (step === 0) return complain(context, practiceMessages.invalidNumber('seq', '0'));
  await printNumbers(context, { first, step, last });
  return 0;
};

async function printNumbers(
  context: CommandContext,
  { first, step, last }: Readonly<Record<'first' | 'step' | 'last', number>>,
): Promise<void> {
  let chunk = '';
  // Multiplied rather than added up, so that steps of 0.1 do not drift.
  for (let index = 0; ; index += 1) {
    const value = first + index * step;
    if (step > 0 ? value > last : value < last) break;
    chunk += `${Number(value.toPrecision(15))}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    await context.stdout.write(chunk);
    chunk = '';
  }
  if (chunk !== '') await context.stdout.write(chunk);
}

const yes: Command = async (context) => {
  const line = `${context.args.length > 0 ? context.args.join(' ') : 'y'}\n`;
  const chunk = line.repeat(Math.max(1, Math.floor(CHUNK_CHARACTERS / line.length)));
  for (;;) await context.stdout.write(chunk);
};

/** The commands of this file by name. */
export const textCommands: Readonly<Record<string, Command>> = {
  cat,
  echo,
  printf,
  seq,
  wc,
  yes,
};
