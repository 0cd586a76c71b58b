/** Reads from the screen what stands behind the prompt, and tells which program a command line starts. */
import type { CellPosition, VtScreen } from '../vt-screen.ts';

/** Characters of a program's name that are told. */
const PROGRAM_NAME_LIMIT = 64;
/** Words before the program's own name. */
const FORERUNNERS = /^(?:sudo|doas|exec|command|env|time|nice|\w+=.*|-\w+)$/;

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
  const word = commandLine.split(/\s+/).find((candidate) => !FORERUNNERS.test(candidate));
  return (word ?? '').replace(/^.*\//, '').slice(0, PROGRAM_NAME_LIMIT);
}

/** The program that a command gives the screen to: the last of a pipeline. */
export function screenProgram(commandLine: string): string {
  return pipelinePrograms(commandLine)?.at(-1) ?? programName(commandLine);
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
