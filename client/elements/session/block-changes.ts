/** The list of what changed between two runs of a command: the server's lines as text, each after words of Earshot's own. Loaded with the first. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ChangedLine, LineChanges } from '../../../shared/terminal/line-changes.ts';
import { changesWords } from '../../../shared/words/changes-words.ts';
import { LightElement } from '../base/light-element.ts';

/** Changes that are listed. */
const LISTED = 100;

/** `<block-changes>`: a paragraph and the list it names, new lines first. */
export class BlockChanges extends LightElement {
  static override properties = {
    changes: { attribute: false },
    listId: { attribute: false },
  };
  declare changes: LineChanges;
  /** Unique on the page. */
  declare listId: string;

  protected override render(): TemplateResult {
    const { added, removed } = this.changes;
    const entries = [
      ...added.map((line) => entry(changesWords.added, line)),
      ...removed.map((line) => entry(changesWords.removed, line)),
    ];
    const rest = entries.length - LISTED;
    return html`
      <p id=${this.listId} class="changes">${changesWords.title}: ${summary(this.changes)}</p>
      ${
        entries.length === 0
          ? nothing
          : html`<ul class="changes" aria-labelledby=${this.listId}>
              ${entries.slice(0, LISTED)}
            </ul>`
      }
      ${rest > 0 ? html`<p class="hint">${changesWords.notListed(rest)}</p>` : nothing}
    `;
  }
}

function summary({ added, removed, tooMany, before, after }: LineChanges): string {
  if (tooMany) return changesWords.tooMany(before, after);
  if (added.length + removed.length === 0) return changesWords.nothing(after);
  return changesWords.count(added.length, removed.length);
}

function entry(lead: (number: number) => string, { index, text }: ChangedLine): TemplateResult {
  return html`<li>${lead(index + 1)} <bdi class="changed-line" .textContent=${text}></bdi></li>`;
}

customElements.define('block-changes', BlockChanges);
