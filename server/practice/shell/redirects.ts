/** Opens what `<`, `>`, `>>` and their kin name, as bash does: from left to right, before the command runs. */
import type { Clock } from '../../../shared/base/clock.ts';
import { failed, success } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { practiceProblems, practiceShell } from '../../../shared/words/practice-words.ts';
import type { FileRedirect, Redirect } from './command-line-parser.ts';
import { expandWords } from './expand-words.ts';
import { resolvePath } from './memory-tree.ts';
import type { MemoryTree } from './memory-tree.ts';
import type { ShellState } from './shell-state.ts';
import { createPacedSink, textSource, WriteRefused } from './text-stream.ts';
import type { TextSink, TextSource } from './text-stream.ts';

/** Where a command line reads from and writes to. */
export interface Streams {
  readonly stdin: TextSource;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
}

/** What redirects are opened with. */
export interface RedirectContext {
  readonly state: ShellState;
  readonly streams: Streams;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The streams after all redirects, or the sentence of the first that fails (exit code 1). */
export function openRedirects(
  context: RedirectContext,
  redirects: readonly Redirect[],
): Result<Streams, string> {
  let streams = context.streams;
  for (const redirect of redirects) {
    if (redirect.kind === 'error-to-out') streams = { ...streams, stderr: streams.stdout };
    else if (redirect.kind === 'out-to-error') streams = { ...streams, stdout: streams.stderr };
    else {
      const opened = openFile(context, redirect);
      if (!opened.ok) return opened;
      streams = { ...streams, ...opened.value };
    }
  }
  return success(streams);
}

/** The one stream that a redirect to or from a file replaces. */
function openFile(
  context: RedirectContext,
  { kind, target }: FileRedirect,
): Result<Partial<Streams>, string> {
  const { tree, folder } = context.state;
  const names = expandWords(context.state, [target]);
  if (!names.ok) return names;
  const [name] = names.value;
  if (name === undefined || names.value.length > 1) {
    return failed(practiceShell.ambiguous(names.value.join(' ')));
  }
  const path = resolvePath(folder, name);
  if (kind === 'in') {
    const text = tree.readText(path);
    if (!text.ok) return failed(practiceShell.about(name, practiceProblems[text.failure]));
    return success({ stdin: textSource(text.value) });
  }
  const opened = tree.writeText(path, '', kind.endsWith('-append') ? 'append' : 'replace');
  if (!opened.ok) return failed(practiceShell.about(name, practiceProblems[opened.failure]));
  const sink = createPacedSink(fileSink(tree, path), context.clock, context.signal);
  return success(kind.startsWith('error') ? { stderr: sink } : { stdout: sink });
}

function fileSink(tree: MemoryTree, path: string): TextSink {
  return {
    write(text) {
      const written = tree.writeText(path, text, 'append');
      return written.ok ? Promise.resolve() : Promise.reject(new WriteRefused(written.failure));
    },
  };
}
