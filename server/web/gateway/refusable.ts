/** What can be read from a message that does not fit its schema: enough to refuse it in a useful way. */

/** Null where the text does not say it. */
export interface Refusable {
  readonly requestId: number | null;
  /** Protocol version, if the text is a hello of any version. */
  readonly helloVersion: number | null;
}

/** Reads a text of unknown form; never throws. */
export function readRefusable(text: string): Refusable {
  const message = parseObject(text);
  const isHello = message['type'] === 'hello';
  return {
    requestId: countIn(message['requestId'], 1),
    helloVersion: isHello ? countIn(message['protocolVersion'], 0) : null,
  };
}

function countIn(value: unknown, least: number): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : null;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
