/**
 * The loop of an interactive practice shell: welcome, prompt, one command line at a time, marks around them,
 * Ctrl+C and Ctrl+D. It ends with an exit code; the channel it runs on is the caller's.
 */
import type { Clock } from '../../../shared/base/clock.ts';
import { childLifetime } from '../../../shared/base/lifetime.ts';
import { practiceWelcome } from '../../../shared/words/practice-words.ts';
import { INTERRUPTED_CODE, runCommandLine } from './run-command-line.ts';
import { createShellMarks } from './shell-marks.ts';
import { HISTORY_LIMIT, HOST_NAME, shownFolder, USER_NAME } from './shell-state.ts';
import type { ShellState } from './shell-state.ts';
import type { Terminal } from './terminal.ts';
import type { TextSource } from './text-stream.ts';

/** What an interactive shell lives in. */
export interface InteractiveShellOptions {
  readonly state: ShellState;
  readonly terminal: Terminal;
  /** The secret of the marks, null for a shell without. */
  readonly marksSecret: string | null;
  readonly clock: Clock;
  /** The life of the channel. */
  readonly signal: AbortSignal;
}

/** Runs until `exit` or Ctrl+D and gives the exit code; rejects when the signal aborts. */
export async function runInteractiveShell(options: InteractiveShellOptions): Promise<number> {
  const { state, terminal, signal } = options;
  const marks = createShellMarks(options.marksSecret);
  await terminal.output.write(`${practiceWelcome.join('\n')}\n`);
  let before = '';
  while (state.leavingWith === null) {
    await terminal.output.write(before + marks.promptBegins(state.folder));
    const request = {
      question: `${USER_NAME}@${HOST_NAME}:${shownFolder(state)}$ `,
      mark: marks.promptEnds,
      isEchoed: true,
      history: state.history,
    };
    const typed = await terminal.readLine(request, signal);
    if (typed.kind === 'end') {
      await terminal.output.write('\n');
      return state.lastCode;
    }
    if (typed.kind === 'interrupt') {
      state.lastCode = INTERRUPTED_CODE;
    } else if (typed.text.trim() !== '') {
      remember(state, typed.text);
      await terminal.output.write(marks.outputBegins);
      await runJob(options, typed.text);
    }
    before = marks.commandEnded(state.lastCode, state.folder);
  }
  return state.leavingWith;
}

/** Keeps a line in the history, once when repeated, never when it begins with a blank (bash's ignoreboth). */
function remember(state: ShellState, line: string): void {
  if (line.startsWith(' ') || state.history.at(-1) === line) return;
  state.history.push(line);
  if (state.history.length > HISTORY_LIMIT) state.history.shift();
}

/** Runs one line that Ctrl+C can end. */
async function runJob(options: InteractiveShellOptions, line: string): Promise<void> {
  const { state, terminal, clock } = options;
  const job = childLifetime(options.signal);
  const stop = (): void => {
    job.abort(new JobStopped());
  };
  terminal.setInterruptHandler(stop);
  const ask = async (question: string, isEchoed: boolean): Promise<string | null> => {
    const request = { question, mark: '', isEchoed, history: null };
    const typed = await terminal.readLine(request, job.signal);
    if (typed.kind === 'interrupt') {
      stop();
      job.signal.throwIfAborted();
    }
    return typed.kind === 'line' ? typed.text : null;
  };
  const stdin: TextSource = {
    async read() {
      const typed = await ask('', true);
      return typed === null ? null : `${typed}\n`;
    },
  };
  const asking = {
    get columns() {
      return terminal.columns;
    },
    askLine: ask,
  };
  const streams = { stdin, stdout: terminal.output, stderr: terminal.output };
  try {
    await runCommandLine({ state, streams, terminal: asking, clock, signal: job.signal }, line);
  } catch (reason) {
    if (!(reason instanceof JobStopped)) throw reason;
    state.lastCode = INTERRUPTED_CODE;
  } finally {
    terminal.setInterruptHandler(null);
    // Ends what listens to the job, timers above all.
    job.abort(new JobStopped());
  }
}

/** The reason with which Ctrl+C ends a job. */
class JobStopped extends Error {}
