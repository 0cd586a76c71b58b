/** Finds the command of a pipeline that failed though the last one did not, from the codes that the shell tells. */
import type { HiddenFailure } from '../../../../shared/terminal/command-block.ts';
import { pipelinePrograms } from './shown-command.ts';

/** Code of a program that wrote into a pipe nobody reads any more, 128 + SIGPIPE: `yes | head -1` is no failure. */
const BROKEN_PIPE_CODE = 141;
/** Programs that say "nothing found", "they differ" or "no" with code 1. */
const ANSWERS_WITH_ONE = /^(?:[ezf]?grep|rg|ag|diff|cmp|test|\[|\[\[|expr)$/;

/**
 * The first failure that a pipeline's own code hides, or null. `pipeCodes` are those of its commands in order;
 * without as many commands in `commandLine` nothing is said, because no code could be given a name.
 */
export function hiddenFailureOf(
  commandLine: string,
  pipeCodes: readonly number[],
  code: number,
): HiddenFailure | null {
  if (code !== 0 || pipeCodes.length < 2) return null;
  const commands = pipelinePrograms(commandLine);
  if (commands?.length !== pipeCodes.length) return null;
  const index = commands.findIndex((command, at) => isFailure(command, pipeCodes[at] ?? 0));
  const failed = commands[index];
  return failed === undefined ? null : { command: failed, code: pipeCodes[index] ?? 0 };
}

function isFailure(command: string, code: number): boolean {
  if (command === '' || code < 1 || code > 255 || code === BROKEN_PIPE_CODE) return false;
  return code > 1 || !ANSWERS_WITH_ONE.test(command);
}
