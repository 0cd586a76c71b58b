/**
 * What a waiting program can be answered with by a button. Pure. A name is Earshot's own: of a choice it holds at
 * most a key of three letters or digits, which can imitate no sentence; what the choice means is a description.
 */
import type { ProgramPrompt } from '../../shared/terminal/command-block.ts';
import { pageWords } from '../../shared/words/page-words.ts';
import { typingWords } from '../../shared/words/typing-words.ts';

/** One button: what it is called, what the server says of it, and what it sends. */
export interface Answer {
  readonly name: string;
  /** The server's own words, null where there are none. */
  readonly serverText: string | null;
  /** `line` goes with Enter, `keys` as it is; `search` sends what stands in the field to the pager. */
  readonly kind: 'line' | 'keys' | 'search';
  readonly text: string;
}

/** Keys that may be part of a name. */
const SHORT_KEY = /^[a-z0-9]{1,3}$/i;
const ASKS_FOR_ENTER = /\b(?:enter|return|eingabetaste|entrée|intro|invio)\b/i;

/** The answers to a prompt, in their order; none for free text and for what is typed hidden. */
export function answersTo(prompt: ProgramPrompt): readonly Answer[] {
  switch (prompt.kind) {
    case 'yes-no': {
      const { yes, no } = yesAndNo(prompt.text);
      return [own(pageWords.yes, 'line', yes), own(pageWords.no, 'line', no)];
    }
    case 'choice':
      return choices(prompt);
    case 'key':
      return [
        own(ASKS_FOR_ENTER.test(prompt.text) ? typingWords.enter : typingWords.anyKey, 'line'),
      ];
    case 'pager':
      return [
        own(typingWords.nextPage, 'keys', ' '),
        own(typingWords.nextLine, 'keys', '\r'),
        own(typingWords.pageBack, 'keys', 'b'),
        own(typingWords.quitPager, 'keys', 'q'),
        own(typingWords.searchPager, 'search'),
      ];
    case 'text':
    case 'password':
      return [];
  }
}

/** What Yes and No send: whole words where the prompt spells them, as `ssh` does, else one letter. */
export function yesAndNo(text: string): { readonly yes: string; readonly no: string } {
  return /\byes\b.*\bno\b/i.test(text) ? { yes: 'yes', no: 'no' } : { yes: 'y', no: 'n' };
}

/**
 * What is typed at a pager, as keys: a letter alone acts at once, since Enter after it would go to whatever comes
 * next; searches and commands of the pager need their Enter.
 */
export function pagerKeys(typed: string): string {
  return typed === '' || /^[/?:&!-]./.test(typed) ? `${typed}\r` : typed;
}

function own(name: string, kind: Answer['kind'], text = ''): Answer {
  return { name, serverText: null, kind, text };
}

/** Named by their keys where all keys are short, else by their places. */
function choices({ choices: offered }: ProgramPrompt): readonly Answer[] {
  const areShort = offered.every(({ answer }) => SHORT_KEY.test(answer));
  return offered.map(({ answer, label, isPreset }, index) => {
    const key = areShort ? answer : String(index + 1);
    const name = isPreset ? typingWords.presetChoice(key) : typingWords.choice(key);
    const meaning = label === '' || label === answer ? answer : label;
    const serverText = areShort && meaning === answer ? null : meaning;
    return { name, serverText, kind: 'line', text: answer };
  });
}
