/** Opens what a text command is to read: files of the tree, or standard input. */
import { practiceMessages, practiceProblems } from '../../../../shared/words/practice-words.ts';
import { resolvePath } from '../memory-tree.ts';
import { textSource } from '../text-stream.ts';
import type { TextSource } from '../text-stream.ts';
import { complain } from './command.ts';
import type { CommandContext } from './command.ts';

/** What is read, and by what name; `-` is standard input. */
export interface Input {
  readonly path: string;
  readonly source: TextSource;
}

/** The files of `paths`, standard input where there is none or for `-`; complains about the others. */
export async function openInputs(
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
