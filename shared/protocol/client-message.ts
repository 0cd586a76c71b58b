/** The union of everything a page may say. Web process and keeper read the same messages. */
import * as v from 'valibot';
import { blockReadSchema } from './block-conversation.ts';
import { completionAskSchema } from './completion-conversation.ts';
import { deviceCreateCodeSchema } from './device-conversation.ts';
import { helloSchema, pingSchema } from './hello-conversation.ts';
import { inputSendSchema } from './input-conversation.ts';
import { recordDeleteSchema, recordListSchema, recordPutSchema } from './record-conversation.ts';
import {
  hostKeyDecideSchema,
  sessionAcknowledgeSchema,
  sessionAttachSchema,
  sessionDetachSchema,
  sessionEndSchemaRequest,
  sessionOpenSchema,
  sessionTakeOverSchema,
  signInAnswerSchema,
} from './session-conversation.ts';

/** Messages about sessions: the web process checks and hands them on to the keeper that holds the session. */
export const keeperRequestSchema = v.variant('type', [
  sessionOpenSchema,
  sessionAttachSchema,
  sessionDetachSchema,
  sessionAcknowledgeSchema,
  sessionTakeOverSchema,
  sessionEndSchemaRequest,
  hostKeyDecideSchema,
  signInAnswerSchema,
  inputSendSchema,
  blockReadSchema,
  completionAskSchema,
]);
export type KeeperRequest = v.InferOutput<typeof keeperRequestSchema>;

export const clientMessageSchema = v.variant('type', [
  helloSchema,
  pingSchema,
  recordListSchema,
  recordPutSchema,
  recordDeleteSchema,
  deviceCreateCodeSchema,
  ...keeperRequestSchema.options,
]);
/** Anything a page may say. */
export type ClientMessage = v.InferOutput<typeof clientMessageSchema>;
