/**
 * Frames on a local stream: four bytes of length (big endian), then that many bytes of UTF-8 JSON. Knows nothing
 * of what is in them. A frame above the limit ends the stream, so that no peer can make this side grow.
 */
import { limits } from '../config/limits.ts';

const LENGTH_BYTES = 4;

/** A value as one frame. Throws when it is larger than a frame may be, which is a bug of the sender. */
export function encodeFrame(value: unknown): Buffer {
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.linkFrameBytes) throw new Error(`A frame of ${bytes} bytes is too large.`);
  const frame = Buffer.allocUnsafe(LENGTH_BYTES + bytes);
  frame.writeUInt32BE(bytes, 0);
  frame.write(text, LENGTH_BYTES, 'utf8');
  return frame;
}

/** Cuts a stream of bytes into frames, however it arrives. */
export interface FrameReader {
  /**
   * Calls `onFrame` for each frame that is complete, until `isHeld`; false when the stream is not one of frames.
   * What was held comes with the next call, which may bring no bytes.
   */
  read(bytes: Buffer): boolean;
}

/** A reader at the beginning of a stream; `onFrame` gets parsed JSON that no schema has seen yet. */
export function createFrameReader(
  onFrame: (value: unknown) => void,
  isHeld: () => boolean = () => false,
): FrameReader {
  let chunks: Buffer[] = [];
  let heldBytes = 0;
  let isBroken = false;

  /** Joins what is held only when something can be taken from it, so that a large frame is copied once. */
  const join = (): Buffer => {
    const [only] = chunks;
    const joined = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
    chunks = [joined];
    return joined;
  };
  let neededBytes = LENGTH_BYTES;

  const takeFrames = (): boolean => {
    let joined = join();
    while (joined.length >= neededBytes && !isHeld()) {
      const length = joined.readUInt32BE(0);
      if (length > limits.linkFrameBytes) return false;
      neededBytes = LENGTH_BYTES + length;
      if (joined.length < neededBytes) break;
      const value = parseJson(joined.toString('utf8', LENGTH_BYTES, neededBytes));
      joined = joined.subarray(neededBytes);
      neededBytes = LENGTH_BYTES;
      if (value === undefined) return false;
      onFrame(value);
    }
    chunks = joined.length === 0 ? [] : [joined];
    heldBytes = joined.length;
    return true;
  };

  return {
    read(bytes) {
      if (isBroken) return false;
      chunks.push(bytes);
      heldBytes += bytes.length;
      if (heldBytes < neededBytes) return true;
      isBroken = !takeFrames();
      if (isBroken) chunks = [];
      return !isBroken;
    },
  };
}

/** The JSON value, or undefined, which JSON cannot express. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
