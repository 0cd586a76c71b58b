/** The command grep, for plain text: there is no pattern language, so no pattern can stall the process. */
import { practiceMessages } from '../../../../shared/words/practice-words.ts';
import { linesOf } from '../text-stream.ts';
import type { TextSource } from '../text-stream.ts';
import { openInputs } from './command-inputs.ts';
import { complain, readOptions } from './command.ts';
import type { Command, CommandContext } from './command.ts';

const LONGEST_PATTERN = 256;
const USAGE_CODE = 2;

/** Searches for plain text; `^` and `$` bind it to the line's ends. Code 0 found, 1 not found, 2 trouble. */
export const grep: Command = async (context) => {
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
    const search = { context, flags, isMatch, prefix: paths.length > 1 ? `${path}:` : '' };
    total += await printMatches(search, source);
    if (total > 0 && flags.has('q')) return 0;
  }
  if (hasFailed) return USAGE_CODE;
  return total > 0 ? 0 : 1;
};

/** What is searched for and how it is shown. */
interface Search {
  readonly context: CommandContext;
  readonly flags: ReadonlySet<string>;
  readonly isMatch: (line: string) => boolean;
  /** Said before each match: the file's name where there are several. */
  readonly prefix: string;
}

/** Prints the matches of one source and gives their number; with `-q` it ends at the first. */
async function printMatches(search: Search, source: TextSource): Promise<number> {
  const { context, flags, isMatch, prefix } = search;
  let count = 0;
  let number = 0;
  for await (const { text } of linesOf(source)) {
    number += 1;
    if (!isMatch(text)) continue;
    count += 1;
    if (flags.has('q')) return count;
    if (flags.has('c')) continue;
    await context.stdout.write(`${prefix}${flags.has('n') ? `${number}:` : ''}${text}\n`);
  }
  if (flags.has('c') && !flags.has('q')) await context.stdout.write(`${prefix}${count}\n`);
  return count;
}

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
