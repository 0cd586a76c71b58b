/**
 * Runs a parsed command line in the practice shell: expansion, redirects, pipes and exit codes as in bash
 * (127 not found, 126 not a command, 130 interrupted, 141 the reader left). Where the text goes is given.
 */
import type { Clock } from '../../../shared/base/clock.ts';
import {
  practiceMessages,
  practiceProblems,
  practiceShell,
} from '../../../shared/words/practice-words.ts';
import { parseCommandLine } from './command-line-parser.ts';
import type { Pipeline, SimpleCommand } from './command-line-parser.ts';
import type { AskingTerminal, Command } from './commands/command.ts';
import { fileCommands } from './commands/file-commands.ts';
import { cutCommands } from './commands/cut-commands.ts';
import { grep } from './commands/grep-command.ts';
import { lessonCommands } from './commands/lesson-commands.ts';
import { systemCommands } from './commands/system-commands.ts';
import { textCommands } from './commands/text-commands.ts';
import { expandValue, expandWords } from './expand-words.ts';
import { resolvePath } from './memory-tree.ts';
import { openRedirects } from './redirects.ts';
import type { Streams } from './redirects.ts';
import { setVariable } from './shell-state.ts';
import type { ShellState } from './shell-state.ts';
import { createPacedSink, createPipe, ReaderLeft, WriteRefused } from './text-stream.ts';

/** Longest command line in characters. */
export const LONGEST_COMMAND_LINE = 4096;
/** Exit code after Ctrl+C: 128 plus the number of SIGINT. */
export const INTERRUPTED_CODE = 130;

const USAGE_CODE = 2;
const NOT_EXECUTABLE_CODE = 126;
const NOT_FOUND_CODE = 127;
const BROKEN_PIPE_CODE = 141;

/** The names of all commands with what they do. */
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...fileCommands,
    ...textCommands,
    ...cutCommands,
    grep,
    ...systemCommands,
    ...lessonCommands,
  }),
);

/** Everything a command line runs with. */
export interface RunContext {
  readonly state: ShellState;
  readonly streams: Streams;
  readonly terminal: AskingTerminal | null;
  readonly clock: Clock;
  /** Aborting it ends the line at once; the promise then rejects with its reason. */
  readonly signal: AbortSignal;
}

/** Runs `line` and gives its exit code, also kept as `state.lastCode`; rejects when the signal aborts. */
export async function runCommandLine(context: RunContext, line: string): Promise<number> {
  const { state, signal } = context;
  const paced: RunContext = {
    ...context,
    streams: {
      stdin: context.streams.stdin,
      stdout: createPacedSink(context.streams.stdout, context.clock, signal),
      stderr: createPacedSink(context.streams.stderr, context.clock, signal),
    },
  };
  if (line.length > LONGEST_COMMAND_LINE) return refuse(paced, practiceShell.lineTooLong);
  const pipelines = parseCommandLine(line);
  if (!pipelines.ok) return refuse(paced, pipelines.failure);
  for (const pipeline of pipelines.value) {
    if (pipeline.when === 'after-success' && state.lastCode !== 0) continue;
    if (pipeline.when === 'after-failure' && state.lastCode === 0) continue;
    signal.throwIfAborted();
    state.lastCode = await runPipeline(paced, pipeline);
    if (state.leavingWith !== null) break;
  }
  return state.lastCode;
}

async function refuse(context: RunContext, sentence: string): Promise<number> {
  await context.streams.stderr.write(`${sentence}\n`);
  context.state.lastCode = USAGE_CODE;
  return USAGE_CODE;
}

/** Runs all commands of a pipeline at the same time; the last one's code counts. */
async function runPipeline(context: RunContext, pipeline: Pipeline): Promise<number> {
  const { signal, streams } = context;
  const pipes = pipeline.commands.slice(1).map(() => createPipe(signal));
  const codes = pipeline.commands.map((command, index) => {
    const before = pipes[index - 1];
    const after = pipes[index];
    const own: RunContext = {
      ...context,
      // What reads from a pipe does not ask the person.
      terminal: before === undefined ? context.terminal : null,
      streams: {
        stdin: before?.source ?? streams.stdin,
        stdout:
          after === undefined ? streams.stdout : createPacedSink(after.sink, context.clock, signal),
        stderr: streams.stderr,
      },
    };
    return runSimpleCommand(own, command).finally(() => {
      before?.endReading();
      after?.endWriting();
    });
  });
  // All are awaited before the first rejection is passed on: nothing may run on unseen.
  const outcomes = await Promise.allSettled(codes);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  const outcome = outcomes.at(-1);
  return outcome?.status === 'fulfilled' ? outcome.value : 0;
}

async function runSimpleCommand(context: RunContext, command: SimpleCommand): Promise<number> {
  const { state } = context;
  const redirected = openRedirects(context, command.redirects);
  if (!redirected.ok) {
    await context.streams.stderr.write(`${redirected.failure}\n`);
    return 1;
  }
  const streams = redirected.value;
  const words = expandWords(state, command.words);
  if (!words.ok) {
    await streams.stderr.write(`${words.failure}\n`);
    return NOT_EXECUTABLE_CODE;
  }
  for (const { name, value } of command.assignments) {
    if (!setVariable(state, name, expandValue(state, value))) {
      await streams.stderr.write(`${practiceShell.variablesFull}\n`);
      return 1;
    }
  }
  const [name, ...args] = words.value;
  if (name === undefined) return 0;
  const run = commands.get(name.replace(/^\/(usr\/)?bin\//, ''));
  if (run === undefined) return tellNotFound(context, streams, name);
  const terminal = streams.stdin === context.streams.stdin ? context.terminal : null;
  try {
    return await run({ ...context, ...streams, name, args, terminal });
  } catch (problem) {
    if (problem instanceof ReaderLeft) return BROKEN_PIPE_CODE;
    if (!(problem instanceof WriteRefused)) throw problem;
    const sentence = practiceMessages.writeError(name, practiceProblems[problem.problem]);
    await streams.stderr.write(`${sentence}\n`);
    return 1;
  }
}

/** Says why `name` cannot be run, with bash's code for it. */
async function tellNotFound(context: RunContext, streams: Streams, name: string): Promise<number> {
  if (!name.includes('/')) {
    await streams.stderr.write(`${practiceShell.notFound(name)}\n`);
    return NOT_FOUND_CODE;
  }
  const node = context.state.tree.look(resolvePath(context.state.folder, name));
  const problem = !node.ok ? node.failure : node.value.kind === 'folder' ? 'is-folder' : 'denied';
  await streams.stderr.write(`${practiceShell.about(name, practiceProblems[problem])}\n`);
  return node.ok ? NOT_EXECUTABLE_CODE : NOT_FOUND_CODE;
}
