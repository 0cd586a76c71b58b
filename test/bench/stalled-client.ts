/**
 * A process of its own that connects to a server again and again and sends its parent how long the event loop stood
 * still and how far its memory grew: `stalled-client.ts ORDER`, a `StallOrder` as JSON. Forked by `hostile-stall`.
 */
import { RIGHT_PASSWORD } from '../support/hostile-ssh-server.ts';
import { connectAsPerson, listenTo } from '../support/ssh-person.ts';

interface Place {
  readonly port: number;
  readonly fingerprint: string;
}

/** Which server to connect to, how often, and an honest one to warm up with. */
export interface StallOrder {
  readonly calm: Place;
  readonly server: Place;
  readonly rounds: number;
}

/** Longest stretch in which the loop did not turn, from the start of a connection to its end. */
export interface StallFigures {
  /** Of the middle round, and of the worst, in milliseconds. */
  readonly middleMs: number;
  readonly worstMs: number;
  /** Highest resident memory above that before the first round, in KiB. */
  readonly grownKib: number;
  /** How the last round ended: a failure's misbehaviour or code, or `ended`. */
  readonly outcome: string;
}

/** Rounds against the honest server before anything is measured: the first ones load and compile code. */
const WARM_ROUNDS = 20;
const KIB = 1_024;

async function connectOnce({ port, fingerprint }: Place): Promise<string> {
  const { outcome } = connectAsPerson({
    port,
    pin: { algorithm: 'ssh-ed25519', fingerprint },
    answers: [RIGHT_PASSWORD],
  });
  const opened = await outcome;
  const end = opened.ok ? await listenTo(opened.value).ended : null;
  const failure = opened.ok ? (end?.by === 'failure' ? end.failure : null) : opened.failure;
  if (failure === null) return 'ended';
  return failure.code === 'ssh.server-misbehaved' ? failure.what : failure.code;
}

let isMeasuring = true;
let longestMs = 0;
let lastMs = performance.now();
/** Turns with the loop, never sleeping, so that a turn lasts as long as the work in it. */
function turn(): void {
  const nowMs = performance.now();
  longestMs = Math.max(longestMs, nowMs - lastMs);
  lastMs = nowMs;
  if (isMeasuring) setImmediate(turn);
}

const order = JSON.parse(process.argv[2] ?? '') as StallOrder;
for (let round = 0; round < WARM_ROUNDS; round += 1) await connectOnce(order.calm);
globalThis.gc?.();
const peakKib = (): number => process.resourceUsage().maxRSS;
const beforeKib = Math.min(peakKib(), process.memoryUsage().rss / KIB);
lastMs = performance.now();
turn();
const stalls: number[] = [];
let outcome = '';
let highestKib = beforeKib;
for (let round = 0; round < order.rounds; round += 1) {
  longestMs = 0;
  outcome = await connectOnce(order.server);
  // What is left of the flood in the socket is part of it.
  await new Promise((resolve) => setTimeout(resolve, 50));
  stalls.push(longestMs);
  highestKib = Math.max(highestKib, process.memoryUsage().rss / KIB);
}
isMeasuring = false;
stalls.sort((one, other) => one - other);
const figures: StallFigures = {
  middleMs: stalls[Math.floor(stalls.length / 2)] ?? 0,
  worstMs: stalls.at(-1) ?? 0,
  grownKib: Math.max(0, highestKib - beforeKib),
  outcome,
};
process.send?.(figures, () => process.exit(0));
