/** Prints plain sentences on the console; what cannot be printed any more (the console is gone) is dropped. */
import type { Failure } from '../../shared/failures/failure.ts';
import { describeFailure } from '../../shared/failures/catalogue.ts';
import { consoleWords } from '../../shared/words/console.ts';
import type { SetupNews } from './web-run.ts';

/** The console. */
export interface ConsoleLines {
  say(sentence: string): void;
  /** One line: what is wrong and what to do. */
  complain(failure: Failure): void;
  /** Keeps what is to be said about the first device until the page is open. */
  noteSetup(news: SetupNews): void;
  /** Says what `noteSetup` kept; a new code each time, anything else only once. */
  saySetup(): void;
}

/** The console on two streams. */
export function createConsoleLines(
  output: NodeJS.WritableStream,
  errors: NodeJS.WritableStream,
): ConsoleLines {
  for (const stream of [output, errors]) stream.on('error', () => undefined);
  let kept: string[] = [];
  let isSetupSaid = false;
  const say = (sentence: string): void => void output.write(`${sentence}\n`);
  return {
    say,
    complain(failure) {
      const { sentence, advice } = describeFailure(failure);
      errors.write(`${sentence} ${advice}\n`);
    },
    noteSetup(news) {
      if ('setup' in news) {
        const { code, link, validMs } = news.setup;
        kept = [
          consoleWords.setupCode(code),
          consoleWords.setupLink(link),
          consoleWords.setupValidity(validMs),
        ];
      } else if (!isSetupSaid) {
        kept = ['setupPreset' in news ? consoleWords.setupPreset : consoleWords.setupIgnored];
      }
      isSetupSaid = true;
    },
    saySetup() {
      for (const sentence of kept.splice(0)) say(sentence);
    },
  };
}
