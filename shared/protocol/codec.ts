/** Messages to text and back. Parsing never throws: what does not fit a schema is a failure. */
import * as v from 'valibot';
import { failed, success, type Result } from '../base/result.ts';
import type { Failure } from '../failures/failure.ts';

/** JSON text of a message. */
export function encodeMessage(message: unknown): string {
  return JSON.stringify(message);
}

/** The message in `text` if it is JSON and fits `schema`; else protocol.malformed or protocol.unknown-message. */
export function decodeMessage<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): Result<v.InferOutput<Schema>, Failure> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed({ code: 'protocol.malformed' });
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return success(parsed.output);
  const [issue] = parsed.issues;
  const isType = issue.path?.length === 1 && issue.path[0].key === 'type';
  return failed(
    isType
      ? { code: 'protocol.unknown-message', name: printableName(issue.input) }
      : { code: 'protocol.malformed' },
  );
}

/** A message name safe to repeat: letters, digits, dots and hyphens, at most 64. */
function printableName(value: unknown): string {
  return typeof value === 'string' ? value.replace(/[^A-Za-z0-9.-]/g, '').slice(0, 64) : '';
}
