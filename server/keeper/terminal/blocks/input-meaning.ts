/** What an input of the person means for the command line and for the block that runs. */
import type { SessionInput } from '../../../../shared/protocol/input-conversation.ts';

/** The meaning of one input. */
export interface InputMeaning {
  /** Ends with Enter: a command or an answer. */
  readonly isEnter: boolean;
  /** Ctrl+C or Ctrl+\. */
  readonly asksStop: boolean;
  /** A control character that the terminal echoes: those two and Ctrl+Z. */
  readonly isControl: boolean;
  /** Whether a program that waits has its answer now; single keys may still be edited. */
  readonly isAnswer: boolean;
}

/** Reads an input. */
export function meaningOf(input: SessionInput): InputMeaning {
  switch (input.kind) {
    case 'line':
    case 'secret':
      return { isEnter: true, asksStop: false, isControl: false, isAnswer: true };
    case 'control': {
      const asksStop = input.control !== 'end-of-file';
      return { isEnter: false, asksStop, isControl: asksStop, isAnswer: true };
    }
    case 'keys': {
      const isEnter = /[\r\n]/.test(input.text);
      const asksStop = input.text.includes('\x03') || input.text.includes('\x1c');
      const isControl = asksStop || input.text.includes('\x1a');
      return { isEnter, asksStop, isControl, isAnswer: isEnter };
    }
  }
}
