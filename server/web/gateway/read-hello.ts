/** The first message of a page: its hello, or why there is no talking with it. */
import { failed, success, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { PageId } from '../../../shared/model/ids.ts';
import { clientMessageSchema } from '../../../shared/protocol/client-message.ts';
import { decodeMessage } from '../../../shared/protocol/codec.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import { readRefusable } from './refusable.ts';

/** The page's id; protocol.mismatch for a hello of another version, whatever else stands in it. */
export function readHello(text: string): Result<PageId, Failure> {
  const page = readRefusable(text).helloVersion;
  if (page !== null && page !== PROTOCOL_VERSION)
    return failed({ code: 'protocol.mismatch', page, gateway: PROTOCOL_VERSION });
  const hello = decodeMessage(clientMessageSchema, text);
  if (!hello.ok) return hello;
  return hello.value.type === 'hello'
    ? success(hello.value.pageId)
    : failed({ code: 'protocol.malformed' });
}
