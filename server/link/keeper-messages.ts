/** What the supervisor and a keeper say to each other over the IPC channel of fork. Both ends parse everything. */
import * as v from 'valibot';

/** supervisor → keeper: end all sessions, then yourself. */
const keeperOrderSchema = v.strictObject({ stop: v.literal(true) });
export type KeeperOrder = v.InferOutput<typeof keeperOrderSchema>;

/** keeper → supervisor: listening on its socket. */
const keeperReportSchema = v.strictObject({ ready: v.literal(true) });
export type KeeperReport = v.InferOutput<typeof keeperReportSchema>;

/** What the supervisor said, null when it is not in the protocol. */
export function readKeeperOrder(message: unknown): KeeperOrder | null {
  const parsed = v.safeParse(keeperOrderSchema, message);
  return parsed.success ? parsed.output : null;
}

/** What a keeper said, null when it is not in the protocol. */
export function readKeeperReport(message: unknown): KeeperReport | null {
  const parsed = v.safeParse(keeperReportSchema, message);
  return parsed.success ? parsed.output : null;
}
