/** The shape of a recorded moment at which a program stood still, and where the recordings lie. */

/** What stood on the screen when nothing came any more. */
export interface StandingOutput {
  readonly name: string;
  /** What was run, in bash. */
  readonly command: string;
  /** Up to 40 lines above the cursor's, the newest last. */
  readonly linesBefore: readonly string[];
  /** The cursor's line, exact; '' where the last line was finished. */
  readonly unfinishedLine: string;
}

/** A program that waited. */
export interface RecordedPrompt extends StandingOutput {
  readonly program: string;
  readonly version: string;
  readonly isAlternateScreen: boolean;
  /** Flags of the terminal at that moment (termios). */
  readonly isEchoOn: boolean;
  readonly isCanonical: boolean;
  readonly kind: string;
  readonly preset: 'yes' | 'no' | null;
  /** Null: not settled what the choices are. */
  readonly choices: readonly string[] | null;
}

/** Programs that wait. */
export const promptsFile = new URL('prompts.json', import.meta.url);
/** Outputs that stand still and ask nothing. */
export const ordinaryFile = new URL('ordinary.json', import.meta.url);
