/** Requests under way on one connection: each gets an id, and its answer finds the one who asked. */
import { failed, success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { ClientMessage } from '../../shared/protocol/client-message.ts';
import type { ServerMessage } from '../../shared/protocol/server-message.ts';

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown
  ? Omit<Union, Key>
  : never;

/** A message that has an answer, before it got its id. */
export type Request = DistributiveOmit<
  Extract<ClientMessage, { readonly requestId: number }>,
  'requestId'
>;
/** A fact that answers a request. */
export type Answer = Extract<ServerMessage, { readonly requestId: number }>;

interface AnswerTypes {
  readonly 'record.list': 'record.listed';
  readonly 'record.put': 'record.stored';
  readonly 'session.open': 'session.opened';
  readonly 'session.attach': 'session.attached';
  readonly 'block.read': 'block.read-lines';
  readonly 'completion.ask': 'completion.listed';
  readonly 'device.create-code': 'device.code-created';
}
/** The fact that answers a request of this type when it was done. */
export type AnswerTo<Type extends Request['type']> = Extract<
  ServerMessage,
  { readonly type: Type extends keyof AnswerTypes ? AnswerTypes[Type] : 'request.done' }
>;

/** The requests of one page that wait for an answer. */
export interface RequestTable {
  /** Gives the request an id and a promise of its answer. */
  add<Type extends Request['type']>(
    request: Extract<Request, { readonly type: Type }>,
  ): { readonly message: ClientMessage; readonly answer: Promise<Result<AnswerTo<Type>, Failure>> };
  /** Settles the request that this message answers, if it answers one. */
  settle(message: ServerMessage): void;
  /** Fails all that still wait: the connection they were sent on is gone. */
  failAll(failure: Failure): void;
}

/** Creates an empty table. Ids count up over the page's life, so that a late answer never meets a newer request. */
export function createRequestTable(): RequestTable {
  let lastId = 0;
  const waiting = new Map<number, (result: Result<Answer, Failure>) => void>();
  return {
    add(request) {
      lastId += 1;
      const requestId = lastId;
      const answer = new Promise<Result<Answer, Failure>>((resolve) => {
        waiting.set(requestId, resolve);
      });
      return {
        message: { ...request, requestId },
        // The gateway's parser and ours hold the pairs; the table only matches ids.
        answer: answer as Promise<Result<never, Failure>>,
      };
    },
    settle(message) {
      if (!('requestId' in message)) return;
      const resolve = waiting.get(message.requestId);
      waiting.delete(message.requestId);
      resolve?.(message.type === 'request.refused' ? failed(message.failure) : success(message));
    },
    failAll(failure) {
      const all = [...waiting.values()];
      waiting.clear();
      for (const resolve of all) resolve(failed(failure));
    },
  };
}
