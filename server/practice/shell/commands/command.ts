/** The shape of a command of the practice shell and what it gets; the commands themselves stand beside this file. */
import type { Clock } from '../../../../shared/base/clock.ts';
import { practiceMessages } from '../../../../shared/words/practice-words.ts';
import type { ShellState } from '../shell-state.ts';
import type { TextSink, TextSource } from '../text-stream.ts';

/** What a command may ask of a terminal; absent when the command line runs without one. */
export interface AskingTerminal {
  /** Width in cells, 1 or more. */
  readonly columns: number;
  /** Asks for one line; null when the person pressed Ctrl+D. `isEchoed` false hides what is typed. */
  askLine(question: string, isEchoed: boolean): Promise<string | null>;
}

/** Everything a command sees of the world. */
export interface CommandContext {
  readonly name: string;
  readonly args: readonly string[];
  readonly stdin: TextSource;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly state: ShellState;
  readonly terminal: AskingTerminal | null;
  readonly clock: Clock;
  /** Aborts at Ctrl+C and when the connection ends. */
  readonly signal: AbortSignal;
}

/** Runs to the end and gives an exit code from 0 to 255; rejects only with what its streams or its signal threw. */
export type Command = (context: CommandContext) => Promise<number>;

/** Prints a sentence on standard error and gives `code`, so that a command can end with it. */
export async function complain(
  context: CommandContext,
  sentence: string,
  code = 1,
): Promise<number> {
  await context.stderr.write(`${sentence}\n`);
  return code;
}

/** Options, their values and what is left. */
export interface Options {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/**
 * Reads single-letter options as POSIX getopt does: `flags` stand alone, `valued` take a value, `--` ends them.
 * Gives the sentence of what is wrong instead.
 */
export function readOptions(
  context: CommandContext,
  flags: string,
  valued = '',
): Options | { readonly complaint: string } {
  const seen = new Set<string>();
  const values = new Map<string, string>();
  const operands: string[] = [];
  const args = [...context.args];
  for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
    if (arg === '--') {
      operands.push(...args);
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    for (let at = 1; at < arg.length; at += 1) {
      const letter = arg.charAt(at);
      if (flags.includes(letter)) seen.add(letter);
      else if (valued.includes(letter)) {
        const value = at + 1 < arg.length ? arg.slice(at + 1) : args.shift();
        if (value === undefined) {
          return { complaint: practiceMessages.optionNeedsValue(context.name, letter) };
        }
        values.set(letter, value);
        break;
      } else return { complaint: practiceMessages.invalidOption(context.name, letter) };
    }
  }
  return { flags: seen, values, operands };
}
