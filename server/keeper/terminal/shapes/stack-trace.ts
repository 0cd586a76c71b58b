/** Finds stack traces of Python, JavaScript, Java, Go, Rust and Ruby, and of each the line that says what went wrong. */

/** A trace: its first line, the one after its last, and the one that matters. */
export interface StackTrace {
  readonly from: number;
  readonly end: number;
  readonly line: number;
}

/** Lines that one trace may have; a deeper one is cut there. */
const TRACE_LINES = 1_000;
/** How far above the frames of JavaScript or Java its message may stand. */
const MESSAGE_LINES = 12;

const PYTHON_START = /^(.{0,40}?)Traceback \(most recent call last\):$/;
const PYTHON_CHAIN =
  /(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
const FRAME = /^\s+at (?:async )?(?:new )?[\w.$<>[\]/@~ -]{1,200}\(?.{0,400}\)?$/;
const MESSAGE =
  /^(?:Uncaught |\[?)?(?:Exception in thread ".{0,100}" )?(?:[\w$]+[./])*[\w$]*(?:Error|Exception|Throwable)\b/;
const CAUSE = /^(?:Caused by: |\s+\[cause\]: )/;
const MORE = /^\s*\.\.\. \d+ (?:more|lines matching)/;
const GO_START = /^(?:panic: |fatal error: )\S/;
const GO_STACK = /^goroutine \d+(?: gp=\S+ m=\S+(?: mp=\S+)?)? \[[^\]]{1,80}\]:$/;
const RUST_START = /^thread '.{1,100}'(?: \(\d+\))? panicked at /;
const RUBY_START = /^\S.{0,200}?:\d+:in [`'].{1,100}': .*\(\S+\)$/;
const RUBY_FRAME = /^\s+(?:\d+: )?from \S.{0,300}:\d+(?::in .*)?$/;

/** All traces, in order and not overlapping. */
export function findTraces(lines: readonly string[]): StackTrace[] {
  const traces: StackTrace[] = [];
  let at = 0;
  while (at < lines.length) {
    const trace = traceAt(lines, at, traces.at(-1)?.end ?? 0);
    if (trace !== null) traces.push(trace);
    at = trace === null ? at + 1 : Math.max(at + 1, trace.end);
  }
  return traces;
}

function traceAt(lines: readonly string[], at: number, floor: number): StackTrace | null {
  const line = lines[at] ?? '';
  const python = line.includes('Traceback') ? PYTHON_START.exec(line) : null;
  if (python !== null) return pythonTrace(lines, at, (python[1] ?? '').length);
  if (GO_START.test(line)) return goTrace(lines, at);
  if (RUST_START.test(line)) return rustTrace(lines, at);
  if (RUBY_START.test(line) && RUBY_FRAME.test(lines[at + 1] ?? '')) return rubyTrace(lines, at);
  return /^\s+at /.test(line) ? frameTrace(lines, at, floor) : null;
}

/** The exception is the first line after the frames that stands no deeper than "Traceback" itself. */
function pythonTrace(lines: readonly string[], start: number, indent: number): StackTrace | null {
  let at = start + 1;
  const limit = Math.min(lines.length, start + TRACE_LINES);
  while (at < limit && isDeeper(lines[at] ?? '', indent)) at += 1;
  if (at >= limit || at === start + 1) return null;
  const next = nextFilled(lines, at + 1);
  if (PYTHON_CHAIN.test(lines[next] ?? '')) {
    const chained = nextFilled(lines, next + 1);
    const found = PYTHON_START.exec(lines[chained] ?? '');
    const last = found === null ? null : pythonTrace(lines, chained, (found[1] ?? '').length);
    if (last !== null) return { ...last, from: start };
  }
  return { from: start, end: at + 1, line: at };
}

function isDeeper(line: string, indent: number): boolean {
  return line.length > indent && line.slice(indent).startsWith(' ');
}

function nextFilled(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && at < from + 3 && lines[at]?.trim() === '') at += 1;
  return at;
}

/** JavaScript and Java: the message stands above the frames, and the last cause is what matters. */
function frameTrace(
  lines: readonly string[],
  firstFrame: number,
  floor: number,
): StackTrace | null {
  if (!FRAME.test(lines[firstFrame] ?? '')) return null;
  const message = messageAbove(lines, firstFrame, floor);
  if (message === null) return null;
  let line = message;
  let end = firstFrame;
  const limit = Math.min(lines.length, firstFrame + TRACE_LINES);
  for (; end < limit; end += 1) {
    const text = lines[end] ?? '';
    if (CAUSE.test(text)) line = end;
    else if (!FRAME.test(text) && !MORE.test(text)) break;
  }
  // Node closes an error with members in a brace block.
  while (end < limit && /^(?:\s+\S|\}$|Node\.js v\d)/.test(lines[end] ?? '')) end += 1;
  return { from: sourceEcho(lines, message, floor), end, line };
}

function messageAbove(lines: readonly string[], frame: number, floor: number): number | null {
  const lowest = Math.max(floor, frame - MESSAGE_LINES);
  for (let at = frame - 1; at >= lowest; at -= 1) {
    if (MESSAGE.test((lines[at] ?? '').trimStart())) return at;
  }
  return null;
}

/** Node shows the file, the source line and a caret above its message; those are no errors of their own. */
function sourceEcho(lines: readonly string[], message: number, floor: number): number {
  const lowest = Math.max(floor, message - 6);
  for (let at = message - 1; at >= lowest; at -= 1) {
    if (/^(?:node:|file:|\/|\w:\\)\S*:\d+$/.test(lines[at] ?? '')) return at;
  }
  return message;
}

function goTrace(lines: readonly string[], start: number): StackTrace | null {
  let stack = start + 1;
  while (stack < start + 8 && stack < lines.length && !GO_STACK.test(lines[stack] ?? ''))
    stack += 1;
  if (!GO_STACK.test(lines[stack] ?? '')) return null;
  let end = stack;
  const limit = Math.min(lines.length, start + TRACE_LINES);
  const isPart = (line: string): boolean =>
    line === '' || /^(?:\t|\s+\/|goroutine |created by |exit status \d|[\w./*()]+\()/.test(line);
  while (end < limit && isPart(lines[end] ?? '')) end += 1;
  return { from: start, end, line: start };
}

/** Since Rust 1.73 the message stands on the line after the place. */
function rustTrace(lines: readonly string[], start: number): StackTrace {
  const isOwnLine = /:\d+:\d+:$/.test(lines[start] ?? '') && (lines[start + 1] ?? '') !== '';
  const line = isOwnLine ? start + 1 : start;
  let end = line + 1;
  const limit = Math.min(lines.length, start + TRACE_LINES);
  while (
    end < limit &&
    /^(?:note: |stack backtrace:|\s+\d+: |\s+at |\s+left: |\s+right: )/.test(lines[end] ?? '')
  )
    end += 1;
  return { from: start, end, line };
}

function rubyTrace(lines: readonly string[], start: number): StackTrace {
  let end = start + 1;
  while (end < lines.length && RUBY_FRAME.test(lines[end] ?? '')) end += 1;
  return { from: start, end, line: start };
}
