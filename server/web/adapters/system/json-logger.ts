/** The log as JSON lines on a stream. Control and format characters are escaped, so that no terminal obeys a log. */
import type { Clock } from '../../../../shared/base/clock.ts';
import type { Logger, LogFacts } from '../../ports/logger.ts';

const levels = ['info', 'warn', 'error'] as const;
/** From chatty to quiet. */
export type LogLevel = (typeof levels)[number];

/** DEL, C1 (ECMA-48), bidi and other format characters; JSON already escapes C0. */
const unsafe = /[\u007f-\u009f\u2028\u2029\p{Cf}\p{Co}]/gu;

/** A logger that writes events from `level` on, one line each. */
export function createJsonLogger(
  level: LogLevel,
  write: (line: string) => void,
  clock: Clock,
): Logger {
  const log = (own: LogLevel, event: string, facts: LogFacts): void => {
    if (levels.indexOf(own) < levels.indexOf(level)) return;
    const line = JSON.stringify({
      time: new Date(clock.epochMs()).toISOString(),
      level: own,
      event,
      ...facts,
    });
    write(`${line.replace(unsafe, escapeCharacter)}\n`);
  };
  return {
    info(event, facts = {}) {
      log('info', event, facts);
    },
    warn(event, facts = {}) {
      log('warn', event, facts);
    },
    error(event, problem) {
      log('error', event, problemFacts(problem));
    },
  };
}

/** Name and place of what was thrown. The message is left out, because it may repeat what someone sent. */
function problemFacts(problem: unknown): LogFacts {
  if (!(problem instanceof Error)) return { problem: typeof problem };
  const { stack = '', message } = problem;
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  const place = frames.filter((line) => /^\s+at /.test(line));
  return { problem: problem.name, place: place.slice(0, 8).join(' ').trim() };
}

function escapeCharacter(character: string): string {
  return [...character]
    .flatMap((whole) => Array.from({ length: whole.length }, (_, index) => whole.charCodeAt(index)))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}
