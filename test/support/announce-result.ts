/** One result as a listener hears it: a command that prints and ends, and the announcement of its end. */
import type { BlockStatus, CommandBlock } from '../../shared/terminal/command-block.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';
import type { Verbosity } from '../../shared/model/verbosity.ts';
import type { Announcement } from '../../shared/speech/announcement.ts';
import { freshMemory, type CommandMemory } from '../../shared/speech/command-memory.ts';
import { announcementFor, type SpeechContext } from '../../shared/speech/say-change.ts';
import { applied, ended, printed, sampleBlock, sampleView } from './sample-session.ts';

/** A command by what is special about it, and what is said at its end. */
export interface ResultRow {
  readonly commandLine?: string;
  readonly status?: BlockStatus;
  readonly lines?: readonly string[];
  readonly end?: Partial<Extract<SessionChange, { type: 'block.ended' }>>;
  readonly block?: Partial<CommandBlock>;
  readonly memory?: Partial<CommandMemory>;
  readonly verbosity?: Verbosity;
  readonly elsewhere?: boolean;
  readonly said: string;
}

/** A status. */
export const failed = (code: number): BlockStatus => ({ kind: 'failed', code });

/** What is said at the end of the row's command. */
export function announceResult(row: ResultRow): Announcement {
  const lines = row.lines ?? [];
  const commandLine = row.commandLine ?? 'make';
  const block = sampleBlock({ commandLine, ...row.block });
  const view = applied(sampleView(), { type: 'block.started', block }, printed(1, lines));
  const context: SpeechContext = {
    sessionKey: 's1',
    sessionInFront: row.elsewhere !== true,
    ownPageId: null,
    verbosity: row.verbosity ?? 'normal',
    memory: { ...freshMemory, directory: '/home/amy', ...row.memory },
  };
  const announcement = announcementFor(
    view,
    ended(1, row.status ?? { kind: 'ok' }, lines, row.end),
    context,
  );
  if (announcement === null) throw new Error('A result is always said.');
  return announcement;
}
