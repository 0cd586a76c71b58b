/** One page as a keeper sees it through the link: routes each of its requests and remembers what it follows. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import { failed, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { DeviceId, OwnerId, PageId, SessionId } from '../../../shared/model/ids.ts';
import type { KeeperRequest } from '../../../shared/protocol/client-message.ts';
import type { Line } from '../../../shared/terminal/line.ts';
import type { Writer } from '../../../shared/terminal/session-view.ts';
import { limits } from '../../config/limits.ts';
import type { Attachment, FactOutlet } from './attachment.ts';
import type { ListFollower, SessionRegistry } from './session-registry.ts';
import type { TerminalSession } from './terminal-session.ts';

/** Who stands behind a lane, as the web process has made sure of. */
export interface LaneOwner {
  readonly ownerId: OwnerId;
  readonly deviceId: DeviceId;
  readonly deviceName: string;
  readonly pageId: PageId;
}

/** A page's connection to this keeper. */
export interface Lane {
  request(message: KeeperRequest): void;
  /** The road is free again after `canSend` was false. */
  roadIsFree(): void;
  /** The page is gone; its sessions stay, and it keeps the pen until another page asks for it. */
  close(): void;
}

type Request<Type extends KeeperRequest['type']> = Extract<KeeperRequest, { type: Type }>;
/** Requests about one session that are answered by request.done or request.refused. */
type PlainRequest = Request<
  'session.take-over' | 'session.end' | 'host-key.decide' | 'sign-in.answer'
>;

interface LaneState {
  readonly owner: LaneOwner;
  readonly writer: Writer;
  readonly registry: SessionRegistry;
  readonly outlet: FactOutlet;
  readonly following: Map<SessionId, { session: TerminalSession; attachment: Attachment }>;
}

/** Opens a lane: tells the owner's sessions at once, then waits for requests. */
export function createLane(owner: LaneOwner, registry: SessionRegistry, outlet: FactOutlet): Lane {
  const { pageId, deviceId, deviceName } = owner;
  const following: LaneState['following'] = new Map();
  const state: LaneState = {
    owner,
    writer: { pageId, deviceId, deviceName },
    registry,
    outlet,
    following,
  };
  let isOver = false;
  let isListDue = false;

  const sendList = (): void => {
    isListDue = !outlet.canSend();
    if (isListDue) return;
    const sessions = registry.list(owner.ownerId);
    for (const [sessionId, { session }] of following) {
      if (registry.find(owner.ownerId, sessionId) !== session) following.delete(sessionId);
    }
    outlet.send({ type: 'sessions.listed', slot: registry.slot, sessions });
  };
  const close = (): void => {
    isOver = true;
    registry.unfollow(follower);
    for (const { session, attachment } of following.values()) session.detach(attachment);
    following.clear();
  };
  const follower: ListFollower = {
    ownerId: owner.ownerId,
    pageId,
    listChanged: sendList,
    superseded: close,
  };
  registry.follow(follower);
  sendList();

  return {
    request(message) {
      if (!isOver) route(state, message);
    },
    roadIsFree() {
      if (isOver) return;
      if (isListDue) sendList();
      for (const { attachment } of following.values()) attachment.pump();
    },
    close,
  };
}

const unknownSession = failed({ code: 'session.unknown' } as const);

function route(state: LaneState, message: KeeperRequest): void {
  switch (message.type) {
    case 'session.open':
      open(state, message);
      return;
    case 'session.attach':
      attach(state, message);
      return;
    case 'session.detach':
      detach(state, message.sessionId);
      return;
    case 'session.acknowledge':
      acknowledge(state, message);
      return;
    case 'input.send':
      input(state, message);
      return;
    case 'block.read':
      readBlock(state, message);
      return;
    case 'completion.ask':
      void complete(state, message);
      return;
    case 'session.take-over':
    case 'session.end':
    case 'host-key.decide':
    case 'sign-in.answer':
      answerPlain(state, message);
      return;
    default:
      assertNever(message);
  }
}

function open({ owner, registry, outlet }: LaneState, message: Request<'session.open'>): void {
  const { requestId, target, pin } = message;
  const opened = registry.open(owner.ownerId, target, pin);
  if (opened.ok) outlet.send({ type: 'session.opened', requestId, sessionId: opened.value });
  else refuse(outlet, requestId, opened.failure);
}

function attach(state: LaneState, message: Request<'session.attach'>): void {
  const { owner, registry, outlet } = state;
  const { requestId, sessionId, since, write } = message;
  const session = registry.find(owner.ownerId, sessionId);
  if (session === null) {
    refuse(outlet, requestId, { code: 'session.unknown' });
    return;
  }
  detach(state, sessionId);
  const attachment = session.attach(outlet, since);
  outlet.send({
    type: 'session.attached',
    requestId,
    sessionId,
    inputConfirmed: session.lastInput(owner.pageId),
    restores: attachment.restores,
  });
  state.following.set(sessionId, { session, attachment });
  attachment.pump();
  if (write) {
    session.offerPen(state.writer, (page) => registry.isConnected(owner.ownerId, page));
  }
}

function detach(state: LaneState, sessionId: SessionId): void {
  const followed = state.following.get(sessionId);
  if (followed === undefined) return;
  followed.session.detach(followed.attachment);
  state.following.delete(sessionId);
}

function acknowledge(state: LaneState, message: Request<'session.acknowledge'>): void {
  const attachment = state.following.get(message.sessionId)?.attachment;
  attachment?.acknowledge(message.delivery);
  attachment?.pump();
}

function input({ owner, registry, outlet }: LaneState, message: Request<'input.send'>): void {
  const { sessionId, number } = message;
  const session = registry.find(owner.ownerId, sessionId);
  const outcome = session?.input(owner.pageId, number, message.input) ?? {
    kind: 'refused' as const,
    failure: { code: 'session.unknown' as const },
  };
  if (outcome.kind === 'confirmed') {
    outlet.send({ type: 'input.confirmed', sessionId, number: outcome.confirmed });
  } else {
    outlet.send({ type: 'input.refused', sessionId, number, failure: outcome.failure });
  }
}

function readBlock({ owner, registry, outlet }: LaneState, message: Request<'block.read'>): void {
  const { requestId, sessionId, blockId, from, count } = message;
  const session = registry.find(owner.ownerId, sessionId);
  if (session === null) {
    refuse(outlet, requestId, { code: 'session.unknown' });
    return;
  }
  const read = session.readLines(blockId, from, count);
  if (!read.ok) {
    refuse(outlet, requestId, read.failure);
    return;
  }
  const lines = fittingLines(read.value.lines);
  outlet.send({ type: 'block.read-lines', requestId, from: read.value.from, lines });
}

/** A page that is gone meanwhile has an outlet that sends nothing. */
async function complete(
  { owner, registry, outlet }: LaneState,
  { requestId, sessionId, line }: Request<'completion.ask'>,
): Promise<void> {
  const session = registry.find(owner.ownerId, sessionId);
  const answer = (await session?.complete(line)) ?? unknownSession;
  if (answer.ok) outlet.send({ type: 'completion.listed', requestId, ...answer.value });
  else refuse(outlet, requestId, answer.failure);
}

/** As many lines as fit into one answer, at least one: 200 of the longest would be larger than a message may be. */
function fittingLines(lines: readonly Line[]): Line[] {
  let bytes = 0;
  const tooMany = lines.findIndex((line, index) => {
    bytes += Buffer.byteLength(JSON.stringify(line)) + 1;
    return index > 0 && bytes > limits.blockReadBytes;
  });
  return tooMany === -1 ? [...lines] : lines.slice(0, tooMany);
}

function answerPlain(state: LaneState, message: PlainRequest): void {
  const { owner, registry, outlet } = state;
  const { requestId, sessionId } = message;
  const session = registry.find(owner.ownerId, sessionId);
  const outcome =
    session === null
      ? ({ ok: false, failure: { code: 'session.unknown' } } as const)
      : perform(state, session, message);
  if (outcome.ok) outlet.send({ type: 'request.done', requestId });
  else refuse(outlet, requestId, outcome.failure);
}

function perform(
  { writer, registry }: LaneState,
  session: TerminalSession,
  message: PlainRequest,
): Result<null, Failure> {
  switch (message.type) {
    case 'session.take-over':
      return session.takePen(writer);
    case 'session.end':
      if (session.isEnded) registry.remove(session);
      else session.end({ by: 'person' });
      return { ok: true, value: null };
    case 'host-key.decide':
      return session.decideHostKey(message.trusted);
    case 'sign-in.answer':
      return session.answerSignIn(message.questionId, message.answers);
    default:
      return assertNever(message);
  }
}

function refuse(outlet: FactOutlet, requestId: number, failure: Failure): void {
  outlet.send({ type: 'request.refused', requestId, failure });
}
