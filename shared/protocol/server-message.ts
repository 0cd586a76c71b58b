/** The union of everything a page may hear. What a keeper says reaches the page unchanged. */
import * as v from 'valibot';
import { blockReadLinesSchema } from './block-conversation.ts';
import { completionListedSchema } from './completion-conversation.ts';
import { deviceCodeCreatedSchema, deviceJoinedSchema } from './device-conversation.ts';
import { connectionRefusedSchema, requestDoneSchema, requestRefusedSchema } from './envelope.ts';
import { helloAcceptedSchema, pongSchema } from './hello-conversation.ts';
import { inputConfirmedSchema, inputRefusedSchema } from './input-conversation.ts';
import {
  recordChangedSchema,
  recordDeletedSchema,
  recordListedSchema,
  recordStoredSchema,
} from './record-conversation.ts';
import {
  keeperLostSchema,
  sessionAttachedSchema,
  sessionChangedSchema,
  sessionOpenedSchema,
  sessionRestoredSchema,
  sessionsListedSchema,
} from './session-conversation.ts';

/** Facts that a keeper tells. */
export const keeperFactSchema = v.variant('type', [
  sessionOpenedSchema,
  sessionAttachedSchema,
  sessionChangedSchema,
  sessionRestoredSchema,
  sessionsListedSchema,
  inputConfirmedSchema,
  inputRefusedSchema,
  blockReadLinesSchema,
  completionListedSchema,
  requestDoneSchema,
  requestRefusedSchema,
]);
export type KeeperFact = v.InferOutput<typeof keeperFactSchema>;

export const serverMessageSchema = v.variant('type', [
  helloAcceptedSchema,
  pongSchema,
  connectionRefusedSchema,
  recordListedSchema,
  recordStoredSchema,
  recordChangedSchema,
  recordDeletedSchema,
  deviceCodeCreatedSchema,
  deviceJoinedSchema,
  keeperLostSchema,
  ...keeperFactSchema.options,
]);
/** Anything a page may hear. */
export type ServerMessage = v.InferOutput<typeof serverMessageSchema>;
