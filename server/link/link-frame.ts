/**
 * What web process and keeper say to each other over the local socket. A lane is one page's connection seen
 * through the link; on it the very messages of the page travel, so there is one protocol on both legs.
 */
import * as v from 'valibot';
import { deviceIdSchema, ownerIdSchema, pageIdSchema } from '../../shared/model/ids.ts';
import { keeperRequestSchema } from '../../shared/protocol/client-message.ts';
import { keeperFactSchema } from '../../shared/protocol/server-message.ts';

/** Counts up per web process; unique on one link. */
const laneSchema = v.pipe(v.number(), v.integer(), v.minValue(1));

/** web → keeper. */
export const webFrameSchema = v.variant('frame', [
  /** A page is there. The keeper answers with sessions.listed and lets it see this owner's sessions only. */
  v.strictObject({
    frame: v.literal('lane.open'),
    lane: laneSchema,
    ownerId: ownerIdSchema,
    deviceId: deviceIdSchema,
    deviceName: v.pipe(v.string(), v.maxLength(64)),
    pageId: pageIdSchema,
  }),
  /** The page is gone; its sessions stay. */
  v.strictObject({ frame: v.literal('lane.close'), lane: laneSchema }),
  v.strictObject({
    frame: v.literal('lane.request'),
    lane: laneSchema,
    message: keeperRequestSchema,
  }),
]);
export type WebFrame = v.InferOutput<typeof webFrameSchema>;

/** keeper → web. */
export const keeperFrameSchema = v.variant('frame', [
  v.strictObject({ frame: v.literal('lane.fact'), lane: laneSchema, message: keeperFactSchema }),
]);
export type KeeperFrame = v.InferOutput<typeof keeperFrameSchema>;
