/** Small builders of sessions, blocks and changes with plain defaults, for tests of speech and page. */
import type { BlockId, DeviceId, PageId } from '../../shared/model/ids.ts';
import { applySessionChange } from '../../shared/terminal/apply-session-change.ts';
import type {
  BlockStatus,
  CommandBlock,
  ProgramPrompt,
} from '../../shared/terminal/command-block.ts';
import { HEAD_LINES, TAIL_LINES } from '../../shared/terminal/command-block.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';
import {
  initialSessionView,
  type SessionView,
  type Writer,
} from '../../shared/terminal/session-view.ts';

/** An open session of amy on web1, in /home/amy, without blocks. */
export function sampleView(extra: Partial<SessionView> = {}): SessionView {
  return {
    ...initialSessionView({
      kind: 'host',
      hostName: 'web1',
      address: '192.0.2.1',
      port: 22,
      userName: 'amy',
    }),
    phase: { kind: 'open' },
    directory: '/home/amy',
    ...extra,
  };
}

/** A command that has just begun. */
export function sampleBlock(extra: Partial<CommandBlock> = {}): CommandBlock {
  return {
    id: 1 as BlockId,
    kind: 'command',
    commandLine: 'make',
    parent: null,
    bounds: 'marked',
    confidence: 'certain',
    status: { kind: 'running' },
    startedAtEpochMs: 0,
    durationMs: null,
    directory: '',
    lineCount: 0,
    notKept: 0,
    head: [],
    tail: [],
    latest: '',
    percent: null,
    user: '',
    hiddenFailure: null,
    shape: null,
    errorLines: [],
    firstError: null,
    ...extra,
  };
}

/** `lines` as a block prints them. */
export function printed(
  id: number,
  lines: readonly string[],
): Extract<SessionChange, { type: 'block.printed' }> {
  return {
    type: 'block.printed',
    id: id as BlockId,
    lineCount: lines.length,
    notKept: 0,
    head: { from: 0, lines: lines.slice(0, HEAD_LINES).map((text) => ({ text })) },
    latest: (lines.at(-1) ?? '').slice(0, 200),
    percent: null,
  };
}

/** The end of a block that printed `lines`. */
export function ended(
  id: number,
  status: BlockStatus,
  lines: readonly string[],
  extra: Partial<Extract<SessionChange, { type: 'block.ended' }>> = {},
): Extract<SessionChange, { type: 'block.ended' }> {
  return {
    type: 'block.ended',
    id: id as BlockId,
    status,
    durationMs: 40,
    directory: '',
    lineCount: lines.length,
    notKept: 0,
    tail: lines
      .slice(HEAD_LINES)
      .slice(-TAIL_LINES)
      .map((text) => ({ text })),
    user: '',
    hiddenFailure: null,
    shape: null,
    errorLines: [],
    firstError: null,
    ...extra,
  };
}

/** A program that waits. */
export function waited(
  id: number,
  prompt: Partial<ProgramPrompt> & { readonly text: string },
): SessionChange {
  return {
    type: 'block.waited',
    id: id as BlockId,
    prompt: { kind: 'text', preset: null, choices: [], echo: 'unknown', linesBefore: 0, ...prompt },
  };
}

/** A page that writes. */
export function writer(pageId: string, deviceName: string): Writer {
  return { pageId: pageId as PageId, deviceId: `device-of-${pageId}` as DeviceId, deviceName };
}

/** The view after all changes in order. */
export function applied(view: SessionView, ...changes: readonly SessionChange[]): SessionView {
  return changes.reduce(applySessionChange, view);
}

/** `count` lines "1", "2", … */
export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_unused, index) => String(index + 1));
}
