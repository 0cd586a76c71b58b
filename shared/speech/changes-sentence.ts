/** What is said when the same command was run again: how many lines are new and gone, and the first of them. */
import type { LineChanges } from '../terminal/line-changes.ts';
import { changesWords } from '../words/changes-words.ts';
import { ANNOUNCEMENT_LIMIT } from './announcement.ts';
import { cutEnd } from './clean-text.ts';
import { ownSentence, type Sentence } from './sentence.ts';
import { speechText } from './speech-text.ts';

/** `2 lines new, 1 gone: /dev/sdb1 …`; `isWhole` is false where lines of either output are no longer kept. */
export function changesSentence(changes: LineChanges, isWhole: boolean): Sentence {
  const { added, removed, tooMany, before, after } = changes;
  const part = isWhole ? '' : changesWords.keptOnly;
  if (tooMany) return ownSentence([changesWords.tooMany(before, after), part]);
  if (added.length + removed.length === 0) return ownSentence([changesWords.nothing(after), part]);
  const own = ownSentence([changesWords.count(added.length, removed.length), part]);
  const spoken = [...added, ...removed]
    .map(({ text }) => speechText(text))
    .find((text) => text !== '');
  if (spoken === undefined) return own;
  const serverText = cutEnd(spoken, ANNOUNCEMENT_LIMIT - own.text.length - ': '.length);
  return { text: `${own.text}: ${serverText}`, ownText: own.text, serverText };
}
