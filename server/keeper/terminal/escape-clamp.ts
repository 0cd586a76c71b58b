/**
 * The gate before the emulator: takes bytes however they are cut and gives slices of at most 1 KiB that hold
 * only whole, valid UTF-8 characters and whole, bounded escape sequences. OSC strings never reach the emulator;
 * other strings (DCS, APC, PM, SOS) and 8-bit controls are dropped.
 */
import type { TerminalSize } from '../ports/shell-transport.ts';
import { isCombiningMark } from './combining-marks.ts';
import { clampControlSequence, clampEscape } from './control-sequence-rules.ts';
import type { ClampedSequence } from './control-sequence-rules.ts';
import { skipPrintable } from './printable-scan.ts';

/**
 * What a slice can do. `text`: printable ASCII, whole SGR sequences of digits and semicolons, and CR LF, a pair that
 * may be cut between two slices; `plain`: nothing in it moves the cursor to another row but line feeds and wrapping;
 * `free`: anything.
 */
export type SliceNature = 'text' | 'plain' | 'free';

/** Where the clamp puts what it lets through, in order. */
export interface ClampSink {
  /** At most 1 KiB for the emulator. `lineFeeds` counts LF, VT and FF in it. */
  slice(bytes: Uint8Array, lineFeeds: number, nature: SliceNature): void;
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
/** Longest sequence that passes within a run, 38;2;255;255;255;48;… being long already. */
const PLAIN_SEQUENCE_BYTES = 32;
/** Plain runs at least this long are passed on without being copied. */
const UNCOPIED_RUN_BYTES = 128;

/** Colour or other rendition in its simplest form, which may be cut anywhere where bytes are cut. */
const PLAIN_SGR = /^\x1b\[[0-9;]{0,29}m$/;
const FINAL_SGR = 0x6d;

const PLAIN = 0;
const LINE_FEED = 1;
const SPECIAL = 2;
const CONTROL = 3;
const CARRIAGE_RETURN = 4;
/** How each byte counts in text: most are plain; LF, VT, FF feed a line; ESC, NUL, DEL and 8-bit are special. */
const BYTE_KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x0a && byte <= 0x0c) return LINE_FEED;
  if (byte === 0 || byte === 0x1b || byte >= 0x7f) return SPECIAL;
  if (byte === 0x0d) return CARRIAGE_RETURN;
  return byte < 0x20 ? CONTROL : PLAIN;
});

type State = 'text' | 'character' | 'escape' | 'control' | 'string' | 'string-escape';

/** A clamp for a screen of `size`, counts of which are the largest any sequence may name. */
export function createEscapeClamp(size: TerminalSize, sink: ClampSink): EscapeClamp {
  return new StreamingClamp(size, sink);
}

class StreamingClamp implements EscapeClamp {
  readonly #sink: ClampSink;
  #size: TerminalSize;
  #state: State = 'text';
  /** Bytes of the unfinished sequence or string, without introducer. */
  #sequence: number[] = [];
  #isOperatingSystemCommand = false;
  #isStringTooLong = false;
  /** The unfinished character: code point so far, continuation bytes to come, smallest code point allowed. */
  #codePoint = 0;
  #bytesToCome = 0;
  #smallest = 0;
  #marksOnBase = 0;

  readonly #out = new Uint8Array(SLICE_BYTES);
  #outLength = 0;
  #outLineFeeds = 0;
  #outCost = 0;
  #outIsPlain = true;
  #outIsText = true;
  /** Whether the last byte pushed is CR: what follows decides whether it was part of a line's end. */
  #endsInReturn = false;

  constructor(size: TerminalSize, sink: ClampSink) {
    this.#size = size;
    this.#sink = sink;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#endsInReturn && bytes[0] !== 0x0a) this.#outIsText = false;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let index = 0;
    while (index < bytes.length) {
      if (this.#state === 'text') {
        index = this.#passRun(bytes, view, index);
        if (index >= bytes.length) break;
      }
      if (this.#take(byteAt(bytes, index))) index += 1;
    }
    this.#flush();
    this.#endsInReturn = bytes.at(-1) === 0x0d;
  }

  resize(size: TerminalSize): void {
    this.#size = size;
  }

  #flush(): void {
    if (this.#outLength === 0) return;
    const plain = this.#outIsPlain ? 'plain' : 'free';
    this.#sink.slice(
      this.#out.slice(0, this.#outLength),
      this.#outLineFeeds,
      this.#outIsText ? 'text' : plain,
    );
    this.#outLength = 0;
    this.#outLineFeeds = 0;
    this.#outCost = 0;
    this.#outIsPlain = true;
    this.#outIsText = true;
  }

  #reserve(length: number): void {
    if (this.#outLength + length > SLICE_BYTES) this.#flush();
  }

  #putSequence(clamped: ClampedSequence | null): void {
    if (clamped === null) return;
    if (this.#outCost > 0 && this.#outCost + clamped.cost > SLICE_COST_LIMIT) this.#flush();
    this.#reserve(clamped.text.length);
    for (let index = 0; index < clamped.text.length; index += 1) {
      this.#out[this.#outLength] = clamped.text.charCodeAt(index);
      this.#outLength += 1;
    }
    this.#outCost += clamped.cost;
    this.#outIsPlain &&= clamped.isPlain;
    this.#outIsText &&= PLAIN_SGR.test(clamped.text);
  }

  /** Passes a run of plain bytes and line feeds; gives the index after it. */
  #passRun(bytes: Uint8Array, view: DataView, start: number): number {
    let index = start;
    while (index < bytes.length) {
      const room = SLICE_BYTES - (this.#outLength % SLICE_BYTES);
      const end = Math.min(bytes.length, index + room);
      let lineFeeds = 0;
      let hasText = false;
      let isText = true;
      let scan = index;
      while (scan < end) {
        const kind = BYTE_KINDS[byteAt(bytes, scan)];
        if (kind === SPECIAL) {
          const length = plainSequenceLength(bytes, scan, end);
          if (length === 0) break;
          isText &&= bytes[scan + length - 1] === FINAL_SGR;
          scan += length;
          continue;
        }
        hasText = true;
        if (kind === LINE_FEED) lineFeeds += 1;
        if (kind !== PLAIN) isText &&= this.#isPartOfLineEnd(bytes, scan);
        scan = skipPrintable(view, scan + 1, end);
      }
      if (scan === index) return index;
      if (hasText) this.#marksOnBase = 0;
      this.#putRun(bytes.subarray(index, scan), lineFeeds, isText);
      if (scan < end) return scan;
      index = scan;
    }
    return index;
  }

  /** Whether the control at `index` is half of CR LF, as far as the bytes at hand tell. */
  #isPartOfLineEnd(bytes: Uint8Array, index: number): boolean {
    const isAtStart = index === 0;
    const isAtEnd = index + 1 === bytes.length;
    if (bytes[index] === 0x0a) return isAtStart ? this.#endsInReturn : bytes[index - 1] === 0x0d;
    return bytes[index] === 0x0d && (isAtEnd || bytes[index + 1] === 0x0a);
  }

  #putRun(run: Uint8Array, lineFeeds: number, isText: boolean): void {
    if (run.length >= UNCOPIED_RUN_BYTES) {
      this.#flush();
      this.#sink.slice(run, lineFeeds, isText && this.#outIsText ? 'text' : 'plain');
      this.#outIsText = true;
      return;
    }
    this.#reserve(run.length);
    this.#outIsText &&= isText;
    this.#out.set(run, this.#outLength);
    this.#outLength += run.length;
    this.#outLineFeeds += lineFeeds;
  }

  #putCharacter(character: number): void {
    // C1 controls (U+0080 to U+009F) introduce sequences in the emulator; UTF-8 servers have no need of them.
    if (character >= 0x80 && character <= 0x9f) return;
    if (isCombiningMark(character)) {
      this.#marksOnBase += 1;
      if (this.#marksOnBase > COMBINING_MARKS_LIMIT) return;
    } else {
      this.#marksOnBase = 0;
    }
    this.#reserve(4);
    this.#outIsText = false;
    if (character < 0x800) {
      this.#out[this.#outLength++] = 0xc0 | (character >> 6);
    } else if (character < 0x10000) {
      this.#out[this.#outLength++] = 0xe0 | (character >> 12);
      this.#out[this.#outLength++] = 0x80 | ((character >> 6) & 0x3f);
    } else {
      this.#out[this.#outLength++] = 0xf0 | (character >> 18);
      this.#out[this.#outLength++] = 0x80 | ((character >> 12) & 0x3f);
      this.#out[this.#outLength++] = 0x80 | ((character >> 6) & 0x3f);
    }
    this.#out[this.#outLength++] = 0x80 | (character & 0x3f);
  }

  /** A special byte in text: ESC, NUL, DEL or part of a character beyond ASCII. */
  #textByte(byte: number): void {
    if (byte === 0x1b) {
      this.#state = 'escape';
      this.#sequence = [];
    } else if (byte >= 0xc2 && byte <= 0xf4) {
      this.#state = 'character';
      this.#bytesToCome = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      this.#smallest = byte < 0xe0 ? 0x80 : byte < 0xf0 ? 0x800 : 0x10000;
      this.#codePoint = byte & (0x3f >> this.#bytesToCome);
    } else if (byte >= 0x80) {
      this.#putCharacter(0xfffd);
    }
  }

  /** A byte inside a character. False: it does not belong there and must be looked at again as text. */
  #characterByte(byte: number): boolean {
    if ((byte & 0xc0) !== 0x80) {
      this.#state = 'text';
      this.#putCharacter(0xfffd);
      return false;
    }
    this.#codePoint = (this.#codePoint << 6) | (byte & 0x3f);
    this.#bytesToCome -= 1;
    if (this.#bytesToCome > 0) return true;
    this.#state = 'text';
    const isValid =
      this.#codePoint >= this.#smallest &&
      this.#codePoint <= 0x10ffff &&
      (this.#codePoint & 0x1ff800) !== 0xd800;
    this.#putCharacter(isValid ? this.#codePoint : 0xfffd);
    return true;
  }

  /** C0 controls inside a sequence act at once, as terminals do; CAN and SUB end it. */
  #controlInside(byte: number): void {
    if (byte === 0x18 || byte === 0x1a) this.#state = 'text';
    else if (byte === 0x1b) {
      this.#state = 'escape';
      this.#sequence = [];
    } else if (byte !== 0 && byte !== 0x7f) {
      this.#putRun(Uint8Array.of(byte), BYTE_KINDS[byte] === LINE_FEED ? 1 : 0, false);
    }
  }

  /** A byte after ESC. False: not part of it. */
  #escapeByte(byte: number): boolean {
    if (byte < 0x20 || byte === 0x7f) {
      this.#controlInside(byte);
      return true;
    }
    if (byte >= 0x80) {
      this.#state = 'text';
      return false;
    }
    if (this.#sequence.length === 0 && 'PX]^_'.includes(String.fromCharCode(byte))) {
      this.#state = 'string';
      this.#isOperatingSystemCommand = byte === 0x5d;
      this.#isStringTooLong = false;
      return true;
    }
    if (this.#sequence.length === 0 && byte === 0x5b) {
      this.#state = 'control';
      return true;
    }
    if (this.#sequence.length < SEQUENCE_LIMIT_BYTES) this.#sequence.push(byte);
    if (byte >= 0x30) {
      this.#state = 'text';
      this.#putSequence(clampEscape(String.fromCharCode(...this.#sequence), this.#size));
    }
    return true;
  }

  /** A byte after CSI. False: not part of it. */
  #controlSequenceByte(byte: number): boolean {
    if (byte < 0x20 || byte === 0x7f) {
      this.#controlInside(byte);
      return true;
    }
    if (byte >= 0x80) {
      this.#state = 'text';
      return false;
    }
    if (this.#sequence.length <= SEQUENCE_LIMIT_BYTES) this.#sequence.push(byte);
    if (byte >= 0x40) {
      this.#state = 'text';
      if (this.#sequence.length <= SEQUENCE_LIMIT_BYTES) {
        this.#putSequence(clampControlSequence(String.fromCharCode(...this.#sequence), this.#size));
      }
    }
    return true;
  }

  #stringByte(byte: number): void {
    if (byte === 0x1b) this.#state = 'string-escape';
    else if (byte === 0x18 || byte === 0x1a) this.#state = 'text';
    else if (byte === 0x07 && this.#isOperatingSystemCommand) this.#endString();
    else if (this.#isOperatingSystemCommand && !this.#isStringTooLong) {
      this.#sequence.push(byte);
      if (this.#sequence.length > STRING_LIMIT_BYTES) {
        this.#isStringTooLong = true;
        this.#sequence = [];
      }
    }
  }

  #endString(): void {
    this.#state = 'text';
    if (!this.#isOperatingSystemCommand || this.#isStringTooLong) return;
    this.#flush();
    this.#sink.operatingSystemCommand(new TextDecoder().decode(Uint8Array.from(this.#sequence)));
  }

  /** The byte after an ESC inside a string: `\` ends the string, anything else begins another sequence. */
  #stringEscapeByte(byte: number): boolean {
    if (byte === 0x5c) {
      this.#endString();
      return true;
    }
    this.#state = 'escape';
    this.#sequence = [];
    return false;
  }

  /** Takes one byte in the present state. False: the state changed and the byte must be taken again. */
  #take(byte: number): boolean {
    switch (this.#state) {
      case 'text':
        this.#textByte(byte);
        return true;
      case 'character':
        return this.#characterByte(byte);
      case 'escape':
        return this.#escapeByte(byte);
      case 'control':
        return this.#controlSequenceByte(byte);
      case 'string':
        this.#stringByte(byte);
        return true;
      case 'string-escape':
        return this.#stringEscapeByte(byte);
    }
  }
}

/**
 * Length of a whole colour or erase-in-line sequence (SGR, EL) with small numbers at `start`, or 0: coloured
 * floods are made of them, and they can pass as they are.
 */
function plainSequenceLength(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== 0x1b || bytes[start + 1] !== 0x5b) return 0;
  const limit = Math.min(end, start + PLAIN_SEQUENCE_BYTES);
  let digits = 0;
  for (let at = start + 2; at < limit; at += 1) {
    const byte = byteAt(bytes, at);
    if (byte === 0x6d || byte === 0x4b) return at + 1 - start;
    if (byte >= 0x30 && byte <= 0x39) {
      digits += 1;
      if (digits > 4) return 0;
    } else if (byte === 0x3b) digits = 0;
    else return 0;
  }
  return 0;
}

/** A byte that is known to be there. */
function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
