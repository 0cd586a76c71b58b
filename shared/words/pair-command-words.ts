/** What `npm run pair` prints, line by line, so that a reader of a terminal hears one thing at a time. */
import { durationWords } from './duration.ts';

/** A code to print; `address` is where the page is, null where the port is not known beforehand. */
export interface PrintedCode {
  readonly code: string;
  readonly validMs: number;
  readonly address: string | null;
}

/** Lines of the command in one language. */
export interface PairCommandWords {
  /** For the code that opens the first device. */
  setupCode(printed: PrintedCode): string[];
  /** For the code that adds a device. */
  deviceCode(printed: PrintedCode): string[];
}

/** The English lines. The code stands alone, so that it is easy to find again and to copy. */
export const pairCommandWordsEn: PairCommandWords = {
  setupCode: ({ code, validMs, address }) => [
    'Setup code:',
    code,
    `It makes the first device, works once, and is valid for ${durationWords(validMs)}.`,
    address === null
      ? 'Open the page that Earshot named when it started, and type the code there.'
      : `Open ${address} and type the code there, or open this link: ${address}#setup=${code}`,
  ],
  deviceCode: ({ code, validMs, address }) => [
    'Device code:',
    code,
    // A speech synthesizer would read eight digits as one number of millions.
    `Digit by digit: ${[...code].join(', ')}.`,
    `It adds one device, works once, and is valid for ${durationWords(validMs)}.`,
    address === null
      ? 'On the new device, open the page that Earshot named when it started, and type the code there.'
      : `In the new browser, open ${address} and type the code there.`,
  ],
};
