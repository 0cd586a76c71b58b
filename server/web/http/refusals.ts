/** Failures as HTTP answers: a status and the failure as JSON. Never a stack, never a sentence. */
import type { Response } from 'express';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { HttpRefusal } from '../../../shared/protocol/pairing-conversation.ts';

/** Refuses with the status that fits the failure (RFC 9110, RFC 6585), or with the one given. */
export function refuse(response: Response, failure: Failure, status = statusOf(failure)): void {
  const body: HttpRefusal = { failure };
  response.status(status).json(body);
}

function statusOf(failure: Failure): number {
  switch (failure.code) {
    case 'device.not-paired':
      return 401;
    case 'pairing.code-wrong':
    case 'pairing.code-spent':
      return 403;
    case 'protocol.too-large':
      return 413;
    case 'pairing.too-fast':
    case 'protocol.too-fast':
      return 429;
    case 'gateway.disk-full':
      return 507;
    case 'gateway.data-damaged':
    case 'gateway.data-read-only':
      return 503;
    default:
      return 400;
  }
}
