/**
 * What web process and keeper say to each other over the local socket. A lane is one page's connection seen
 * through the link; on it the very messages of the page travel, so there is one protocol on both legs.
 */
import * as v from 'valibot';
import { deviceIdSchema, ownerIdSchema, pageIdSchema } from '../../shared/model/ids.ts';
import { keeperRequestSchema } from '../../shared/protocol/client-message.ts';
import { requestIdSchema } from '../../shared/protocol/envelope.ts';
import { keeperFactSchema } from '../../shared/protocol/server-message.ts';

/** Counts up per web process; unique on one link. */
const laneSchema = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A page is there. The keeper answers with sessions.listed and lets it see this owner's sessions only. */
const laneOpenSchema = v.strictObject({
  frame: v.literal('lane.open'),
  lane: laneSchema,
  ownerId: ownerIdSchema,
  deviceId: deviceIdSchema,
  deviceName: v.pipe(v.string(), v.maxLength(64)),
  pageId: pageIdSchema,
});
/** Who stands behind a new lane. */
export type LaneOpening = v.InferOutput<typeof laneOpenSchema>;

/** web → keeper. */
export const webFrameSchema = v.variant('frame', [
  laneOpenSchema,
  /** The page is gone; its sessions stay. */
  v.strictObject({ frame: v.literal('lane.close'), lane: laneSchema }),
  v.strictObject({
    frame: v.literal('lane.request'),
    lane: laneSchema,
    message: keeperRequestSchema,
  }),
]);
export type WebFrame = v.InferOutput<typeof webFrameSchema>;

/** What is still readable of a request that does not fit: enough to refuse it. */
export const unreadRequestSchema = v.object({
  frame: v.literal('lane.request'),
  lane: laneSchema,
  message: v.object({ type: v.string(), requestId: requestIdSchema }),
});

/** keeper → web. */
export const keeperFrameSchema = v.variant('frame', [
  /** First frame. A keeper that was started again has another instance, and none of the old sessions. */
  v.strictObject({
    frame: v.literal('link.opened'),
    instance: v.pipe(v.string(), v.minLength(16), v.maxLength(64)),
    protocolVersion: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  v.strictObject({ frame: v.literal('lane.fact'), lane: laneSchema, message: keeperFactSchema }),
]);
export type KeeperFrame = v.InferOutput<typeof keeperFrameSchema>;
