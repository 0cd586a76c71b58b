/** Reads from the screen what stands behind the prompt, and tells which program a command line starts. */
import type { CellPosition, VtScreen } from '../vt-screen.ts';

/** Characters of a program's name that are told. */
const PROGRAM_NAME_LIMIT = 64;
/** Programs that start the one named behind them, with the options of theirs that take a word of their own. */
const forerunners: ReadonlyMap<string, RegExp> = new Map([
  ['sudo', /^-\w*[ugUhpCrtTDR]$|^--(?:user|group|host|prompt|chdir)$/],
  ['doas', /^-\w*[uC]$/],
  ['env', /^-\w*[uCS]$|^--(?:unset|chdir)$/],
  ['nice', /^-n$/],
  ['ionice', /^-[cnp]$/],
  ['time', /^-[fo]$/],
  ['timeout', /^-[sk]$/],
  ['exec', /^-a$/],
  ...['command', 'builtin', 'nohup', 'setsid', 'stdbuf', 'then', 'do', 'else', '!', '{', '('].map(
    (word) => [word, /^-[ioe]$/] as const,
  ),
]);
/** Settings, options, and how long `timeout` waits. */
const NO_PROGRAM = /^(?:\w+=|-|\d+(?:\.\d+)?[smhd]?$)/;
/** What a list of commands begins with before the one that takes the screen. */
const PREPARATIONS =
  /^(?:cd|pushd|export|set|source|\.|alias|umask|mkdir|touch|echo|printf|sleep|clear|reset|true|false|test|\[|\[\[|read|local|for|while|until|if|case|done|fi|esac|\}|\))?$/;

/** Lines of the screen from behind the prompt to the cursor, wrapped rows joined. */
export function shownCommand(screen: VtScreen, promptEnd: CellPosition | null): string[] {
  if (promptEnd === null) return [];
  const lines: string[] = [];
  const { row: cursorRow, column } = screen.cursor;
  const end = column > 0 ? cursorRow : cursorRow - 1;
  for (let row = promptEnd.row; row <= end; row += 1) {
    const text = screen.rowText(row, row === promptEnd.row ? promptEnd.column : 0);
    if (row > promptEnd.row && screen.continues(row)) lines.push((lines.pop() ?? '') + text);
    else lines.push(text);
  }
  return lines;
}

/** First word of a command that is a program, without its folder. */
export function programName(commandLine: string): string {
  /** Options of the forerunner before that take the next word. */
  let takesWord = /^$/;
  let isTaken = false;
  for (const word of commandLine.trim().split(/\s+/)) {
    const isValue = isTaken;
    isTaken = takesWord.test(word);
    if (isValue || isTaken || NO_PROGRAM.test(word)) continue;
    const name = word.replace(/^.*\//, '');
    const options = forerunners.get(name);
    if (options === undefined) return name.slice(0, PROGRAM_NAME_LIMIT);
    takesWord = options;
  }
  return '';
}

/**
 * The program that a command gives the screen to: the last of a pipeline, of several commands the first that
 * does more than prepare; '' when there is none.
 */
export function screenProgram(commandLine: string): string {
  const whole = pipelinePrograms(commandLine)?.at(-1);
  if (whole !== undefined) return whole;
  const commands = withoutQuoted(commandLine).split(/&&|\|\||[;\n&(){}]|\bdo\b|\bthen\b/);
  const names = commands.map((command) => programName(command.split('|').at(-1) ?? ''));
  return names.find((name) => !PREPARATIONS.test(name)) ?? '';
}

/** Quoted parts and what is run for its output could hold anything that parts commands. */
function withoutQuoted(commandLine: string): string {
  return commandLine.replace(/'[^']*'|"[^"]*"|\$\([^()]*\)/g, 'x');
}

/** Quoted parts, escaped letters, redirections of descriptors, pipes, what makes more of a line than one pipeline. */
const PARTS =
  /'[^']*'|"(?:[^"\\]|\\[^])*"|\\[^]|[0-9]*[<>]&[0-9-]?|&>>?|(?<or>\|\|)|(?<pipe>\|&?)|(?<list>[;\n(){}`&'"])|[^]/g;

/**
 * The programs of a line that is one pipeline, or null when it may be more than that (`;`, `&&`, brackets,
 * several lines): the codes are then those of a part of it.
 */
export function pipelinePrograms(commandLine: string): string[] | null {
  const programs: string[] = [];
  let command = '';
  for (const { 0: part, groups } of commandLine.matchAll(PARTS)) {
    if (groups?.['or'] !== undefined || groups?.['list'] !== undefined) return null;
    if (groups?.['pipe'] === undefined) command += part;
    else {
      programs.push(programName(command.trim()));
      command = '';
    }
  }
  return [...programs, programName(command.trim())];
}
