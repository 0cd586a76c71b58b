/** A command block as the page holds it: what was run, how it went, how much it printed, its first and last lines. */
import * as v from 'valibot';
import { blockIdSchema } from '../model/ids.ts';
import { blockShapeSchema } from './block-shape.ts';
import { lineSchema } from './line.ts';

/** Lines of a block that a page holds from its beginning. */
export const HEAD_LINES = 50;
/** Lines of a block that a page holds from its end, once it has ended and when they are not in the head. */
export const TAIL_LINES = 20;
/** Characters of one line that a page holds; the rest is counted in `Line.cut` and read by `block.read`. */
export const VIEW_LINE_LIMIT = 2_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Choices of one prompt that are told. */
export const CHOICES_LIMIT = 30;

/** A program waits for an answer. `text` is the server's own, exact but for control characters. */
export const programPromptSchema = v.strictObject({
  /** `key`: any key goes on; `pager`: more is there to page through; `choice`: one of `choices`. */
  kind: v.picklist(['text', 'yes-no', 'choice', 'key', 'pager', 'password']),
  text: v.pipe(v.string(), v.maxLength(1_000)),
  /** What Enter alone means, where the prompt says so. */
  preset: v.nullable(v.picklist(['yes', 'no'])),
  /** What can be answered and what it means, both the server's own; empty but for `choice`. */
  choices: v.pipe(
    v.array(
      v.strictObject({
        answer: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
        label: v.pipe(v.string(), v.maxLength(200)),
        /** Whether Enter alone means it. */
        isPreset: v.boolean(),
      }),
    ),
    v.maxLength(CHOICES_LIMIT),
  ),
  /** Whether the server's terminal shows what is typed (ECHO of termios), where that is known. */
  echo: v.picklist(['on', 'off', 'unknown']),
  /** Lines of the block that were printed before the prompt. */
  linesBefore: count,
});
export type ProgramPrompt = v.InferOutput<typeof programPromptSchema>;

/** Where a command stands. `done`: it ended, its code is not known. `lost`: the connection went with it. */
export const blockStatusSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('running') }),
  /** It runs, has printed, and prints nothing for the moment: a server that listens, `tail -f`. */
  v.strictObject({ kind: v.literal('quiet') }),
  v.strictObject({ kind: v.literal('waiting'), prompt: programPromptSchema }),
  v.strictObject({ kind: v.literal('ok') }),
  v.strictObject({ kind: v.literal('failed'), code: v.pipe(v.number(), v.integer()) }),
  v.strictObject({ kind: v.literal('done') }),
  v.strictObject({ kind: v.literal('stopped') }),
  v.strictObject({ kind: v.literal('suspended') }),
  v.strictObject({ kind: v.literal('lost') }),
]);
export type BlockStatus = v.InferOutput<typeof blockStatusSchema>;

/** Characters kept of a command line. */
export const COMMAND_LINE_LIMIT = 4_096;

/** Error lines of one block that are told. */
export const ERROR_LINES_LIMIT = 50;
/** Characters of a user's name. */
export const USER_NAME_LIMIT = 64;

/** A command of a pipeline that failed though the last one did not. */
export const hiddenFailureSchema = v.strictObject({
  command: v.pipe(v.string(), v.maxLength(64)),
  code: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255)),
});
export type HiddenFailure = v.InferOutput<typeof hiddenFailureSchema>;

export const commandBlockSchema = v.strictObject({
  id: blockIdSchema,
  /**
   * `greeting`: what the server printed before the first prompt. `entry`: what was entered at the prompt of a
   * running program or nested shell. `late`: output of an earlier command that came at the prompt.
   */
  kind: v.picklist(['greeting', 'command', 'entry', 'late']),
  /** The block of the program that an entry was made in; null but for entries. */
  parent: v.nullable(blockIdSchema),
  commandLine: v.pipe(v.string(), v.maxLength(COMMAND_LINE_LIMIT)),
  /** `marked`: the shell itself told where it begins and ends (OSC 133). `guessed`: learned from its prompt. */
  bounds: v.picklist(['marked', 'guessed']),
  /** `certain`: marked. `likely`: the prompt came back at least twice. `unsure`: it was seen once, or never. */
  confidence: v.picklist(['certain', 'likely', 'unsure']),
  status: blockStatusSchema,
  startedAtEpochMs: count,
  /** Null while it runs. */
  durationMs: v.nullable(count),
  /** Working directory at its end where the shell told it, else ''. */
  directory: v.pipe(v.string(), v.maxLength(4_096)),
  /** Logical lines printed, kept or not. */
  lineCount: count,
  /** Lines that the keeper no longer has. */
  notKept: count,
  /** Lines 1 to at most 50. */
  head: v.pipe(v.array(lineSchema), v.maxLength(HEAD_LINES)),
  /** The last lines that are not in `head`, at most 20; empty while it runs. */
  tail: v.pipe(v.array(lineSchema), v.maxLength(TAIL_LINES)),
  /** Beginning of the newest line, at most 200 characters, told now and then while it runs. */
  latest: v.pipe(v.string(), v.maxLength(200)),
  /** How far it is, in whole percent, where its changing line tells; null when it does not run. */
  percent: v.nullable(v.pipe(count, v.maxValue(100))),
  /** User at its end where the shell told it, else ''. */
  user: v.pipe(v.string(), v.maxLength(USER_NAME_LIMIT)),
  /** A failure that the code of a pipeline hides; told at the end. */
  hiddenFailure: v.nullable(hiddenFailureSchema),
  /** What the output is, where that is certain; told at the end. */
  shape: v.nullable(blockShapeSchema),
  /** 0-based indexes of kept lines that look like errors, in order; told at the end. */
  errorLines: v.pipe(v.array(count), v.maxLength(ERROR_LINES_LIMIT)),
  /** First line that looks like an error, at most 300 characters, told at the end. */
  firstError: v.nullable(v.pipe(v.string(), v.maxLength(300))),
});
export type CommandBlock = v.InferOutput<typeof commandBlockSchema>;
