/** The list of what changed between two runs of a command: the server's lines as text, each after words of Earshot's own. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ChangedLine, LineChanges } from '../../../shared/terminal/line-changes.ts';
import { readingWords } from '../../../shared/words/reading-words.ts';

/** Changes that are listed. */
const LISTED = 100;

/** A paragraph and the list it names, new lines first. `id` is unique on the page. */
export function blockChanges(id: string, changes: LineChanges): TemplateResult {
  const { added, removed, tooMany, before, after } = changes;
  const count = added.length + removed.length;
  const summary = tooMany
    ? readingWords.tooMuchChanged(before, after)
    : count === 0
      ? readingWords.nothingChanged(after)
      : readingWords.changedLines(added.length, removed.length);
  const entry = (lead: (number: number) => string, { index, text }: ChangedLine): TemplateResult =>
    html`<li>${lead(index + 1)} <bdi class="changed-line" .textContent=${text}></bdi></li>`;
  const entries = [
    ...added.map((line) => entry(readingWords.addedLine, line)),
    ...removed.map((line) => entry(readingWords.removedLine, line)),
  ];
  return html`
    <p id=${id} class="changes">${readingWords.whatChanged}: ${summary}</p>
    ${
      entries.length === 0
        ? nothing
        : html`<ul class="changes" aria-labelledby=${id}>
            ${entries.slice(0, LISTED)}
          </ul>`
    }
    ${
      entries.length > LISTED
        ? html`<p class="hint">${readingWords.moreChanges(entries.length - LISTED)}</p>`
        : nothing
    }
  `;
}
