/** The first words on a connection, and the ping that tells a living socket from a dead one. */
import * as v from 'valibot';
import { hostKeySchema } from '../model/host-key.ts';
import { pageIdSchema } from '../model/ids.ts';

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

/** page → gateway, first message on every connection. Answer: hello.accepted or connection.refused. */
export const helloSchema = v.strictObject({
  type: v.literal('hello'),
  protocolVersion: v.pipe(v.number(), v.integer(), v.minValue(0)),
  pageId: pageIdSchema,
});

/** What the gateway itself offers to connect to. */
export const offersSchema = v.strictObject({
  /** The practice server, null when it did not start. */
  practice: v.nullable(
    v.strictObject({ userName: v.string(), password: v.string(), hostKey: hostKeySchema }),
  ),
  /** An SSH server that answers on the gateway's own machine, null when none does. */
  thisComputer: v.nullable(v.strictObject({ address: v.string(), port })),
});
export type Offers = v.InferOutput<typeof offersSchema>;

/** gateway → page: the connection stands. */
export const helloAcceptedSchema = v.strictObject({
  type: v.literal('hello.accepted'),
  deviceName: v.pipe(v.string(), v.maxLength(64)),
  offers: offersSchema,
});

/** page → gateway: are you there? Answer: pong. */
export const pingSchema = v.strictObject({ type: v.literal('ping') });
/** gateway → page. */
export const pongSchema = v.strictObject({ type: v.literal('pong') });
