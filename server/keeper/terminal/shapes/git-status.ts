/** Recognises what `git status` prints, and the line of it that says how things stand. */
import type { BlockShape } from '../../../../shared/terminal/block-shape.ts';

type StatusShape = Extract<BlockShape, { kind: 'git-status' }>;

const BRANCH =
  /^(?:On branch |HEAD detached (?:at|from) |Not currently on any branch|Auf Branch |Sur la branche |En la rama )/;
const SHORT_ENTRY = /^(?:## |[ MTADRCU?!][ MTADRCU?!] \S)/;
const GIT_STATUS = /^(?:\S+=\S+ +)*git +(?:-\S+ +\S+ +)*(?:status|st)(?: |$)/;
const MERGING =
  /^(?:You have unmerged paths|You are currently |interactive rebase in progress|All conflicts fixed)/;
const SUMMARY = /^(?:nothing to commit|no changes added to commit|nothing added to commit)/;
const SECTION =
  /^(?:Changes to be committed|Changes not staged for commit|Unmerged paths|Untracked files):/;

/** The shape, or null. What a merge or rebase waits for goes before the summary, the summary before a section. */
export function findGitStatus(lines: readonly string[], commandLine: string): StatusShape | null {
  const isLong = BRANCH.test(lines[0] ?? '') && (GIT_STATUS.test(commandLine) || hasSection(lines));
  if (isLong) {
    for (const form of [MERGING, SUMMARY, SECTION, BRANCH]) {
      const line = lines.findIndex((text) => form.test(text));
      if (line !== -1) return told(lines, line);
    }
  }
  const filled = lines.filter((line) => line !== '');
  const isShort = GIT_STATUS.test(commandLine) && filled.every((line) => SHORT_ENTRY.test(line));
  return isShort && filled.length > 0 ? told(lines, lines.indexOf(filled[0] ?? '')) : null;
}

function hasSection(lines: readonly string[]): boolean {
  return lines.some((line) => SUMMARY.test(line) || SECTION.test(line));
}

/** The line without the advice in brackets and the colon at its end. */
function told(lines: readonly string[], line: number): StatusShape {
  const text = (lines[line] ?? '').replace(/ \(use "[^"]*".*$/, '').replace(/ \(.*\)$/, '');
  return { kind: 'git-status', line, sayFirst: text.replace(/:$/, '').slice(0, 300) };
}
