/** Commands made to practise what Earshot says: questions, passwords, floods, progress, waiting, exit codes. */
import { SECOND_MS } from '../../../../shared/base/units.ts';
import {
  practiceLessons,
  practiceMessages,
  practiceShell,
} from '../../../../shared/words/practice-words.ts';
import { setVariable } from '../shell-state.ts';
import { waitOrAbort } from '../text-stream.ts';
import { complain, readOptions } from './command.ts';
import type { Command, CommandContext } from './command.ts';

const FLOOD_LINES = 10_000;
const FLOOD_LINES_A_WRITE = 200;
const PROGRESS_STEPS = 50;
const PROGRESS_STEP_MS = 80;
const BAR_WIDTH = 20;
/** setTimeout takes no more (24.8 days). */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;
const USAGE_CODE = 2;

/** Waits on the clock; rejects when the command is stopped. */
function pause(context: CommandContext, delayMs: number): Promise<void> {
  return waitOrAbort(context.signal, (resolve) => {
    context.clock.after(delayMs, resolve, context.signal);
  });
}

/** Asks on the terminal, or takes the next line of standard input where there is none; null at its end. */
async function askLine(
  context: CommandContext,
  question: string,
  isEchoed: boolean,
): Promise<string | null> {
  if (context.terminal !== null) return context.terminal.askLine(question, isEchoed);
  await context.stderr.write(question);
  const text = await context.stdin.read();
  return text === null ? null : (text.split('\n')[0] ?? '');
}

const ask: Command = async (context) => {
  const answer = await askLine(context, practiceLessons.question, true);
  const isAgreed = /^\s*y(es)?\s*$/i.test(answer ?? '');
  await context.stdout.write(`${isAgreed ? practiceLessons.agreed : practiceLessons.declined}\n`);
  return isAgreed ? 0 : 1;
};

const password: Command = async (context) => {
  const secret = await askLine(context, practiceLessons.password, false);
  if (secret === null) return 1;
  await context.stdout.write(`${practiceLessons.passwordLength([...secret].length)}\n`);
  return 0;
};

/** Reads one line into a variable (REPLY where none is named), from the terminal or from a pipe. */
const read: Command = async (context) => {
  const options = readOptions(context, 'sr', 'p');
  if ('complaint' in options) return complain(context, options.complaint, USAGE_CODE);
  const name = options.operands[0] ?? 'REPLY';
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return complain(context, practiceMessages.notIdentifier('read', name));
  }
  const question = context.terminal === null ? '' : (options.values.get('p') ?? '');
  const line = await askLine(context, question, !options.flags.has('s'));
  if (!setVariable(context.state, name, (line ?? '').trim())) {
    return complain(context, practiceShell.variablesFull);
  }
  return line === null ? 1 : 0;
};

const flood: Command = async (context) => {
  for (let first = 1; first <= FLOOD_LINES; first += FLOOD_LINES_A_WRITE) {
    let text = '';
    for (let line = first; line < first + FLOOD_LINES_A_WRITE; line += 1) {
      text += `${practiceLessons.floodLine(line)}\n`;
    }
    await context.stdout.write(text);
  }
  return 0;
};

/** Redraws one line by carriage return, 50 times in about 4 seconds. */
const progress: Command = async (context) => {
  for (let step = 0; step <= PROGRESS_STEPS; step += 1) {
    if (step > 0) await pause(context, PROGRESS_STEP_MS);
    const percent = String(Math.round((step / PROGRESS_STEPS) * 100)).padStart(3);
    const width = Math.max(0, Math.min(BAR_WIDTH, (context.terminal?.columns ?? 80) - 24));
    const done = Math.round((step / PROGRESS_STEPS) * width);
    const bar = `[${'#'.repeat(done)}${' '.repeat(width - done)}]`;
    await context.stdout.write(`\r${practiceLessons.progressLabel} ${percent}% ${bar}`);
  }
  await context.stdout.write(`\n${practiceLessons.progressDone}\n`);
  return 0;
};

/** Waits SECONDS; the suffixes s, m and h and `infinity` are known as well. */
const sleep: Command = async (context) => {
  if (context.args.length === 0) return complain(context, practiceMessages.missingOperand('sleep'));
  let totalMs = 0;
  for (const arg of context.args) {
    const parts = /^(\d+(?:\.\d*)?|\.\d+|infinity)([smh]?)$/.exec(arg);
    if (parts === null) return complain(context, practiceMessages.invalidNumber('sleep', arg));
    const factor = parts[2] === 'h' ? 3600 : parts[2] === 'm' ? 60 : 1;
    totalMs += parts[1] === 'infinity' ? LONGEST_SLEEP_MS : Number(parts[1]) * factor * SECOND_MS;
  }
  await pause(context, Math.min(totalMs, LONGEST_SLEEP_MS));
  return 0;
};

const fail: Command = async (context) => {
  const code = codeOf(context.args[0] ?? '1');
  if (code === null || code === 0) {
    return complain(context, practiceMessages.invalidNumber('fail', context.args[0] ?? ''));
  }
  return complain(context, practiceLessons.fails(code), code);
};

/** Leaves with CODE or with the last exit code, as shells do. */
const exit: Command = async (context) => {
  const [asked] = context.args;
  const code = asked === undefined ? context.state.lastCode : codeOf(asked);
  if (code === null) {
    context.state.leavingWith = USAGE_CODE;
    return complain(context, practiceMessages.invalidNumber('exit', asked ?? ''), USAGE_CODE);
  }
  context.state.leavingWith = code;
  return code;
};

/** An exit code as written, of which shells keep 8 bits; null for anything but a whole number. */
function codeOf(text: string): number | null {
  return /^-?\d{1,9}$/.test(text) ? Number(text) & 0xff : null;
}

/** The commands of this file by name. */
export const lessonCommands: Readonly<Record<string, Command>> = {
  ask,
  exit,
  fail,
  false: () => Promise.resolve(1),
  flood,
  logout: exit,
  password,
  progress,
  read,
  sleep,
  true: () => Promise.resolve(0),
};
