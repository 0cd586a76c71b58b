/**
 * The gate before the emulator: takes bytes however they are cut and gives slices of at most 1 KiB that hold
 * only whole, valid UTF-8 characters and whole, bounded escape sequences. OSC strings never reach the emulator;
 * other strings (DCS, APC, PM, SOS) and 8-bit controls are dropped.
 */
import type { TerminalSize } from '../ports/shell-transport.ts';
import { isCombiningMark } from './combining-marks.ts';
import { clampControlSequence, clampEscape } from './control-sequence-rules.ts';
import type { ClampedSequence } from './control-sequence-rules.ts';

/** Where the clamp puts what it lets through, in order. */
export interface ClampSink {
  /**
   * At most 1 KiB for the emulator. `lineFeeds` counts LF, VT and FF in it; `isPlain` says that nothing in it
   * moves the cursor to another row but line feeds and wrapping.
   */
  slice(bytes: Uint8Array, lineFeeds: number, isPlain: boolean): void;
  /** A complete operating system command of at most 4 KiB, without its introducer and end. */
  operatingSystemCommand(payload: string): void;
}

/** The streaming filter. Its state survives any cut. */
export interface EscapeClamp {
  push(bytes: Uint8Array): void;
  resize(size: TerminalSize): void;
}

/** Bytes of a slice: one slice must never hold up the keeper. */
export const SLICE_BYTES = 1_024;
/** Bytes of an OSC string; longer ones are dropped whole. */
export const STRING_LIMIT_BYTES = 4_096;
/** Combining marks on one base character. */
export const COMBINING_MARKS_LIMIT = 8;
/** A longer control sequence is nobody's. */
const SEQUENCE_LIMIT_BYTES = 256;
/** Cells that the sequences of one slice may touch before it is closed early. */
const SLICE_COST_LIMIT = 16_000;
/** Plain runs at least this long are passed on without being copied. */
const UNCOPIED_RUN_BYTES = 128;

const PLAIN = 0;
const LINE_FEED = 1;
const SPECIAL = 2;
/** How each byte counts in text: most are plain; LF, VT, FF feed a line; ESC, NUL, DEL and 8-bit are special. */
const BYTE_KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x0a && byte <= 0x0c) return LINE_FEED;
  return byte === 0 || byte === 0x1b || byte >= 0x7f ? SPECIAL : PLAIN;
});

type State = 'text' | 'character' | 'escape' | 'control' | 'string' | 'string-escape';

/** A clamp for a screen of `size`, counts of which are the largest any sequence may name. */
export function createEscapeClamp(initialSize: TerminalSize, sink: ClampSink): EscapeClamp {
  let size = initialSize;
  let state: State = 'text';
  /** Bytes of the unfinished sequence or string, without introducer. */
  let sequence: number[] = [];
  let isOperatingSystemCommand = false;
  let isStringTooLong = false;
  /** The unfinished character: code point so far, continuation bytes to come, smallest code point allowed. */
  let codePoint = 0;
  let bytesToCome = 0;
  let smallest = 0;
  let marksOnBase = 0;

  let out = new Uint8Array(SLICE_BYTES);
  let outLength = 0;
  let outLineFeeds = 0;
  let outCost = 0;
  let outIsPlain = true;

  function flush(): void {
    if (outLength === 0) return;
    sink.slice(out.subarray(0, outLength), outLineFeeds, outIsPlain);
    out = new Uint8Array(SLICE_BYTES);
    outLength = 0;
    outLineFeeds = 0;
    outCost = 0;
    outIsPlain = true;
  }

  function reserve(length: number): void {
    if (outLength + length > SLICE_BYTES) flush();
  }

  function putSequence(clamped: ClampedSequence | null): void {
    if (clamped === null) return;
    if (outCost > 0 && outCost + clamped.cost > SLICE_COST_LIMIT) flush();
    reserve(clamped.text.length);
    for (let index = 0; index < clamped.text.length; index += 1) {
      out[outLength] = clamped.text.charCodeAt(index);
      outLength += 1;
    }
    outCost += clamped.cost;
    outIsPlain &&= clamped.isPlain;
  }

  /** Passes a run of plain bytes and line feeds; gives the index after it. */
  function passRun(bytes: Uint8Array, start: number): number {
    let index = start;
    while (index < bytes.length) {
      const room = outLength > 0 ? SLICE_BYTES - outLength : SLICE_BYTES;
      const end = Math.min(bytes.length, index + (room === 0 ? SLICE_BYTES : room));
      let lineFeeds = 0;
      let scan = index;
      for (; scan < end; scan += 1) {
        const kind = BYTE_KINDS[bytes[scan] as number];
        if (kind === PLAIN) continue;
        if (kind === SPECIAL) break;
        lineFeeds += 1;
      }
      if (scan === index) return index;
      marksOnBase = 0;
      putRun(bytes.subarray(index, scan), lineFeeds);
      if (scan < end) return scan;
      index = scan;
    }
    return index;
  }

  function putRun(run: Uint8Array, lineFeeds: number): void {
    if (run.length >= UNCOPIED_RUN_BYTES) {
      flush();
      sink.slice(run, lineFeeds, true);
      return;
    }
    reserve(run.length);
    out.set(run, outLength);
    outLength += run.length;
    outLineFeeds += lineFeeds;
  }

  function putCharacter(character: number): void {
    // C1 controls (U+0080 to U+009F) introduce sequences in the emulator; UTF-8 servers have no need of them.
    if (character >= 0x80 && character <= 0x9f) return;
    if (isCombiningMark(character)) {
      marksOnBase += 1;
      if (marksOnBase > COMBINING_MARKS_LIMIT) return;
    } else {
      marksOnBase = 0;
    }
    reserve(4);
    if (character < 0x800) {
      out[outLength++] = 0xc0 | (character >> 6);
    } else if (character < 0x10000) {
      out[outLength++] = 0xe0 | (character >> 12);
      out[outLength++] = 0x80 | ((character >> 6) & 0x3f);
    } else {
      out[outLength++] = 0xf0 | (character >> 18);
      out[outLength++] = 0x80 | ((character >> 12) & 0x3f);
      out[outLength++] = 0x80 | ((character >> 6) & 0x3f);
    }
    out[outLength++] = 0x80 | (character & 0x3f);
  }

  /** A special byte in text: ESC, NUL, DEL or part of a character beyond ASCII. */
  function textByte(byte: number): void {
    if (byte === 0x1b) {
      state = 'escape';
      sequence = [];
    } else if (byte >= 0xc2 && byte <= 0xf4) {
      state = 'character';
      bytesToCome = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      smallest = byte < 0xe0 ? 0x80 : byte < 0xf0 ? 0x800 : 0x10000;
      codePoint = byte & (0x3f >> bytesToCome);
    } else if (byte >= 0x80) {
      putCharacter(0xfffd);
    }
  }

  /** A byte inside a character. False: it does not belong there and must be looked at again as text. */
  function characterByte(byte: number): boolean {
    if ((byte & 0xc0) !== 0x80) {
      state = 'text';
      putCharacter(0xfffd);
      return false;
    }
    codePoint = (codePoint << 6) | (byte & 0x3f);
    bytesToCome -= 1;
    if (bytesToCome > 0) return true;
    state = 'text';
    const isValid =
      codePoint >= smallest && codePoint <= 0x10ffff && (codePoint & 0x1ff800) !== 0xd800;
    putCharacter(isValid ? codePoint : 0xfffd);
    return true;
  }

  /** C0 controls inside a sequence act at once, as terminals do; CAN and SUB end it. */
  function controlInside(byte: number): void {
    if (byte === 0x18 || byte === 0x1a) state = 'text';
    else if (byte === 0x1b) {
      state = 'escape';
      sequence = [];
    } else if (byte !== 0 && byte !== 0x7f) {
      putRun(Uint8Array.of(byte), BYTE_KINDS[byte] === LINE_FEED ? 1 : 0);
    }
  }

  /** A byte after ESC. False: not part of it. */
  function escapeByte(byte: number): boolean {
    if (byte < 0x20 || byte === 0x7f) {
      controlInside(byte);
      return true;
    }
    if (byte >= 0x80) {
      state = 'text';
      return false;
    }
    if (sequence.length === 0 && 'PX]^_'.includes(String.fromCharCode(byte))) {
      state = 'string';
      isOperatingSystemCommand = byte === 0x5d;
      isStringTooLong = false;
      return true;
    }
    if (sequence.length === 0 && byte === 0x5b) {
      state = 'control';
      return true;
    }
    if (sequence.length < SEQUENCE_LIMIT_BYTES) sequence.push(byte);
    if (byte >= 0x30) {
      state = 'text';
      putSequence(clampEscape(String.fromCharCode(...sequence), size));
    }
    return true;
  }

  /** A byte after CSI. False: not part of it. */
  function controlSequenceByte(byte: number): boolean {
    if (byte < 0x20 || byte === 0x7f) {
      controlInside(byte);
      return true;
    }
    if (byte >= 0x80) {
      state = 'text';
      return false;
    }
    if (sequence.length <= SEQUENCE_LIMIT_BYTES) sequence.push(byte);
    if (byte >= 0x40) {
      state = 'text';
      if (sequence.length <= SEQUENCE_LIMIT_BYTES) {
        putSequence(clampControlSequence(String.fromCharCode(...sequence), size));
      }
    }
    return true;
  }

  function stringByte(byte: number): void {
    if (byte === 0x1b) state = 'string-escape';
    else if (byte === 0x18 || byte === 0x1a) state = 'text';
    else if (byte === 0x07 && isOperatingSystemCommand) endString();
    else if (isOperatingSystemCommand && !isStringTooLong) {
      sequence.push(byte);
      if (sequence.length > STRING_LIMIT_BYTES) {
        isStringTooLong = true;
        sequence = [];
      }
    }
  }

  function endString(): void {
    state = 'text';
    if (!isOperatingSystemCommand || isStringTooLong) return;
    flush();
    sink.operatingSystemCommand(new TextDecoder().decode(Uint8Array.from(sequence)));
  }

  /** The byte after an ESC inside a string: `\` ends the string, anything else begins another sequence. */
  function stringEscapeByte(byte: number): boolean {
    if (byte === 0x5c) {
      endString();
      return true;
    }
    state = 'escape';
    sequence = [];
    return false;
  }

  /** Takes one byte in the present state. False: the state changed and the byte must be taken again. */
  function take(byte: number): boolean {
    switch (state) {
      case 'text':
        textByte(byte);
        return true;
      case 'character':
        return characterByte(byte);
      case 'escape':
        return escapeByte(byte);
      case 'control':
        return controlSequenceByte(byte);
      case 'string':
        stringByte(byte);
        return true;
      case 'string-escape':
        return stringEscapeByte(byte);
    }
  }

  return {
    push(bytes) {
      let index = 0;
      while (index < bytes.length) {
        if (state === 'text') {
          index = passRun(bytes, index);
          if (index >= bytes.length) break;
        }
        if (take(bytes[index] as number)) index += 1;
      }
      flush();
    },
    resize(newSize) {
      size = newSize;
    },
  };
}
