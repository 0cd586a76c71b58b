/**
 * What the supervisor and the web process say to each other over the IPC channel of fork. Both ends parse
 * everything; a message is an object with exactly one known key. Order: start → loaded → listen → setup,
 * setupPreset, setupIgnored or none of them → ready; `failed` may come instead of any answer and the web process ends after it.
 */
import * as v from 'valibot';
import { failureSchema } from '../../shared/failures/failure.ts';
import { hostKeySchema } from '../../shared/model/host-key.ts';

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

/** Where the practice server listens on loopback and how to sign in there; told in its welcome, so no secret. */
const practiceFactsSchema = v.strictObject({
  port,
  hostKey: hostKeySchema,
  userName: v.string(),
  password: v.string(),
});
export type PracticeFacts = v.InferOutput<typeof practiceFactsSchema>;

/** practice → supervisor: listening. */
const practiceReportSchema = v.strictObject({ practice: practiceFactsSchema });

/** Everything the web process needs to know; paths are absolute. */
export const webStartSchema = v.strictObject({
  /** Address to listen on; for 127.0.0.1 and localhost the web process takes ::1 as well where there is one. */
  host: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  /** 0 to 65535; 0 means any free port. */
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  dataFolder: v.pipe(v.string(), v.minLength(1)),
  /** The preset one-time code, null when a random one is to be made. Secret: never logged. */
  setupCode: v.nullable(v.string()),
  /** Paths of the keepers' sockets; the index is the slot. */
  keeperSockets: v.pipe(v.array(v.string()), v.maxLength(64)),
  /** The practice server, null when it did not start. */
  practice: v.nullable(practiceFactsSchema),
});
export type WebStart = v.InferOutput<typeof webStartSchema>;

/** supervisor → web. */
export const supervisorMessageSchema = v.union([
  /** First message: open storage and get ready, but take no port yet. Answer: loaded or failed. */
  v.strictObject({ start: webStartSchema }),
  /** Take the port now; during an upgrade the old web process has just let it go. Answer: ready or failed. */
  v.strictObject({ listen: v.literal(true) }),
]);
export type SupervisorMessage = v.InferOutput<typeof supervisorMessageSchema>;

/** web → supervisor. */
export const webMessageSchema = v.union([
  v.strictObject({ loaded: v.literal(true) }),
  /** No owner exists: this code (and this link, which carries it in the fragment) opens the first device. Secret. */
  v.strictObject({
    setup: v.strictObject({
      code: v.string(),
      link: v.string(),
      validMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  }),
  /** No owner exists, and the preset code opens the first device. Whoever chose it knows it, so it is not repeated. */
  v.strictObject({ setupPreset: v.literal(true) }),
  /** A preset setup code was given, but an owner exists already. */
  v.strictObject({ setupIgnored: v.literal(true) }),
  /** Listening on this port. */
  v.strictObject({ ready: v.strictObject({ port }) }),
  /** Not started, or not able to go on; the process ends by itself after this. */
  v.strictObject({ failed: failureSchema }),
]);
export type WebMessage = v.InferOutput<typeof webMessageSchema>;

/** What the supervisor said, null when it is not in the protocol. */
export function readSupervisorMessage(message: unknown): SupervisorMessage | null {
  const parsed = v.safeParse(supervisorMessageSchema, message);
  return parsed.success ? parsed.output : null;
}

/** What the web process said, null when it is not in the protocol. */
export function readWebMessage(message: unknown): WebMessage | null {
  const parsed = v.safeParse(webMessageSchema, message);
  return parsed.success ? parsed.output : null;
}

/** Where the practice server listens, null when that is not what it said. */
export function readPracticeReport(message: unknown): PracticeFacts | null {
  const parsed = v.safeParse(practiceReportSchema, message);
  return parsed.success ? parsed.output.practice : null;
}
