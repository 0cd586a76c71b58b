/** Commands that print one end of a text: head, tail. */
import { MIB } from '../../../../shared/base/units.ts';
import { practiceMessages } from '../../../../shared/words/practice-words.ts';
import { linesOf } from '../text-stream.ts';
import type { TextSource } from '../text-stream.ts';
import { openInputs } from './command-inputs.ts';
import { complain, readOptions } from './command.ts';
import type { Command, CommandContext } from './command.ts';
import { followFile } from './follow-file.ts';

const DEFAULT_LINES = 10;
const TAIL_LIMIT_CHARACTERS = 4 * MIB;

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
    await printFirst(context, source, Number(asked));
  }
  return hasFailed ? 1 : 0;
};

async function printFirst(
  context: CommandContext,
  source: TextSource,
  count: number,
): Promise<void> {
  let left = count;
  if (left === 0) return;
  for await (const line of linesOf(source)) {
    await context.stdout.write(line.text + line.end);
    left -= 1;
    if (left === 0) return;
  }
}

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

/** The commands of this file by name. */
export const cutCommands: Readonly<Record<string, Command>> = { head, tail };
