/** What a recording is: into which shell, after which preparation, what is typed and how to know that all came. */
import type { SessionInput } from '../../../shared/protocol/input-conversation.ts';

/** One input and how to know that all came that it brings. */
export interface SceneStep {
  /** Null: nothing is typed, only waited. */
  readonly input: SessionInput | null;
  /** The terminal gets this size before the input. */
  readonly resize?: { readonly columns: number; readonly rows: number };
  /** Text that must come before the step is over. */
  readonly until?: string;
  /** Quiet that ends the step, in milliseconds. */
  readonly quietMs?: number;
  /** The step ends after this time though it is never quiet, in milliseconds. */
  readonly lastsMs?: number;
}

/** One recording. */
export interface Scene {
  readonly name: string;
  readonly shell: string;
  /** Who signs in; root unless told. */
  readonly userName?: 'root' | 'amy';
  /** Whether the shell is started without marks though there are some for it. */
  readonly isPlain?: boolean;
  /** Whether the message of the day is wanted. */
  readonly hasGreeting?: boolean;
  /** Bash that root runs on the stage before anyone signs in; HTTP files belong to /srv/www. */
  readonly setup?: string;
  readonly steps: readonly SceneStep[];
}

/** How a marked prompt shows in the bytes. */
export const PROMPT = '133;B';

/** A command that ends by itself at a marked prompt. */
export const run = (text: string): SceneStep => ({ input: { kind: 'line', text }, until: PROMPT });
/** A command or answer after which the program waits or works on; `until` tells when to go on. */
export const type = (text: string, until: string, quietMs = 900): SceneStep => ({
  input: { kind: 'line', text },
  until,
  quietMs,
});
/** Hidden typing that a program reads; ends at a marked prompt unless told. */
export const secret = (text: string, until = PROMPT): SceneStep => ({
  input: { kind: 'secret', text },
  until,
  ...(until === PROMPT ? {} : { quietMs: 900 }),
});
export const control = (name: 'interrupt' | 'quit' | 'end-of-file', until = PROMPT): SceneStep => ({
  input: { kind: 'control', control: name },
  until,
});
export const keys = (text: string, until = ''): SceneStep => ({ input: { kind: 'keys', text }, until });
/** Nothing is typed; time passes. */
export const wait = (quietMs: number): SceneStep => ({ input: null, quietMs });
/** Time passes, whether the screen rests or not. */
export const watch = (lastsMs: number): SceneStep => ({ input: null, lastsMs, quietMs: lastsMs });
export const resize = (columns: number, rows: number): SceneStep => ({
  input: null,
  resize: { columns, rows },
  quietMs: 800,
});

/** Scenes of bash, which has them all. */
export const bash = (name: string, ...steps: SceneStep[]): Scene => ({ name, shell: '/bin/bash', steps });
export const zsh = (name: string, ...steps: SceneStep[]): Scene => ({ name, shell: '/usr/bin/zsh', steps });
/** A bash scene that needs preparation. */
export const prepared = (name: string, setup: string, ...steps: SceneStep[]): Scene => ({ ...bash(name, ...steps), setup });
/** A shell that is known by its prompt, whether it has marks or not. */
export const other = (shell: string, prompt: string) => (name: string, ...steps: SceneStep[]): Scene => ({
  name,
  shell,
  steps: steps.map((step) => (step.until === PROMPT ? { ...step, until: prompt, quietMs: Math.max(step.quietMs ?? 0, 700) } : step)),
});
/** A shell that is given no marks: only its prompt and quiet end a step. */
export const plain = (shell: string, prompt: string) => (name: string, ...steps: SceneStep[]): Scene => ({
  ...other(shell, prompt)(name, ...steps),
  isPlain: true,
});
