/**
 * Reads a server's identification line (RFC 4253 section 4.2) with bounds, before ssh2 sees a byte: ssh2 keeps
 * only the first piece of a line that arrives in three.
 */

/** Bytes of the identification line itself; the standard says 255, some servers write more. */
const IDENTIFICATION_LIMIT_BYTES = 1024;
/** Bytes of one line before it. */
const LINE_LIMIT_BYTES = 8 * 1024;
/** Bytes and lines before it in all. */
const PREAMBLE_LIMIT_BYTES = 64 * 1024;
const PREAMBLE_LIMIT_LINES = 1024;

/** What is known after a piece: more is needed, it is no SSH server, or the line with all that follows it. */
export type Identification =
  | { readonly kind: 'more' }
  | { readonly kind: 'not-ssh' }
  | { readonly kind: 'found'; readonly bytes: Buffer };

/** Reads pieces until the line is there. */
export interface IdentificationReader {
  read(piece: Buffer): Identification;
  /** Whether the server has said anything. */
  readonly hasBytes: boolean;
  /** The first line that was no identification, raw, '' when there was none. */
  readonly firstLine: string;
}

/** A reader for one connection; keeps at most one line. */
export function createIdentificationReader(): IdentificationReader {
  let rest: Buffer = Buffer.alloc(0);
  let preambleBytes = 0;
  let preambleLines = 0;
  let firstLine = '';
  let hasBytes = false;

  const notSsh: Identification = { kind: 'not-ssh' };

  /** Takes one line that is no identification; false when there were too many. */
  const skip = (line: Buffer): boolean => {
    if (preambleLines === 0) firstLine = line.subarray(0, 200).toString('latin1');
    preambleLines += 1;
    preambleBytes += line.length + 1;
    return preambleLines <= PREAMBLE_LIMIT_LINES && preambleBytes <= PREAMBLE_LIMIT_BYTES;
  };

  const read = (piece: Buffer): Identification => {
    hasBytes ||= piece.length > 0;
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    for (;;) {
      const end = rest.indexOf(0x0a);
      const isIdentification = rest.subarray(0, 4).toString('latin1') === 'SSH-';
      const limit = isIdentification ? IDENTIFICATION_LIMIT_BYTES : LINE_LIMIT_BYTES;
      if ((end < 0 ? rest.length : end) > limit) return notSsh;
      if (end < 0) return { kind: 'more' };
      const line = rest.subarray(0, end);
      if (isIdentification) {
        const isOurs = /^SSH-(?:2\.0|1\.99)-/.test(line.toString('latin1'));
        return isOurs ? { kind: 'found', bytes: rest } : notSsh;
      }
      if (!skip(line)) return notSsh;
      rest = rest.subarray(end + 1);
    }
  };

  return {
    read,
    get hasBytes() {
      return hasBytes;
    },
    get firstLine() {
      return firstLine === '' ? rest.subarray(0, 200).toString('latin1') : firstLine;
    },
  };
}
