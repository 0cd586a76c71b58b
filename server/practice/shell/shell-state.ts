/** What a shell remembers from one command to the next: folder, variables, last exit code, history, whether it leaves. */
import type { Clock } from '../../../shared/base/clock.ts';
import { HOME_FOLDER } from './first-tree.ts';
import type { MemoryTree } from './memory-tree.ts';

/** Name of the practice machine. */
export const HOST_NAME = 'practice';
/** The only user. */
export const USER_NAME = 'guest';
/** What `$SHELL` says, by which a gateway knows this shell. */
export const SHELL_PATH = '/bin/earshot-practice-shell';
/** Lines kept in the history. */
export const HISTORY_LIMIT = 100;

const VARIABLES_LIMIT_CHARACTERS = 16_384;

/** The memory of one shell; the tree is shared by the shells of a connection. */
export interface ShellState {
  readonly tree: MemoryTree;
  readonly variables: Map<string, string>;
  /** Newest last, at most 100. */
  readonly history: string[];
  readonly startedMonotonicMs: number;
  /** Absolute, normal path. */
  folder: string;
  previousFolder: string;
  /** Exit code of the last pipeline, 0 to 255. */
  lastCode: number;
  /** The exit code with which the shell is to end, null while it goes on. */
  leavingWith: number | null;
}

/** Creates the state of a shell that starts in the home folder. */
export function createShellState(tree: MemoryTree, clock: Clock): ShellState {
  return {
    tree,
    variables: new Map([
      ['HOME', HOME_FOLDER],
      ['HOSTNAME', HOST_NAME],
      ['LANG', 'en_US.UTF-8'],
      ['PATH', '/bin:/usr/bin'],
      ['PWD', HOME_FOLDER],
      ['SHELL', SHELL_PATH],
      ['TERM', 'xterm-256color'],
      ['USER', USER_NAME],
    ]),
    history: [],
    startedMonotonicMs: clock.monotonicMs(),
    folder: HOME_FOLDER,
    previousFolder: HOME_FOLDER,
    lastCode: 0,
    leavingWith: null,
  };
}

/** Sets a variable; false when all variables together would exceed 16,384 characters. */
export function setVariable(state: ShellState, name: string, value: string): boolean {
  let characters = name.length + value.length;
  for (const [otherName, other] of state.variables) {
    if (otherName !== name) characters += otherName.length + other.length;
  }
  if (characters > VARIABLES_LIMIT_CHARACTERS) return false;
  state.variables.set(name, value);
  return true;
}

/** Value of a variable or of `$?`, `$$`, `$#`; '' when it is not set. */
export function variableOf(state: ShellState, name: string): string {
  if (name === '?') return String(state.lastCode);
  if (name === '$') return '4711';
  if (name === '#') return '0';
  return state.variables.get(name) ?? '';
}

/** The folder as the prompt shows it: `~` for the home folder. */
export function shownFolder(state: ShellState): string {
  if (state.folder === HOME_FOLDER) return '~';
  const below = `${HOME_FOLDER}/`;
  return state.folder.startsWith(below) ? `~/${state.folder.slice(below.length)}` : state.folder;
}
